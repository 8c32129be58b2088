package io.pgspan.placement;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A random wish on a random fleet, crowded enough that constraints bite. */
record World(PostgresCluster wish, Fleet fleet, PlacementLimits limits, Assignment assignment, List<PodTemplate> pods) {
    private static final List<String> KEYS = List.of(Spread.ZONE, Spread.HOSTNAME, "rack");

    static World random(RandomGenerator random) {
        List<KubernetesCluster> clusters = new ArrayList<>();
        int clusterCount = random.nextInt(1, 4);
        for (int c = 0; c < clusterCount; c++) {
            clusters.add(cluster(random, "c" + c));
        }
        Fleet fleet = new Fleet("c" + random.nextInt(clusterCount), clusters, List.of());
        PlacementLimits limits = new PlacementLimits(
                random.nextBoolean(),
                random.nextBoolean(),
                false,
                random.nextBoolean() ? ElectionModel.memberMajority() : ElectionModel.store(fleet.hub()));
        PostgresCluster wish = wish(random, clusterCount);
        Assignment assignment = Placer.assign(wish, fleet, limits);
        List<PodTemplate> pods = new ArrayList<>();
        assignment.replicas().forEach(r -> pods.add(pod(random, r.pod(), r.clusterName(), true)));
        assignment.arbiter().ifPresent(a -> pods.add(pod(random, a.pod(), a.clusterName(), false)));
        return new World(wish, fleet, limits, assignment, List.copyOf(pods));
    }

    PlacementPlan plan() {
        return Placer.predict(wish, assignment, pods, fleet, limits);
    }

    World on(Fleet other) {
        return new World(wish, other, limits, assignment, pods);
    }

    private static PostgresCluster wish(RandomGenerator random, int clusterCount) {
        int replicas = random.nextInt(1, 7);
        PostgresCluster.Builder wish = PostgresCluster.builder().name("pg").replicas(replicas);
        if (replicas > 1 && random.nextBoolean()) {
            wish.replication(Replication.anySynchronous(random.nextInt(1, replicas)));
        }
        if (random.nextInt(4) == 0) {
            wish.arbiter(Arbiter.ofDefaults());
        }
        if (random.nextInt(4) > 0) {
            int named = replicas + random.nextInt(3);
            int[] owner = IntStream.range(0, named)
                    .map(i -> random.nextInt(clusterCount))
                    .toArray();
            PlacementPolicy.Builder policy = PlacementPolicy.builder().slice("project", "slice");
            for (int c = clusterCount - 1; c >= 0; c--) {
                int mine = c;
                policy.addRule(ClusterRule.of(
                        "c" + c,
                        IntStream.range(0, named).filter(i -> owner[i] == mine).toArray()));
            }
            wish.placement(policy.build());
        }
        return wish.build();
    }

    private static KubernetesCluster cluster(RandomGenerator random, String name) {
        List<Node> nodes = new ArrayList<>();
        int nodeCount = random.nextInt(0, 6);
        for (int n = 0; n < nodeCount; n++) {
            Map<String, String> labels = new HashMap<>();
            labels.put(Spread.HOSTNAME, name + "-n" + n);
            if (random.nextInt(6) > 0) {
                labels.put(Spread.ZONE, "z" + random.nextInt(3));
            }
            if (random.nextBoolean()) {
                labels.put("rack", "r" + random.nextInt(2));
            }
            List<Node.Taint> taints = random.nextInt(4) > 0
                    ? List.of()
                    : List.of(new Node.Taint(
                            "k",
                            "v",
                            List.of("NoSchedule", "NoExecute", "PreferNoSchedule")
                                    .get(random.nextInt(3))));
            nodes.add(new Node(
                    name + "-n" + n,
                    labels,
                    Quantity.of(List.of("1", "1500m", "4").get(random.nextInt(3))),
                    Quantity.of(List.of("2Gi", "3500M", "16Gi").get(random.nextInt(3))),
                    taints,
                    random.nextInt(6) > 0));
        }
        return new KubernetesCluster(name, nodes, List.of("std"), "std");
    }

    private static PodTemplate pod(RandomGenerator random, String name, String cluster, boolean holdsData) {
        List<Spread> spreads = new ArrayList<>();
        for (String key : KEYS) {
            if (random.nextInt(3) == 0) {
                Spread demanded = new Spread(key, random.nextInt(1, 3), Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE);
                spreads.add(random.nextBoolean() ? demanded : demanded.scheduleAnyway());
            }
        }
        Map<String, String> labels = random.nextInt(4) > 0 ? Map.of("app", "pg") : Map.of("app", "pg", "extra", "yes");
        List<String> apart = random.nextInt(4) == 0 ? List.of(KEYS.get(random.nextInt(3))) : List.of();
        return PodTemplate.of(
                        name,
                        labels,
                        List.of("0", "200m", "500m", "1").get(random.nextInt(4)),
                        List.of("0", "256Mi", "1Gi", "2Gi").get(random.nextInt(4)))
                .clusterName(cluster)
                .spreads(Samples.counting(spreads, labels))
                .affinity(Samples.apart(apart, labels))
                .nodeSelector(random.nextInt(6) == 0 ? Map.of("rack", "r0") : Map.of())
                .holdsData(holdsData)
                .build();
    }
}
