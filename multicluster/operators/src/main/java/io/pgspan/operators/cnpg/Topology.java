package io.pgspan.operators.cnpg;

import io.pgspan.model.placement.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Cluster} of each Kubernetes cluster: the wish's name where there is one only, else the name with that of the Kubernetes
 * cluster, since members of a distributed topology need names of their own.
 *
 * @param wish the wish's name
 * @param homes the Kubernetes clusters, the one of ordinal 0 first, which leads
 */
record Topology(String wish, List<String> homes) {
    /** Copies the list. */
    Topology {
        homes = List.copyOf(homes);
    }

    static Topology of(String wish, Assignment assignment) {
        List<String> homes = new ArrayList<>();
        for (Assignment.Placed placed : assignment.replicas()) {
            if (!homes.contains(placed.clusterName())) {
                homes.add(placed.clusterName());
            }
        }
        return new Topology(wish, homes);
    }

    boolean isDistributed() {
        return homes.size() > 1;
    }

    String name(String home) {
        return isDistributed() ? wish + "-" + home : wish;
    }
}
