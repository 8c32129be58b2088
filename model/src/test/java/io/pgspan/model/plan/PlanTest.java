package io.pgspan.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static Step step(String id, Step.Risk risk) {
        return new Step(id, "do " + id, "because", risk, "always", "done", "never", "nothing to undo");
    }

    @Test
    void theRiskOfAPlanIsThatOfItsWorstStep() {
        Plan plan = new Plan("scale", List.of(step("a", Step.Risk.RELOAD), step("b", Step.Risk.SWITCHOVER)));
        assertThat(plan.risk()).isEqualTo(Step.Risk.SWITCHOVER);
        assertThat(plan.explain()).isEqualTo("scale\n- do a (because)\n- do b (because)");
    }

    @Test
    void nothingToDoHasNoRisk() {
        assertThat(new Plan("nothing", List.of()).isEmpty()).isTrue();
        assertThat(new Plan("nothing", List.of()).risk()).isEqualTo(Step.Risk.NONE);
    }
}
