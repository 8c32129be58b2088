package io.pgspan.model.plan;

/**
 * One thing to do, with its guards, all told in words; the executor that carries it out finds the deed by {@code id}.
 *
 * @param id unique within its plan, stable over repeated planning
 * @param what the deed
 * @param why the reason
 * @param risk the worst it does to a running database
 * @param precondition what must hold before
 * @param doneWhen how it is known to be finished
 * @param abortWhen when to stop
 * @param undo how to take it back
 */
public record Step(
        String id,
        String what,
        String why,
        Risk risk,
        String precondition,
        String doneWhen,
        String abortWhen,
        String undo) {

    /** What a step does to a running database, from harmless to refused. */
    public enum Risk {
        /** Nothing that a client notices. */
        NONE,
        /** A configuration reload. */
        RELOAD,
        /** Instances restart one by one. */
        ROLLING_RESTART,
        /** The primary moves. */
        SWITCHOVER,
        /** Clients are cut off for a while. */
        DOWNTIME,
        /** Data is copied or moved. */
        DATA_MOVEMENT,
        /** It can't be done. */
        IMPOSSIBLE
    }
}
