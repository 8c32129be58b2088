package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.SchedulerProfile;
import io.pgspan.placement.solve.Solution.Infeasible;
import io.pgspan.placement.solve.Solution.Optimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Every placement that the scheduler would let come about, pinned pod by pinned pod, is tried: none is better than the best. */
class BestPlacementPropertyTest {
    private static final Map<String, String> PG = Map.of("app", "pg");
    private static final LabelSelector PGS = LabelSelector.of(PG);

    @Property(tries = 300)
    void nothingThatTheSchedulerWouldHaveIsBetter(@ForAll long seed) {
        Random random = new Random(seed);
        KubernetesCluster cluster = cluster(random);
        List<PodTemplate> pods = pods(random);

        Solution solution = BestPlacement.of(cluster, pods, Optional.empty(), SchedulerProfile.ofDefaults());

        Set<Map<String, String>> all = reachable(cluster, pods);
        Statistics.collect(solution.getClass().getSimpleName());
        if (solution instanceof Infeasible) {
            assertThat(all).isEmpty();
            return;
        }
        Map<String, String> found = ((Optimal) solution).plan().nodes();
        assertThat(all).contains(found);
        List<List<Integer>> score = counts(cluster, found.values());
        assertThat(all)
                .allSatisfy(other -> assertThat(Score.compareLevels(score, counts(cluster, other.values())))
                        .isLessThanOrEqualTo(0));
    }

    private static KubernetesCluster cluster(Random random) {
        List<Node> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Map<String, String> labels =
                    new HashMap<>(Map.of(Spread.HOSTNAME, "n" + i, "disk", "d" + random.nextInt(2)));
            if (random.nextInt(8) > 0) {
                labels.put(Spread.ZONE, "z" + random.nextInt(3));
            }
            nodes.add(new Node(
                    "n" + i,
                    labels,
                    Quantity.of(Integer.toString(random.nextInt(4))),
                    Quantity.of("64Gi"),
                    random.nextInt(5) == 0 ? List.of(new Node.Taint("k", "", "NoSchedule")) : List.of(),
                    random.nextInt(6) > 0));
        }
        ClusterContents.Builder contents = ClusterContents.builder();
        for (int i = random.nextInt(3); i > 0; i--) {
            PodTemplate other = PodTemplate.of("other-" + i, Map.of("app", "other"), "1", "1Gi")
                    .build();
            contents.addPod(RunningPod.of(other, "n" + random.nextInt(count)));
        }
        return new KubernetesCluster("c", nodes, List.of(), null, contents.build());
    }

    private static List<PodTemplate> pods(Random random) {
        List<Spread> spreads = new ArrayList<>();
        for (String key : List.of(Spread.ZONE, Spread.HOSTNAME)) {
            if (random.nextInt(3) == 0) {
                Spread spread = Spread.across(key)
                        .maxSkew(1 + random.nextInt(2))
                        .counting(random.nextInt(6) == 0 ? others() : PGS);
                spreads.add(random.nextInt(4) == 0 ? spread.minDomains(1 + random.nextInt(3)) : spread);
            }
        }
        List<PodTerm> apart = new ArrayList<>();
        for (String key : List.of(Spread.ZONE, Spread.HOSTNAME)) {
            if (random.nextInt(4) == 0) {
                apart.add(PodTerm.of(key, random.nextInt(4) == 0 ? others() : PGS));
            }
        }
        List<PodTemplate> pods = new ArrayList<>();
        boolean own = spreads.isEmpty() && random.nextInt(3) == 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            PodTemplate pod = PodTemplate.of("pg-" + i, PG, "1", "1Gi")
                    .affinity(new Affinity(NodeAffinity.none(), PodAffinity.none(), new PodAffinity(apart, List.of())))
                    .build()
                    .withSpreads(spreads);
            pods.add(own ? pod.withNodeSelector(Map.of("disk", "d" + random.nextInt(2))) : pod);
        }
        return pods;
    }

    private static LabelSelector others() {
        return LabelSelector.of(Map.of("app", "other"));
    }

    /** Every complete placement that some order of creation reaches. */
    private static Set<Map<String, String>> reachable(KubernetesCluster cluster, List<PodTemplate> pods) {
        Set<Map<String, String>> complete = new HashSet<>();
        Set<Map<String, String>> seen = new HashSet<>();
        Deque<Map<String, String>> open = new ArrayDeque<>(List.of(Map.of()));
        while (!open.isEmpty()) {
            Map<String, String> state = open.pop();
            if (!seen.add(state)) {
                continue;
            }
            if (state.size() == pods.size()) {
                complete.add(state);
                continue;
            }
            ClusterScheduler scheduler = ClusterScheduler.of(cluster);
            pods.stream()
                    .filter(pod -> state.containsKey(pod.name()))
                    .forEach(pod -> scheduler.add(RunningPod.of(pod, state.getOrDefault(pod.name(), ""))));
            for (PodTemplate pod : pods) {
                if (!state.containsKey(pod.name())) {
                    scheduler.diagnose(pod).forEach((node, reasons) -> {
                        if (reasons.isEmpty()) {
                            Map<String, String> next = new HashMap<>(state);
                            next.put(pod.name(), node);
                            open.push(next);
                        }
                    });
                }
            }
        }
        return complete;
    }

    /** The replicas in each domain, the fullest first, level by level; nodes without the label are one domain. */
    private static List<List<Integer>> counts(KubernetesCluster cluster, Collection<String> nodes) {
        List<List<Integer>> counts = new ArrayList<>();
        for (String key : BestPlacement.LEVELS) {
            Map<String, Integer> byDomain = new HashMap<>();
            cluster.nodes().forEach(n -> byDomain.putIfAbsent(n.labels().getOrDefault(key, ""), 0));
            for (Node node : cluster.nodes()) {
                byDomain.merge(
                        node.labels().getOrDefault(key, ""), Collections.frequency(nodes, node.name()), Integer::sum);
            }
            counts.add(byDomain.values().stream()
                    .sorted(Collections.reverseOrder())
                    .toList());
        }
        return counts;
    }
}
