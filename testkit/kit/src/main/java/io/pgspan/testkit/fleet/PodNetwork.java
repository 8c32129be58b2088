package io.pgspan.testkit.fleet;

import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The network between the pods of all clusters: each pod has three ports of 127.0.0.1, kept as long as the fleet lives, and the names
 * of the slice's DNS are resolved to them before a container starts.
 */
final class PodNetwork {
    static final String HOST = "127.0.0.1";
    private static final String ARBITER = ";arbiter";

    private final Map<String, Ports> ports = new ConcurrentHashMap<>();

    /** Where a pod's PostgreSQL and its agent listen, and where the agent answers probes. */
    record Ports(int postgres, int agent, int probe) {}

    Ports of(String namespace, String pod) {
        return ports.computeIfAbsent(
                namespace + "/" + pod,
                name -> new Ports(LoopbackPorts.next(), LoopbackPorts.next(), LoopbackPorts.next()));
    }

    /** {@code a=a.ns.svc.slice.local,b=…;arbiter} becomes {@code a=127.0.0.1:port:port,b=…;arbiter}, as {@code pod} reaches them. */
    String resolve(String namespace, String pod, String members, PodLinks links) {
        return Arrays.stream(members.split(",", -1))
                .map(entry -> {
                    int equals = entry.indexOf('=');
                    String name = (equals < 0 ? entry : entry.substring(0, equals)).strip();
                    Ports p = of(namespace, name);
                    Endpoint postgres =
                            links.between(pod, name, PodLinks.Service.POSTGRES, new Endpoint(HOST, p.postgres()));
                    Endpoint agent = links.between(pod, name, PodLinks.Service.AGENT, new Endpoint(HOST, p.agent()));
                    return name + "=" + HOST + ":" + postgres.port() + ":" + agent.port()
                            + (entry.strip().endsWith(ARBITER) ? ARBITER : "");
                })
                .collect(Collectors.joining(","));
    }
}
