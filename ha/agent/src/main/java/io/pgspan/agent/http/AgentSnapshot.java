package io.pgspan.agent.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.PeerStatus;
import java.util.function.Supplier;

/**
 * A member at one moment, as its endpoints tell it.
 *
 * @param role what its PostgreSQL does
 * @param leads whether it is a primary and its own deadline is in the future
 * @param streaming whether it receives from its upstream
 * @param lagBytes how far it is behind the newest end of the log it has heard of, by what it has replayed; 0 on a primary,
 *     {@link #LAG_UNKNOWN} when it has heard of none
 * @param sync its part in commits
 * @param paused whether the cluster is paused for maintenance
 * @param failsafeActive whether it goes on without the record's store because all members agreed
 * @param alive whether the agent's loop turns
 * @param ready whether a client may be sent here
 * @param status the status document peers elect by; written only when asked for
 */
public record AgentSnapshot(
        PeerStatus.Role role,
        boolean leads,
        boolean streaming,
        long lagBytes,
        SyncStanding sync,
        boolean paused,
        boolean failsafeActive,
        boolean alive,
        boolean ready,
        Supplier<ObjectNode> status) {
    /** No lag limit is met by it. */
    public static final long LAG_UNKNOWN = -1;

    /** Whether its PostgreSQL answers. */
    public boolean running() {
        return role == PeerStatus.Role.PRIMARY || role == PeerStatus.Role.STANDBY;
    }

    /** Whether it is a standby that is at most so many bytes behind; {@link Long#MAX_VALUE} for no limit. */
    public boolean replica(long lagBytesMax) {
        return role == PeerStatus.Role.STANDBY && withinLag(lagBytesMax);
    }

    /** Whether it is known to be at most so many bytes behind. */
    public boolean withinLag(long lagBytesMax) {
        return lagBytesMax == Long.MAX_VALUE || (lagBytes != LAG_UNKNOWN && lagBytes <= lagBytesMax);
    }
}
