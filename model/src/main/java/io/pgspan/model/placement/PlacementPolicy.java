package io.pgspan.model.placement;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where the replicas of one cluster go: ordinals per Kubernetes cluster, spread over zones and nodes within each, and the slice
 * that connects them. Clusters and ordinals are kept sorted as {@link ClusterRule} says; the order of rules is kept as written.
 */
@Value.Immutable
@ValueStyle
public interface PlacementPolicy extends WithPlacementPolicy {

    /** The policy's own name, where an operator keeps it as an object. */
    Optional<String> name();

    /** Which ordinals live in which Kubernetes cluster; the first rule that names an ordinal wins. */
    List<ClusterRule> rules();

    /** Constraints within each Kubernetes cluster: they never look across clusters. */
    List<Spread> spreads();

    /** The network slice that connects the clusters. */
    Optional<SliceRef> slice();

    /** Labels every node must have. */
    Map<String, String> nodeSelector();

    /** Taints the pods tolerate. */
    List<Toleration> tolerations();

    /** On which nodes, near and far from which pods. Default: nothing said. */
    @Value.Default
    default Affinity affinity() {
        return Affinity.none();
    }

    /** Starts an empty policy. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder. */
    final class Builder extends ImmutablePlacementPolicy.Builder {
        Builder() {}

        /** Puts ordinals into a Kubernetes cluster, on its default storage class. */
        public Builder on(String clusterName, int... ordinals) {
            return addRule(ClusterRule.of(clusterName, ordinals));
        }

        /** Adds a constraint within each cluster. */
        public Builder spread(Spread spread) {
            return addSpread(spread);
        }

        /** Names the slice: the project's namespace on the hub, and the slice. */
        public Builder slice(String projectNamespace, String sliceName) {
            return slice(new SliceRef(projectNamespace, sliceName));
        }
    }
}
