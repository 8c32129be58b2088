package io.pgspan.ha.rollout;

import io.pgspan.model.plan.Step;
import java.time.Duration;

/**
 * What the executor itself knows: the step it began last, and how that went. An executor that was restarted knows nothing but when it
 * began; nothing is lost by that, for what was done shows in the observations.
 *
 * @param step the id of the step begun last, empty when none was
 * @param outcome what became of it
 * @param since the time since the step's last news (its begin or its end), or since the executor began; no observation made before that
 *     moment is acted upon
 * @param took how long the deed took, zero while it runs
 * @param attempts how often this step was begun
 */
public record RolloutProgress(String step, Outcome outcome, Duration since, Duration took, int attempts) {

    /** Nothing begun yet. */
    public static RolloutProgress fresh(Duration sinceExecutorBegan) {
        return new RolloutProgress("", Outcome.NONE, sinceExecutorBegan, Duration.ZERO, 0);
    }

    /** A step that was begun that long ago. */
    public static RolloutProgress running(Step step, Duration since) {
        return new RolloutProgress(step.id(), Outcome.RUNNING, since, Duration.ZERO, 1);
    }

    /** The same step, ended that long ago. */
    public RolloutProgress ended(Outcome how, Duration deedTook, Duration sinceEnd) {
        return new RolloutProgress(step, how, sinceEnd, deedTook, attempts);
    }

    /** What became of a step. */
    public enum Outcome {
        /** None was begun. */
        NONE,
        /** It goes on. */
        RUNNING,
        /** The deed is done; whether it had its effect is told by observations. */
        DONE,
        /** It was refused; nothing was changed. */
        REFUSED,
        /** Nobody can tell. */
        UNKNOWN
    }
}
