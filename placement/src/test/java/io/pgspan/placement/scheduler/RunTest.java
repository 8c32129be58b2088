package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.PGS;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.pod;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Spread;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTest {
    private static Node[] nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> node("n" + i, "z" + i % 3))
                .toArray(Node[]::new);
    }

    private static Optional<Prediction.Sampling> sampling(int nodes, int percent) {
        SchedulerProfile profile = SchedulerProfile.ofDefaults().withPercentageOfNodesToScore(percent);
        return ClusterScheduler.of(Fixture.cluster(nodes(nodes)), profile)
                .predict(pod("p").build())
                .sampling();
    }

    @Test
    void fromAHundredNodesOnTheSchedulerLooksAtAPart() {
        assertThat(sampling(99, 0)).isEmpty();
        assertThat(sampling(100, 0)).as("50 percent, but at least 100").isEmpty();
        assertThat(sampling(250, 0)).contains(new Prediction.Sampling(120, 250));
        assertThat(sampling(2500, 0)).contains(new Prediction.Sampling(750, 2500));
        assertThat(sampling(7000, 0)).contains(new Prediction.Sampling(350, 7000));
        assertThat(sampling(400, 10)).contains(new Prediction.Sampling(100, 400));
        assertThat(sampling(400, 100)).isEmpty();
    }

    @Test
    void theAnswerIsTheSetOfTheBestAndItsFirstUnlessASeedDraws() {
        Prediction prediction = scheduler(nodes(5)).predict(pod("p").build());
        Set<String> drawn = new HashSet<>();
        for (int seed = 1; seed < 40; seed++) {
            ClusterScheduler scheduler = ClusterScheduler.of(
                    Fixture.cluster(nodes(5)), SchedulerProfile.ofDefaults().withSeed(seed));
            drawn.add(scheduler.place(pod("p").build()).node().orElseThrow());
        }

        assertThat(prediction.best()).containsExactly("n0", "n1", "n2", "n3", "n4");
        assertThat(prediction.bestCount()).isEqualTo(5);
        assertThat(prediction.node()).contains("n0");
        assertThat(drawn).as("each is drawn some time").hasSize(5);
    }

    @Test
    void theOnlyNodeThatFitsIsNotScored() {
        Prediction prediction =
                scheduler(node("a", "1"), node("b", "1").schedulable(false)).predict(pod("p").build());

        assertThat(prediction.node()).contains("a");
        assertThat(prediction.score()).isZero();
        assertThat(prediction.feasible()).isEqualTo(1);
    }

    @Test
    void shapesAreForgottenAndLongAbsencesCaughtUpWithoutADifference() {
        ClusterScheduler scheduler = scheduler(nodes(3));
        PodTemplate spread =
                idle("s").spread(Spread.acrossNodes().maxSkew(1).counting(PGS)).build();
        assertThat(scheduler.place(spread.withName("s0")).node()).contains("n0");
        // more changes than the log keeps
        for (int i = 0; i < 9000; i++) {
            scheduler.place(idle("x").build());
            scheduler.remove("default", "x");
        }
        assertThat(scheduler.place(spread.withName("s1")).node()).contains("n1");
        // more shapes than are remembered
        for (int i = 0; i < 70; i++) {
            scheduler.predict(idle("y").priority(i).build());
        }
        assertThat(scheduler.place(spread.withName("s2")).node()).contains("n2");
        assertThat(scheduler.place(spread.withName("s3")).node()).contains("n0");
    }
}
