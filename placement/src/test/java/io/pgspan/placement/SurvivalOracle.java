package io.pgspan.placement;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.PlacementLimits.ElectionModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Survivability, the slow and obvious way: every primary and every set of standbys that may have confirmed is tried. */
final class SurvivalOracle {
    private final World world;
    private final List<PodPlacement> running;

    SurvivalOracle(World world, List<PodPlacement> pods) {
        this.world = world;
        this.running = pods.stream().filter(PodPlacement::isPlaced).toList();
    }

    /** Kind and path of every domain of the fleet that holds a member, and of the hub. */
    Set<String> domains() {
        Set<String> found = new HashSet<>();
        for (KubernetesCluster cluster : world.fleet().clusters()) {
            for (Node node : cluster.nodes()) {
                if (running.stream().anyMatch(p -> p.node().orElseThrow().equals(node.name()))) {
                    String zone = node.zone().isEmpty() ? cluster.name() : cluster.name() + "/" + node.zone();
                    found.add("NODE " + zone + "/" + node.name());
                    found.add("CLUSTER " + cluster.name());
                    if (!node.zone().isEmpty()) {
                        found.add("ZONE " + zone);
                    }
                }
            }
        }
        found.add("CLUSTER " + world.fleet().hub());
        return found;
    }

    List<String> survivors(Survival survival) {
        return running.stream()
                .filter(p -> !isIn(p, survival))
                .map(PodPlacement::pod)
                .toList();
    }

    boolean dataSurvives(Survival survival) {
        List<PodPlacement> copies =
                running.stream().filter(PodPlacement::holdsData).toList();
        boolean everySet = acknowledging(copies, confirmations() + 1).stream()
                .allMatch(set -> set.stream().anyMatch(p -> !isIn(p, survival)));
        return everySet && copies.stream().anyMatch(p -> !isIn(p, survival));
    }

    boolean writable(Survival survival) {
        List<PodPlacement> left =
                running.stream().filter(p -> !isIn(p, survival)).toList();
        int members = world.assignment().members().size();
        boolean elected = world.limits().electionModel() == ElectionModel.MEMBER_MAJORITY
                ? left.size() * 2 > members
                : !(survival.kind() == Survival.Domain.CLUSTER
                        && survival.domain().equals(world.fleet().hub()));
        boolean served = left.stream()
                .filter(PodPlacement::holdsData)
                .anyMatch(primary -> left.stream()
                                .filter(PodPlacement::holdsData)
                                .filter(p -> !p.equals(primary))
                                .count()
                        >= confirmations());
        return elected && served;
    }

    private int confirmations() {
        return world.wish().replication().isSynchronous()
                ? world.wish().replication().confirmations()
                : 0;
    }

    private static boolean isIn(PodPlacement pod, Survival survival) {
        String zone = pod.zone().isEmpty() ? pod.cluster() : pod.cluster() + "/" + pod.zone();
        return switch (survival.kind()) {
            case CLUSTER -> pod.cluster().equals(survival.domain());
            case ZONE -> !pod.zone().isEmpty() && zone.equals(survival.domain());
            case NODE -> (zone + "/" + pod.node().orElseThrow()).equals(survival.domain());
        };
    }

    /** All sets of that size. */
    private static List<List<PodPlacement>> acknowledging(List<PodPlacement> from, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<PodPlacement>> sets = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            for (List<PodPlacement> rest : acknowledging(from.subList(i + 1, from.size()), size - 1)) {
                List<PodPlacement> set = new ArrayList<>(rest);
                set.add(from.get(i));
                sets.add(set);
            }
        }
        return sets;
    }
}
