package io.pgspan.placement.survive;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.Change;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Fleets and situations, by hand and by chance. */
final class Worlds {
    private static final String REGION = "topology.kubernetes.io/region";
    private static final Set<Change> GENTLE = EnumSet.of(Change.CONFIRMATIONS, Change.REPLICA);

    private Worlds() {}

    /** Clusters a, b, … each with as many nodes of its own zones z0, z1, …, one node a zone; the first one is the hub. */
    static Fleet fleet(int... nodes) {
        List<KubernetesCluster> clusters = new ArrayList<>();
        for (int c = 0; c < nodes.length; c++) {
            String name = String.valueOf((char) ('a' + c));
            clusters.add(cluster(
                    name,
                    IntStream.range(0, nodes[c])
                            .mapToObj(n -> node(name + n, "", "z" + n))
                            .toList()));
        }
        return new Fleet("a", clusters, List.of());
    }

    static KubernetesCluster cluster(String name, List<Node> nodes) {
        return new KubernetesCluster(name, nodes, List.of("std"), "std");
    }

    static Node node(String name, String region, String zone) {
        Map<String, String> labels = new HashMap<>(Map.of(Spread.HOSTNAME, name));
        if (!zone.isEmpty()) {
            labels.put(Spread.ZONE, zone);
        }
        if (!region.isEmpty()) {
            labels.put(REGION, region);
        }
        return new Node(name, labels, Quantity.of("4"), Quantity.of("16Gi"), List.of(), true);
    }

    /** Replicas p-0, p-1, … on the named nodes; the cluster is the first letter of the node. */
    static List<Resident> replicas(Fleet fleet, String... nodes) {
        return IntStream.range(0, nodes.length)
                .mapToObj(i -> Situation.resident("p-" + i, true, nodes[i].substring(0, 1), nodes[i], fleet))
                .toList();
    }

    static PlacementLimits limits(ElectionModel election) {
        return new PlacementLimits(false, false, false, election, GENTLE);
    }

    static PlacementLimits limits(ElectionModel election, Change... changes) {
        return new PlacementLimits(false, false, false, election, Set.of(changes));
    }

    static Situation random(RandomGenerator random) {
        List<KubernetesCluster> clusters = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        boolean regions = random.nextBoolean();
        int clusterCount = random.nextInt(1, 5);
        for (int c = 0; c < clusterCount; c++) {
            String name = "c" + c;
            List<Node> own = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                own.add(node(
                        name + "-n" + n,
                        regions && random.nextInt(8) > 0 ? "r" + random.nextInt(2) : "",
                        random.nextInt(6) > 0 ? "z" + random.nextInt(3) : ""));
                owners.add(name);
            }
            nodes.addAll(own);
            clusters.add(cluster(name, own));
        }
        Fleet fleet = new Fleet("c0", clusters, List.of());
        List<Resident> members = new ArrayList<>();
        int count = random.nextInt(1, 6);
        boolean arbiter = random.nextInt(3) == 0;
        for (int m = 0; m < count + (arbiter ? 1 : 0); m++) {
            int at = nodes.isEmpty() || random.nextInt(10) == 0 ? -1 : random.nextInt(nodes.size());
            members.add(Situation.resident(
                    m < count ? "p-" + m : "arbiter",
                    m < count,
                    at < 0 ? "c0" : owners.get(at),
                    at < 0 ? "" : nodes.get(at).name(),
                    fleet));
        }
        Situation situation =
                new Situation(members, arbiter, replication(random, count), limits(random), fleet, List.of());
        List<FailureDomain> domains = new Judge(situation).judged();
        return random.nextInt(3) > 0
                ? situation
                : situation.withScenarios(new Scenario(
                        "feed",
                        List.of(
                                domains.get(random.nextInt(domains.size())),
                                domains.get(random.nextInt(domains.size())))));
    }

    private static PlacementLimits limits(RandomGenerator random) {
        ElectionModel election = switch (random.nextInt(3)) {
            case 0 -> ElectionModel.memberMajority();
            case 1 -> ElectionModel.store("c" + random.nextInt(2));
            default ->
                random.nextBoolean()
                        ? ElectionModel.storeMajority("c0", "c1", "elsewhere")
                        : ElectionModel.storeMajority("c0", "c1", "c2", "c3", "elsewhere");
        };
        Set<Change> changes = EnumSet.noneOf(Change.class);
        for (Change change : Change.values()) {
            if (random.nextBoolean()) {
                changes.add(change);
            }
        }
        return new PlacementLimits(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), election, changes);
    }

    private static Replication replication(RandomGenerator random, int replicas) {
        if (random.nextInt(4) == 0) {
            return Replication.asynchronous();
        }
        Replication.Builder some = Replication.anySynchronous(random.nextInt(1, replicas + 1)).toBuilder();
        some.method(random.nextBoolean() ? SyncMethod.ANY : SyncMethod.FIRST);
        some.durability(random.nextInt(3) > 0 ? Durability.REQUIRED : Durability.PREFERRED);
        some.commitLevel(List.of(CommitLevel.values()).get(random.nextInt(CommitLevel.values().length)));
        if (random.nextInt(3) == 0) {
            for (int i = replicas - 1; i >= 0; i--) {
                if (random.nextBoolean()) {
                    some.addStandbyNames("p-" + i);
                }
            }
        }
        return some.build();
    }
}
