package io.pgspan.placement;

import java.util.List;
import java.util.Optional;

/**
 * Where every pod is predicted to land and what the loss of each domain means.
 *
 * @param pods in creation order: replicas by ordinal, the arbiter, then pods that are no members
 * @param survivability nodes, then zones, then Kubernetes clusters, each sorted by path: those that hold a member, and the hub
 */
public record PlacementPlan(List<PodPlacement> pods, List<Survival> survivability) {

    /** Copies the lists. */
    public PlacementPlan {
        pods = List.copyOf(pods);
        survivability = List.copyOf(survivability);
    }

    /** The placement of a pod, if the plan has it. */
    public Optional<PodPlacement> pod(String name) {
        return pods.stream().filter(p -> p.pod().equals(name)).findFirst();
    }

    /** Pods that fit nowhere and would stay pending. */
    public List<PodPlacement> unplaced() {
        return pods.stream().filter(p -> !p.isPlaced()).toList();
    }

    /** The plan as a readable text: a table of pods with the reasons, and a table of losses. Lines end with {@code \n}. */
    public String explain() {
        return Explanation.of(this);
    }
}
