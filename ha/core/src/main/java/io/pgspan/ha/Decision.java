package io.pgspan.ha;

import java.util.List;

/**
 * What a step came to.
 *
 * @param state the engine's next state
 * @param actions what to do, in order; may be empty
 * @param rule the id of the row that decided, for example {@code holder.promote}
 * @param reason the decision in a sentence
 */
public record Decision(HaState state, List<HaAction> actions, String rule, String reason) {
    /** Copies the list. */
    public Decision {
        actions = List.copyOf(actions);
    }
}
