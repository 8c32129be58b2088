package io.pgspan.placement;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.placement.survive.Loss;
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
        if (!(world.limits().electionModel() instanceof ElectionModel.MemberMajority)) {
            hubZones().forEach(zone -> found.add("ZONE " + world.fleet().hub() + "/" + zone));
        }
        return found;
    }

    private Set<String> hubZones() {
        Set<String> zones = new HashSet<>();
        world.fleet().cluster(world.fleet().hub()).orElseThrow().nodes().stream()
                .map(Node::zone)
                .filter(zone -> !zone.isEmpty())
                .forEach(zones::add);
        return zones;
    }

    /** The record's API server falls with its cluster, and with half of its cluster's zones; nodes without one count as a zone of theirs. */
    private boolean recordLost(Loss survival) {
        String hub = world.fleet().hub();
        boolean zoneless = world.fleet().cluster(hub).orElseThrow().nodes().stream()
                .anyMatch(n -> n.zone().isEmpty());
        int zones = hubZones().size() + (zoneless ? 1 : 0);
        return switch (survival.level()) {
            case CLUSTER -> survival.domain().equals(hub);
            case ZONE -> survival.domain().startsWith(hub + "/") && zones <= 2;
            case NODE, REGION, SCENARIO -> false;
        };
    }

    List<String> survivors(Loss survival) {
        return running.stream()
                .filter(p -> !isIn(p, survival))
                .map(PodPlacement::pod)
                .toList();
    }

    boolean dataSurvives(Loss survival) {
        List<PodPlacement> copies =
                running.stream().filter(PodPlacement::holdsData).toList();
        boolean everySet = acknowledging(copies, confirmations() + 1).stream()
                .allMatch(set -> set.stream().anyMatch(p -> !isIn(p, survival)));
        return everySet && copies.stream().anyMatch(p -> !isIn(p, survival));
    }

    boolean writable(Loss survival) {
        List<PodPlacement> left =
                running.stream().filter(p -> !isIn(p, survival)).toList();
        int members = world.assignment().members().size();
        boolean elected = world.limits().electionModel() instanceof ElectionModel.MemberMajority
                ? left.size() * 2 > members
                : !recordLost(survival);
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

    private static boolean isIn(PodPlacement pod, Loss survival) {
        String zone = pod.zone().isEmpty() ? pod.cluster() : pod.cluster() + "/" + pod.zone();
        return switch (survival.level()) {
            case CLUSTER -> pod.cluster().equals(survival.domain());
            case ZONE -> !pod.zone().isEmpty() && zone.equals(survival.domain());
            case NODE -> (zone + "/" + pod.node().orElseThrow()).equals(survival.domain());
            case REGION, SCENARIO -> false;
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
