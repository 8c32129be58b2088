package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import java.util.List;

/**
 * Which pods go to which nodes, by one label. KubeDB counts the pods of each domain over all clusters, gives a new pod the first domain with
 * room, and demands or prefers its label values.
 *
 * @param topologyKey the node label
 * @param domains in the order they are filled
 * @param whenUnsatisfiable demand or wish; default {@link WhenUnsatisfiable#DO_NOT_SCHEDULE}
 * @param weight of a wish, 1 to 100; default 50
 */
public record NodeAffinityRule(
        String topologyKey, List<Domain> domains, WhenUnsatisfiable whenUnsatisfiable, int weight) {
    /** The schema's weight. */
    public static final int WEIGHT_DEFAULT = 50;

    /**
     * Nodes with one of some values of the label.
     *
     * @param values the label's values
     * @param replicas how many pods it takes
     */
    public record Domain(List<String> values, DomainReplicas replicas) {
        /** Copies the list. */
        public Domain {
            values = List.copyOf(values);
        }
    }

    /** Copies the list. */
    public NodeAffinityRule {
        domains = List.copyOf(domains);
    }

    /** A demand. */
    public static NodeAffinityRule demand(String topologyKey, List<Domain> domains) {
        return new NodeAffinityRule(topologyKey, domains, WhenUnsatisfiable.DO_NOT_SCHEDULE, WEIGHT_DEFAULT);
    }

    /** Whether it is a demand. */
    public boolean isHard() {
        return whenUnsatisfiable == WhenUnsatisfiable.DO_NOT_SCHEDULE;
    }
}
