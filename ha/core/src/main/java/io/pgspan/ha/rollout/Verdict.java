package io.pgspan.ha.rollout;

import io.pgspan.model.plan.Step;
import java.util.function.Function;

/** What an executor does next. Each has the id of the rule that said so. */
public sealed interface Verdict {

    /** The id of the rule. */
    String rule();

    /** Calls the function of the kind at hand. */
    default <R> R match(
            Function<Go, R> go,
            Function<Wait, R> wait,
            Function<Abort, R> abort,
            Function<Replan, R> replan,
            Function<Finished, R> finished) {
        if (this instanceof Go it) {
            return go.apply(it);
        }
        if (this instanceof Wait it) {
            return wait.apply(it);
        }
        if (this instanceof Abort it) {
            return abort.apply(it);
        }
        if (this instanceof Replan it) {
            return replan.apply(it);
        }
        return finished.apply((Finished) this);
    }

    /**
     * Do this step now.
     *
     * @param step the step
     * @param id its id, read
     * @param candidate whom to move the primary to, empty for other deeds
     * @param resourceVersion the version of the pod that justifies the deed: a delete names it and the uid as its condition
     */
    record Go(Step step, StepId id, String candidate, String resourceVersion) implements Verdict {
        @Override
        public String rule() {
            return "rollout.go";
        }
    }

    /**
     * Do nothing now, observe, and ask again.
     *
     * @param rule the rule
     * @param why for what
     */
    record Wait(String rule, String why) implements Verdict {}

    /**
     * Stop here. What is not up to date stays so and stays marked; a later run plans anew.
     *
     * @param rule the rule
     * @param why what went wrong
     */
    record Abort(String rule, String why) implements Verdict {}

    /**
     * The plan is void: make another from the same observations and ask again with the same progress.
     *
     * @param rule the rule
     * @param why what has changed
     */
    record Replan(String rule, String why) implements Verdict {}

    /** Every member is up to date and available. */
    record Finished() implements Verdict {
        @Override
        public String rule() {
            return "rollout.finished";
        }
    }
}
