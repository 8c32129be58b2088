package io.pgspan.ha.rollout;

import io.pgspan.model.observed.InstanceObservation.Role;

/**
 * What a member's PostgreSQL shows.
 *
 * @param state whether it runs
 * @param role what it is; looked at only while it runs
 * @param streaming whether it receives WAL by streaming; without meaning for a primary
 * @param lagBytes how much of the primary's WAL it has not replayed, {@link #LAG_UNKNOWN} when nobody can tell
 * @param settings the settings it shows
 */
public record PostgresSeen(State state, Role role, boolean streaming, long lagBytes, SettingsSeen settings) {
    /** More than any limit. */
    public static final long LAG_UNKNOWN = Long.MAX_VALUE;

    /** Whether it runs. */
    public enum State {
        /** It answers. */
        RUNNING,
        /** It starts, recovers, or gets its data copied: stopping it now would begin that anew. */
        STARTING,
        /** It does not run, and nothing is under way to change that. */
        DOWN,
        /** Nothing is known. */
        UNKNOWN
    }
}
