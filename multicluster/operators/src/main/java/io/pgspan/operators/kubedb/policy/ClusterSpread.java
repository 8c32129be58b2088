package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.SliceRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which ordinals go to which Kubernetes cluster.
 *
 * @param rules in order: the first rule that lists an ordinal has it
 * @param slice the network slice between the clusters, null when none is named; required since {@link PolicyGeneration#G2}
 * @param failoverPolicy how data centres fail over, null for not at all; since {@link PolicyGeneration#G3}
 */
public record ClusterSpread(
        List<DistributionRule> rules,
        @Nullable SliceRef slice,
        @Nullable FailoverPolicy failoverPolicy) {

    /** Copies the list. */
    public ClusterSpread {
        rules = List.copyOf(rules);
    }

    /** Rules on a slice, without failover of data centres. */
    public static ClusterSpread of(SliceRef slice, List<DistributionRule> rules) {
        return new ClusterSpread(rules, slice, null);
    }

    /** The slice, if one is named. */
    public Optional<SliceRef> network() {
        return Optional.ofNullable(slice);
    }

    /** The failover of data centres, if there is one. */
    public Optional<FailoverPolicy> failover() {
        return Optional.ofNullable(failoverPolicy);
    }
}
