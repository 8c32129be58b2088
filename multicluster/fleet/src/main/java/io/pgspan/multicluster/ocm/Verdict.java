package io.pgspan.multicluster.ocm;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Objects;
import java.util.Optional;

/**
 * One condition of a work, as far as it is about the work as it is now.
 *
 * @param state what it says; unknown as well when nothing has been reported of the present generation
 * @param reason one word
 * @param message for example what the spoke's API server said
 */
public record Verdict(State state, String reason, String message) {

    /** What a condition says. */
    public enum State {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** Nobody knows yet. */
        UNKNOWN
    }

    /** Reads a condition of a work of that generation. */
    static Verdict of(Optional<Condition> reported, Long generation) {
        if (reported.isEmpty()) {
            return new Verdict(State.UNKNOWN, "NotReported", "the cluster's agent has not reported yet");
        }
        Condition condition = reported.get();
        if (!Objects.equals(condition.getObservedGeneration(), generation)) {
            return new Verdict(
                    State.UNKNOWN, "Outdated", "the report is about generation " + condition.getObservedGeneration());
        }
        State state = switch (String.valueOf(condition.getStatus())) {
            case "True" -> State.TRUE;
            case "False" -> State.FALSE;
            default -> State.UNKNOWN;
        };
        return new Verdict(
                state, Objects.toString(condition.getReason(), ""), Objects.toString(condition.getMessage(), ""));
    }

    /** Whether it holds. */
    public boolean holds() {
        return state == State.TRUE;
    }
}
