package io.pgspan.model.replication;

import java.time.Duration;
import java.util.function.Function;

/** How fast a lost primary is noticed: either members vote and count ticks, or the primary holds a lease. */
public sealed interface ElectionTiming {

    /** The answer for the alternative that this is. */
    default <R> R match(Function<Raft, R> raft, Function<Lease, R> lease) {
        if (this instanceof Raft it) {
            return raft.apply(it);
        }
        return lease.apply((Lease) this);
    }

    /**
     * Members vote: a member that heard nothing for {@code electionTicks} ticks stands for election.
     *
     * @param tick the length of a tick
     * @param heartbeatTicks ticks between two signs of life of the leader; at least 1
     * @param electionTicks ticks without one until an election; more than {@code heartbeatTicks} (checked by validation)
     * @param transferInterval how often leadership is offered to a better member
     * @param transferTimeout for how long it is tried
     */
    record Raft(
            Duration tick, int heartbeatTicks, int electionTicks, Duration transferInterval, Duration transferTimeout)
            implements ElectionTiming {

        /** The time without a sign of life until an election. */
        public Duration electionTimeout() {
            return tick.multipliedBy(electionTicks);
        }
    }

    /**
     * The primary holds a lease: another may lead once it has run out.
     *
     * @param duration how long a lease holds; more than the deadline
     * @param renewDeadline until when the holder must have renewed it, else it steps down; more than the period
     * @param retryPeriod how often it is renewed and looked at
     */
    record Lease(Duration duration, Duration renewDeadline, Duration retryPeriod) implements ElectionTiming {}
}
