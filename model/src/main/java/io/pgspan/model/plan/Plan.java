package io.pgspan.model.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps in order.
 *
 * @param title what the plan achieves
 * @param steps may be empty: nothing to do
 */
public record Plan(String title, List<Step> steps) {

    /** Copies the list. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The worst risk of all steps. */
    public Step.Risk risk() {
        return steps.stream().map(Step::risk).max(Step.Risk::compareTo).orElse(Step.Risk.NONE);
    }

    /** The plan in sentences, a line a step. */
    public String explain() {
        return title
                + steps.stream()
                        .map(s -> "\n- " + s.what() + " (" + s.why() + ")")
                        .collect(Collectors.joining());
    }
}
