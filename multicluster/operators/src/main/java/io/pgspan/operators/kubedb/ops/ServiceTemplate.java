package io.pgspan.operators.kubedb.ops;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service says beyond what the operator writes.
 *
 * @param labels of the service
 * @param annotations of the service
 * @param type Kubernetes' word, for example {@code LoadBalancer}, or null
 * @param clusterIp a fixed address, or null
 * @param externalIps further addresses
 * @param externalTrafficPolicy Kubernetes' word, or null
 * @param healthCheckNodePort a port, or null
 * @param loadBalancerIp a fixed address, or null
 * @param loadBalancerSourceRanges who may connect
 * @param ports by name
 * @param sessionAffinityTimeout how long a client stays with a pod, in whole seconds, or null
 */
public record ServiceTemplate(
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable String type,
        @Nullable String clusterIp,
        List<String> externalIps,
        @Nullable String externalTrafficPolicy,
        @Nullable Integer healthCheckNodePort,
        @Nullable String loadBalancerIp,
        List<String> loadBalancerSourceRanges,
        List<Port> ports,
        @Nullable Duration sessionAffinityTimeout) {

    /**
     * A port.
     *
     * @param name its name, or null
     * @param port the service's port; 0 when a text left it out
     * @param nodePort the port on every node, or null
     */
    public record Port(
            @Nullable String name, int port, @Nullable Integer nodePort) {}

    /** Copies the collections. */
    public ServiceTemplate {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        externalIps = List.copyOf(externalIps);
        loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
        ports = List.copyOf(ports);
    }
}
