package io.pgspan.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BenchmarkPlanTest {
    @Test
    void withoutOptionsBothSystemsDoAllScenariosTenTimes() {
        BenchmarkPlan plan = BenchmarkPlan.of(new String[0]);
        assertThat(plan.rounds()).isEqualTo(10);
        assertThat(plan.systems()).containsExactly("pgspan", "patroni");
        assertThat(plan.scenarios("pgspan", 1)).containsExactly(Scenario.values());
        assertThat(plan.scenarios("patroni", 10)).doesNotContain(Scenario.IDLE).hasSize(11);
    }

    @Test
    void scenariosRunInTheirOrderHoweverTheyAreNamed() {
        BenchmarkPlan plan =
                BenchmarkPlan.of(new String[] {"--only", "node,switchover", "--rounds", "2", "--limit-minutes", "7"});
        assertThat(plan.scenarios("patroni", 1)).containsExactly(Scenario.SWITCHOVER, Scenario.NODE);
        assertThat(plan.rounds()).isEqualTo(2);
        assertThat(plan.limit()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void patronisOwnTimingsAreMeasuredAFewTimesAndOnlyWhereTheyMatter() {
        BenchmarkPlan plan = BenchmarkPlan.of(new String[] {"--systems", "patroni-defaults"});
        assertThat(plan.scenarios("patroni-defaults", 3))
                .containsExactly(Scenario.SWITCHOVER, Scenario.CRASH, Scenario.NODE);
        assertThat(plan.scenarios("patroni-defaults", 4)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        assertThatThrownBy(() -> BenchmarkPlan.of(new String[] {"--only", "node,fire"}))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("node,fire");
        assertThatThrownBy(() -> BenchmarkPlan.of(new String[] {"--systems", "stolon"}))
                .hasMessageContaining("stolon");
        assertThatThrownBy(() -> BenchmarkPlan.of(new String[] {"--rounds", "many"}))
                .hasMessageContaining("many");
        assertThatThrownBy(() -> BenchmarkPlan.of(new String[] {"--fast", "1"})).hasMessageContaining("--fast");
    }
}
