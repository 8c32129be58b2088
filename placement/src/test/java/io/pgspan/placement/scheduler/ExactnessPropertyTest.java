package io.pgspan.placement.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class ExactnessPropertyTest {

    @Provide
    Arbitrary<SmallWorld> worlds() {
        return Arbitraries.randomValue(SmallWorld::random);
    }

    @Property
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyPodOfARowIsJudgedAsTheObviousEvaluatorDoes(@ForAll("worlds") SmallWorld world, @ForAll Random random) {
        SchedulerProfile profile = SchedulerProfile.ofDefaults().withRelease(world.release());
        ClusterScheduler scheduler = ClusterScheduler.of(world.cluster(), profile);
        List<RunningPod> running = new ArrayList<>();
        for (PodTemplate pod : world.pods()) {
            NaiveScheduler naive = new NaiveScheduler(world.cluster(), profile, running);
            Map<String, List<String>> reasons = naive.reasons(pod);
            List<Node> fitting = world.cluster().nodes().stream()
                    .filter(n -> reasons.getOrDefault(n.name(), List.of()).isEmpty())
                    .toList();
            Map<String, Long> totals = new NaiveScores(naive, pod, fitting).totals();
            assertScores(scheduler.scores(pod), totals);

            Prediction prediction = scheduler.place(pod);

            Statistics.label("placed").collect(prediction.isPlaced());
            Statistics.label("choice").collect(fitting.size() > 1);
            if (fitting.isEmpty()) {
                assertThat(prediction.sentence()).startsWith(sentence(naive, pod, reasons));
            } else {
                assertThat(prediction.feasible()).isEqualTo(fitting.size());
                long most = totals.values().stream().mapToLong(t -> t).max().orElseThrow();
                assertThat(prediction.best())
                        .as("%s", totals)
                        .containsExactlyElementsOf(totals.entrySet().stream()
                                .filter(t -> fitting.size() == 1 || t.getValue() == most)
                                .map(Map.Entry::getKey)
                                .toList());
                running.add(RunningPod.of(pod, prediction.node().orElseThrow()));
            }
            change(scheduler, running, random);
        }
        for (boolean yes : new boolean[] {true, false}) {
            Statistics.label("placed").coverage(c -> c.check(yes).percentage(p -> p > 10));
            Statistics.label("choice").coverage(c -> c.check(yes).percentage(p -> p > 10));
        }
    }

    /** Now and then a pod goes, or begins to. */
    private static void change(ClusterScheduler scheduler, List<RunningPod> running, Random random) {
        if (running.isEmpty() || random.nextInt(4) > 0) {
            return;
        }
        RunningPod gone = running.remove(random.nextInt(running.size()));
        assertThat(scheduler.remove(gone.pod().namespace(), gone.pod().name())).isTrue();
        if (random.nextBoolean()) {
            running.add(gone.beingDeleted());
            scheduler.add(gone.beingDeleted());
        }
    }

    private static void assertScores(List<NodeScore> scores, Map<String, Long> totals) {
        Map<String, Long> found = new TreeMap<>();
        scores.forEach(s -> found.put(s.node(), (long) s.total()));
        assertThat(found).isEqualTo(totals);
    }

    private static String sentence(NaiveScheduler naive, PodTemplate pod, Map<String, List<String>> reasons) {
        int nodes = naive.cluster.nodes().size();
        Set<String> named = NaiveScheduler.named(pod);
        if (named != null && named.isEmpty()) {
            return "0/" + nodes + " nodes are available: pod affinity terms conflict.";
        }
        Map<String, Integer> counts = new HashMap<>();
        reasons.values().forEach(r -> r.forEach(text -> counts.merge(text, 1, Integer::sum)));
        List<String> counted = new ArrayList<>();
        counts.forEach((text, count) -> counted.add(count + " " + text));
        counted.sort(null);
        return "0/" + nodes + " nodes are available: " + String.join(", ", counted) + ".";
    }
}
