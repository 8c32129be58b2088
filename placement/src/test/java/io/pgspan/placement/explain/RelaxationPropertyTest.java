package io.pgspan.placement.explain;

import static io.pgspan.placement.explain.Grounds.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Spread;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class RelaxationPropertyTest {
    /** As if every plugin said no, so that each rule there is may be given up. */
    private static final List<Reason> EVERY_REASON = Stream.of(
                    Plugin.NODE_UNSCHEDULABLE,
                    Plugin.TAINT_TOLERATION,
                    Plugin.NODE_AFFINITY,
                    Plugin.NODE_RESOURCES_FIT,
                    Plugin.POD_TOPOLOGY_SPREAD,
                    Plugin.INTER_POD_AFFINITY)
            .map(plugin -> new Reason(plugin, "Insufficient cpu", true, ""))
            .toList();

    private static final SchedulerProfile PROFILE = SchedulerProfile.ofDefaults();

    @Provide
    Arbitrary<Trial> trials() {
        return Arbitraries.randomValue(RelaxationPropertyTest::random);
    }

    private static Trial random(RandomGenerator random) {
        List<Node> nodes = new ArrayList<>();
        List<RunningPod> running = new ArrayList<>();
        for (int n = 0; n < random.nextInt(1, 5); n++) {
            Node node = Grounds.node("n" + n, "z" + random.nextInt(2), random.nextInt(3) == 0 ? "500m" : "4");
            List<Node.Taint> taints = new ArrayList<>();
            for (int t = random.nextInt(3); t > 0; t--) {
                taints.add(new Node.Taint("k" + t, "v", random.nextBoolean() ? "NoSchedule" : "PreferNoSchedule"));
            }
            nodes.add(node.taints(taints).schedulable(random.nextInt(3) > 0));
            if (random.nextBoolean()) {
                PodTemplate.Builder other = Grounds.pod(n);
                if (random.nextInt(3) == 0) {
                    other.affinity(Grounds.apart(random.nextBoolean() ? Spread.ZONE : Spread.HOSTNAME));
                }
                running.add(RunningPod.of(other.build(), node.name()));
            }
        }
        PodTemplate.Builder pod = Grounds.pod(9);
        if (random.nextBoolean()) {
            pod.affinity(
                    random.nextInt(3) == 0
                            ? Grounds.near(Spread.ZONE)
                            : Grounds.apart(random.nextBoolean() ? Spread.ZONE : Spread.HOSTNAME));
        }
        if (random.nextBoolean()) {
            pod.spread(Spread.acrossZones().counting(ALL));
        }
        if (random.nextInt(3) == 0) {
            pod.spread(Spread.acrossNodes().counting(ALL));
        }
        if (random.nextInt(3) == 0) {
            pod.putNodeSelector(Spread.ZONE, "z0");
        }
        return new Trial(
                Grounds.cluster(nodes.toArray(Node[]::new))
                        .contents(ClusterContents.builder().pods(running).build()),
                pod.build());
    }

    private static boolean isPlaced(KubernetesCluster cluster, PodTemplate pod) {
        return ClusterScheduler.of(cluster, PROFILE).predict(pod).isPlaced();
    }

    @Property(tries = 600)
    void whatIsProposedLetsThePodInAndNothingLessDoes(@ForAll("trials") Trial trial) {
        if (isPlaced(trial.cluster(), trial.pod())) {
            return;
        }
        WhyNowhere answer = (WhyNowhere) Explainer.of(trial.cluster(), PROFILE).explain(trial.pod());
        List<List<Rule>> byNode = trial.cluster().nodes().stream()
                .map(node -> new Rules(trial, node).behind(EVERY_REASON))
                .toList();
        int proposed = answer.relaxations().size();
        Statistics.label("rules").collect(proposed);
        Statistics.label("smallest").collect(answer.smallest());
        Statistics.label("smallest").coverage(c -> c.check(true).percentage(p -> p > 90));

        assertThat(byNode.stream()
                        .flatMap(rules -> subsets(rules, proposed).stream())
                        .filter(rules -> plain(rules.stream().map(Rule::relaxation))
                                .equals(plain(answer.relaxations().stream()))))
                .as("%s", answer.text())
                .isNotEmpty()
                .allMatch(rules -> helps(trial, rules));
        for (int fewer = 0; answer.smallest() && fewer < proposed; fewer++) {
            for (List<Rule> rules : byNode) {
                assertThat(subsets(rules, fewer)).as("%s", answer.text()).noneMatch(set -> helps(trial, set));
            }
        }
    }

    /** Without the numbers. */
    private static Set<String> plain(Stream<Relaxation> relaxations) {
        return relaxations
                .map(r -> r.plugin() + r.what().replaceAll(" \\(insufficient.*", ""))
                .collect(Collectors.toSet());
    }

    private static boolean helps(Trial trial, List<Rule> rules) {
        Trial changed = trial;
        for (Rule rule : rules) {
            changed = rule.without().apply(changed);
        }
        return isPlaced(changed.cluster(), changed.pod());
    }

    private static List<List<Rule>> subsets(List<Rule> from, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Rule>> sets = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            for (List<Rule> rest : subsets(from.subList(i + 1, from.size()), size - 1)) {
                List<Rule> set = new ArrayList<>();
                set.add(from.get(i));
                set.addAll(rest);
                sets.add(set);
            }
        }
        return sets;
    }
}
