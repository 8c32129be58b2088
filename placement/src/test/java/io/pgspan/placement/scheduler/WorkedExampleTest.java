package io.pgspan.placement.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One pod runs on a; its twin is scheduled. Every figure of the table is worked out by hand. */
class WorkedExampleTest {
    private static final Map<String, String> PG = Map.of("app", "pg");

    private static Node node(String name, String zone) {
        return new Node(
                name,
                Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone),
                Quantity.of("4"),
                Quantity.of("8Gi"),
                List.of(),
                true);
    }

    private static final PodTemplate FIRST = PodTemplate.of("pg-0", PG, "1", "2Gi")
            .affinity(new Affinity(
                    NodeAffinity.none(),
                    PodAffinity.none(),
                    new PodAffinity(
                            List.of(),
                            List.of(new Preferred<>(100, PodTerm.of(Spread.HOSTNAME, LabelSelector.of(PG)))))))
            .build();

    private static final PodTemplate TWIN = FIRST.withName("pg-1")
            .withSpreads(
                    Spread.acrossNodes().scheduleAnyway().counting(LabelSelector.of(PG)),
                    Spread.acrossZones().scheduleAnyway().counting(LabelSelector.of(PG)));

    private static ClusterScheduler scheduler() {
        ClusterScheduler scheduler = ClusterScheduler.of(
                new KubernetesCluster("c", List.of(node("a", "1"), node("b", "1"), node("c", "2")), List.of(), null));
        scheduler.add(RunningPod.of(FIRST, "a"));
        return scheduler;
    }

    @Test
    void theTotalsAreThoseOfTheTable() {
        List<NodeScore> scores = scheduler().scores(TWIN);

        assertThat(scores).extracting(NodeScore::node).containsExactly("c", "b", "a");
        assertThat(scores).extracting(NodeScore::total).containsExactly(875, 807, 450);
        assertThat(scheduler().place(TWIN).best()).containsExactly("c");
        assertThat(scheduler().place(TWIN).score()).isEqualTo(875);
    }

    @Test
    void everyRowOfTheTableIsThere() {
        assertRow(Plugin.POD_TOPOLOGY_SPREAD, List.of(3L, 1L, 0L), 0, 132, 200);
        assertRow(Plugin.INTER_POD_AFFINITY, List.of(-200L, 0L, 0L), 0, 200, 200);
        assertRow(Plugin.NODE_RESOURCES_FIT, List.of(50L, 75L, 75L), 50, 75, 75);
        assertRow(Plugin.BALANCED_ALLOCATION, List.of(100L, 100L, 100L), 100, 100, 100);
        assertRow(Plugin.TAINT_TOLERATION, List.of(0L, 0L, 0L), 300, 300, 300);
        assertRow(Plugin.IMAGE_LOCALITY, List.of(0L, 0L, 0L), 0, 0, 0);
        assertThat(scheduler().scores(TWIN))
                .allSatisfy(score -> assertThat(score.parts())
                        .extracting(NodeScore.Part::plugin)
                        .as("a plugin that skips is absent")
                        .doesNotContain(Plugin.NODE_AFFINITY));
    }

    private static void assertRow(Plugin plugin, List<Long> raw, int a, int b, int c) {
        Map<String, Integer> weighted = Map.of("a", a, "b", b, "c", c);
        for (NodeScore score : scheduler().scores(TWIN)) {
            NodeScore.Part part = score.parts().stream()
                    .filter(p -> p.plugin() == plugin)
                    .findFirst()
                    .orElseThrow();
            assertThat(part.weighted()).as("%s on %s", plugin, score.node()).isEqualTo(weighted.get(score.node()));
            assertThat(part.raw())
                    .as("%s on %s", plugin, score.node())
                    .isEqualTo(raw.get(score.node().charAt(0) - 'a'));
        }
    }
}
