package io.pgspan.placement;

import io.pgspan.placement.survive.Loss;
import io.pgspan.placement.survive.Survivability;
import java.util.List;
import java.util.Optional;

/**
 * Where every pod is predicted to land and what the loss of each domain means.
 *
 * @param pods in creation order: replicas by ordinal, the arbiter, then pods that are no members
 * @param survival what the members survive, level by level, what is fatal, and what would help
 */
public record PlacementPlan(List<PodPlacement> pods, Survivability survival) {

    /** Copies the list. */
    public PlacementPlan {
        pods = List.copyOf(pods);
    }

    /**
     * The loss of each single domain: nodes, then zones, Kubernetes clusters and regions, each sorted by path: those that hold a member,
     * those that the record of the primary depends on, and the hub.
     */
    public List<Loss> survivability() {
        return survival.single();
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
