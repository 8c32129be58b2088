package io.pgspan.operators.change;

import io.pgspan.model.plan.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step with what a program needs to carry it out.
 *
 * @param step the step in words
 * @param deed what is done
 * @param ready what must hold before, or null when a program can't tell
 * @param done what holds afterwards, or null when the deed itself is all
 * @param outage how long clients can't write meanwhile
 * @param notes what a reviewer should know besides
 */
public record PlannedStep(
        Step step,
        Deed deed,
        @Nullable Condition ready,
        @Nullable Condition done,
        Outage outage,
        List<String> notes) {
    /** Copies the list. */
    public PlannedStep {
        notes = List.copyOf(notes);
    }

    /** What must hold before. */
    public Optional<Condition> precondition() {
        return Optional.ofNullable(ready);
    }

    /** What holds afterwards. */
    public Optional<Condition> completion() {
        return Optional.ofNullable(done);
    }
}
