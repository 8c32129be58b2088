package io.pgspan.placement.assign;

import io.pgspan.model.placement.Assignment;
import java.util.List;

/**
 * An assignment, and what it means for what runs.
 *
 * @param assignment where each member goes
 * @param moves ordinals that run elsewhere now, in order of ordinal
 * @param notes what could not be had, and what would help, in sentences
 */
public record AssignmentPlan(Assignment assignment, List<Move> moves, List<String> notes) {

    /**
     * An ordinal that changes its Kubernetes cluster.
     *
     * @param ordinal which
     * @param from where it is
     * @param to where it goes
     * @param reason why it can't stay
     */
    public record Move(int ordinal, String from, String to, String reason) {}

    /** Copies the lists. */
    public AssignmentPlan {
        moves = List.copyOf(moves);
        notes = List.copyOf(notes);
    }
}
