package io.pgspan.operators.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.plan.Step.Risk;
import java.util.function.Supplier;
import net.jqwik.api.statistics.Statistics;

/** What holds of every plan, whichever operator it is for. */
public final class PlanRules {
    private PlanRules() {}

    /**
     * A step has an id of its own, what can't be done has a procedure that can, and planning again gives the same.
     *
     * @param again plans the same change once more
     */
    public static void hold(ChangePlan plan, Supplier<ChangePlan> again) {
        Statistics.collect(plan.isEmpty() ? "nothing" : plan.isPossible() ? "possible" : "impossible");
        assertThat(plan.steps()).extracting(step -> step.step().id()).doesNotHaveDuplicates();
        for (PlannedStep step : plan.steps()) {
            if (step.step().risk() == Risk.IMPOSSIBLE) {
                assertThat(plan.procedure(step.step().id()).orElseThrow().steps())
                        .isNotEmpty();
                assertThat(step.deed()).isInstanceOf(Deed.ByHand.class);
            }
        }
        assertThat(again.get().json()).isEqualTo(plan.json());
    }
}
