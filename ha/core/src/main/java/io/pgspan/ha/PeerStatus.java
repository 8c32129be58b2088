package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.Lsn;

/**
 * What a member says of itself when asked. Also what this member publishes.
 *
 * @param member its name
 * @param role what its PostgreSQL does
 * @param epoch the epoch of the record it last saw
 * @param systemIdentifier of its data, empty without data
 * @param timeline its timeline, 0 without data
 * @param received the last position it has durably (the current one on a primary)
 * @param replayed the last position it has replayed (the current one on a primary)
 * @param streaming whether it receives from a primary
 * @param promisedVersion the record version for which it has stopped its WAL receiver and will not start it again before it sees
 *     another; empty without a promise
 * @param newestFormat the newest format of the record it knows
 * @param guarded whether, as far as it knows, something would end its server at a deadline: without that it can't lead
 */
public record PeerStatus(
        String member,
        Role role,
        long epoch,
        String systemIdentifier,
        int timeline,
        Lsn received,
        Lsn replayed,
        boolean streaming,
        String promisedVersion,
        int newestFormat,
        boolean guarded) {

    /** What a member's PostgreSQL does. */
    public enum Role {
        /** Out of recovery. */
        PRIMARY,
        /** In recovery. */
        STANDBY,
        /** Not running, or starting. */
        DOWN,
        /** There is none. */
        ARBITER
    }

    /** What a member in a state says of itself: a promise only while no receiver runs, and a primary only while it answers. */
    public static PeerStatus of(HaState state) {
        LocalPostgres local = state.local();
        return new PeerStatus(
                state.me().member(),
                role(state.seat(), local),
                state.record().map(ClusterRecord::epoch).orElse(0L),
                local.systemIdentifier(),
                local.systemIdentifier().isEmpty() ? 0 : local.history().timeline(),
                local.received(),
                local.replayed(),
                local.receiverRunning(),
                local.receiverRunning() ? "" : local.promise().version(),
                state.seat().newestFormat(),
                local.guarded());
    }

    private static Role role(Seat seat, LocalPostgres local) {
        if (seat.arbiter()) {
            return Role.ARBITER;
        }
        boolean answers = !local.busy() && local.replication() != null;
        if (local.state() == LocalPostgres.State.PRIMARY && answers) {
            return Role.PRIMARY;
        }
        return local.state() == LocalPostgres.State.STANDBY ? Role.STANDBY : Role.DOWN;
    }
}
