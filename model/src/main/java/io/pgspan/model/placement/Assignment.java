package io.pgspan.model.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which Kubernetes cluster each replica goes to.
 *
 * @param replicas in order of ordinal
 * @param arbiter where the member without data goes, if there is one
 */
public record Assignment(List<Placed> replicas, Optional<Placed> arbiter) {

    /**
     * One member in one cluster.
     *
     * @param ordinal the replica's ordinal; 0 for the arbiter, which counts by itself
     * @param pod the pod's name
     * @param clusterName the Kubernetes cluster
     * @param storageClassName the storage class that will be used there; empty for an ephemeral volume, which needs none
     * @param reasons why there, in sentences
     */
    public record Placed(int ordinal, String pod, String clusterName, String storageClassName, List<String> reasons) {
        /** Copies the reasons. */
        public Placed {
            reasons = List.copyOf(reasons);
        }
    }

    /** Copies the list. */
    public Assignment {
        replicas = List.copyOf(replicas);
    }

    /** Replicas in order, then the arbiter. */
    public List<Placed> members() {
        List<Placed> all = new ArrayList<>(replicas);
        arbiter.ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The clusters used, sorted by name. */
    public List<String> clusterNames() {
        TreeSet<String> names = new TreeSet<>();
        members().forEach(m -> names.add(m.clusterName()));
        return List.copyOf(names);
    }

    /** The members one cluster gets. */
    public List<Placed> in(String clusterName) {
        return members().stream()
                .filter(m -> m.clusterName().equals(clusterName))
                .toList();
    }
}
