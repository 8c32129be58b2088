package io.pgspan.model.service;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A Kubernetes service that is not as the operator would make it. */
@Value.Immutable
@ValueStyle
public interface ServiceSettings {

    /** Whom a service leads to. */
    enum Role {
        /** The instance that accepts writes. */
        PRIMARY,
        /** Instances that follow. */
        STANDBY,
        /** Any instance. */
        ANY,
        /** The metrics exporter. */
        METRICS,
        /** The connection pooler. */
        POOLER
    }

    /** The type of a service. */
    enum Type {
        /** Reached from within the Kubernetes cluster. */
        CLUSTER_IP,
        /** Reached on a port of every node. */
        NODE_PORT,
        /** Reached through a load balancer. */
        LOAD_BALANCER
    }

    /** Whom it leads to. */
    Role role();

    /** Its type; absent: the operator's default. */
    Optional<Type> type();

    /** Whether there is no such service. Default false. */
    @Value.Default
    default boolean isDisabled() {
        return false;
    }

    /** Labels, beside the operator's. */
    Map<String, String> labels();

    /** Annotations, beside the operator's. */
    Map<String, String> annotations();

    /** The port it listens on; absent: the operator's default. */
    OptionalInt port();

    /** The port on every node; absent: Kubernetes chooses. */
    OptionalInt nodePort();

    /** The address asked of the load balancer. */
    Optional<String> loadBalancerIp();

    /** The class of the load balancer. */
    Optional<String> loadBalancerClass();

    /** Address ranges that may reach it from outside; empty: any. */
    List<String> loadBalancerSourceRanges();

    /** Kubernetes' {@code externalTrafficPolicy}: {@code Cluster} or {@code Local}. */
    Optional<String> externalTrafficPolicy();

    /** Kubernetes' {@code internalTrafficPolicy}: {@code Cluster} or {@code Local}. */
    Optional<String> internalTrafficPolicy();

    /** Starts one; what has no default must be said. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder; each default is named at the getter of the same name. */
    final class Builder extends ImmutableServiceSettings.Builder {
        Builder() {}
    }
}
