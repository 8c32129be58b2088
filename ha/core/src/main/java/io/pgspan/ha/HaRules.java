package io.pgspan.ha;

import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * What a cluster's leadership shall be like; {@link HaPolicy} is its timing.
 *
 * @param sync which standbys confirm commits; default none
 * @param maximumLagBytes in an asynchronous cluster, how much less WAL than its last primary had published a standby may have received to
 *     lead without consent; default 1 MiB. The loss is at most this and what the primary wrote after it last published
 * @param failsafe whether a primary that can't reach the store goes on while every member confirms that it will not lead; default false
 * @param memberMajority whether a candidate also needs promises from more than half of the members; default false, refused for two members
 * @param handoverLimit how long a primary stopped for a switchover waits for its candidate before it starts again; default 10 s
 * @param degradeAfter how long commits wait for a standby before a cluster that is not strict goes on without one; default 5 s
 */
public record HaRules(
        SyncWish sync,
        long maximumLagBytes,
        boolean failsafe,
        boolean memberMajority,
        Duration handoverLimit,
        Duration degradeAfter) {
    private static final HaRules DEFAULTS =
            new HaRules(SyncWish.off(), 1 << 20, false, false, Duration.ofSeconds(10), Duration.ofSeconds(5));

    /** @throws PgspanException when a number is negative */
    public HaRules {
        if (maximumLagBytes < 0 || handoverLimit.isNegative() || degradeAfter.isNegative()) {
            throw new PgspanException("leader election: maximumLagBytes " + maximumLagBytes + ", handoverLimit "
                    + handoverLimit.toMillis() + " ms and degradeAfter " + degradeAfter.toMillis()
                    + " ms must not be negative");
        }
    }

    /** Asynchronous, at most 1 MiB behind, no failsafe. */
    public static HaRules ofDefaults() {
        return DEFAULTS;
    }

    /** The same with other standbys that confirm commits. */
    public HaRules with(SyncWish wish) {
        return new HaRules(wish, maximumLagBytes, failsafe, memberMajority, handoverLimit, degradeAfter);
    }

    /** The same with another bound of lag. */
    public HaRules withMaximumLag(long bytes) {
        return new HaRules(sync, bytes, failsafe, memberMajority, handoverLimit, degradeAfter);
    }

    /** The same with failsafe mode. */
    public HaRules withFailsafe() {
        return new HaRules(sync, maximumLagBytes, true, memberMajority, handoverLimit, degradeAfter);
    }

    /** The same, a candidate needing a majority of members besides. */
    public HaRules withMemberMajority() {
        return new HaRules(sync, maximumLagBytes, failsafe, true, handoverLimit, degradeAfter);
    }

    /**
     * Checks what depends on the members.
     *
     * @throws PgspanException when a majority of two members is asked for: with one of them gone there would never be one
     */
    void check(int members) {
        if (memberMajority && members == 2) {
            throw new PgspanException(
                    "leader election: a majority of two members is both of them, so that nobody could "
                            + "lead when one is gone; leave memberMajority out, or add a member");
        }
    }
}
