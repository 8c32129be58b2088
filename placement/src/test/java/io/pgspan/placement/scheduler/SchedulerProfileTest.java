package io.pgspan.placement.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerProfileTest {

    @Test
    void aWeightOfZeroSwitchesAScoreOff() {
        SchedulerProfile profile = SchedulerProfile.ofDefaults().withWeight(Plugin.IMAGE_LOCALITY, 0);

        assertThat(profile.weights()).doesNotContainKey(Plugin.IMAGE_LOCALITY);
        assertThat(profile.weight(Plugin.IMAGE_LOCALITY)).isZero();
        assertThat(SchedulerProfile.ofDefaults().weight(Plugin.TAINT_TOLERATION))
                .isEqualTo(3);
    }

    @Test
    void whatNoSchedulerStartsWithIsRefusedAllAtOnce() {
        Spread counting = Spread.across("").maxSkew(0).counting(Fixture.PGS);

        assertThatThrownBy(() -> SchedulerProfile.builder()
                        .percentageOfNodesToScore(101)
                        .hardPodAffinityWeight(-1)
                        .weights(Map.of(Plugin.NODE_AFFINITY, -2))
                        .strategy(Strategy.ratio(new Strategy.Point(50, 11), new Strategy.Point(50, 0)))
                        .defaultSpreads(List.of(counting))
                        .build())
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::path)
                                .containsExactly(
                                        "profile.percentageOfNodesToScore",
                                        "profile.hardPodAffinityWeight",
                                        "profile.weights[NodeAffinity]",
                                        "profile.strategy.shape[0].score",
                                        "profile.strategy.shape[1].utilization",
                                        "profile.defaultSpreads[0].maxSkew",
                                        "profile.defaultSpreads[0].topologyKey",
                                        "profile.defaultSpreads[0].selector"));
    }

    @Test
    void aRatioWithoutAPointIsNoLine() {
        assertThatThrownBy(() -> SchedulerProfile.ofDefaults().withStrategy(Strategy.ratio()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("a line needs a point");
    }
}
