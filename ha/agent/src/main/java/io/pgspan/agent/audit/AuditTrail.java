package io.pgspan.agent.audit;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns decisions into audit records. Called with every decision; costs nothing unless one of its actions is audited. Never throws: the
 * loop that calls it has a lease to keep.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    /** So many that the JVM has compiled most of what they need. */
    private static final int REHEARSALS = 5;

    private final Clock wallClock;
    private final AuditListener listener;

    /** @param wallClock for the times people read */
    public AuditTrail(Clock wallClock, AuditListener listener) {
        this.wallClock = wallClock;
        this.listener = listener;
    }

    /**
     * Records each audited action of a decision.
     *
     * @param before the state that was decided from
     * @param input the fact that was decided upon
     * @param decision what came of it
     * @param actor who asked, {@link AuditRecord#SELF} for nobody
     */
    public void decided(HaState before, HaInput input, Decision decision, String actor) {
        for (HaAction action : decision.actions()) {
            audited(before, action)
                    .ifPresent(what -> record(what, before, input, decision.rule(), decision.reason(), action, actor));
        }
    }

    /**
     * Records something that no action of the engine stands for, for example a pause.
     *
     * @param deed what exactly: an action or a command
     */
    public void record(
            AuditAction action, HaState before, HaInput input, String rule, String reason, Object deed, String actor) {
        try {
            // by reflection like the rest: linking a record's own toString costs milliseconds where it is met first,
            // here during a failover
            String detail = ValueCodec.encode(deed).toString();
            listener.audited(AuditRecord.of(action, wallClock.instant(), actor, rule, reason, detail, before, input));
        } catch (RuntimeException e) {
            LOG.error("{}: {} by {} could not be audited", before.me().member(), action, rule, e);
        }
    }

    /**
     * Makes records that nobody is told of. A record is made before the deed it tells of, and the first one takes a JVM some 40 ms: a
     * failover would wait for that.
     *
     * @param now any state
     * @return how long the last one was, in characters
     */
    public int rehearse(HaState now, HaInput input) {
        int length = 0;
        for (int i = 0; i < REHEARSALS; i++) {
            String detail = ValueCodec.encode(input).toString();
            length = AuditRecord.of(
                            AuditAction.PROMOTION, wallClock.instant(), AuditRecord.SELF, "", "", detail, now, input)
                    .toJson()
                    .length();
        }
        return length;
    }

    /** What an action is to an auditor, if anything. */
    static Optional<AuditAction> audited(HaState before, HaAction action) {
        if (action instanceof HaAction.Promote
                || action instanceof HaAction.StartPrimary
                || action instanceof HaAction.Bootstrap) {
            return Optional.of(AuditAction.PROMOTION);
        }
        if (action instanceof HaAction.HandOver) {
            return Optional.of(AuditAction.SWITCHOVER);
        }
        if (action instanceof HaAction.WaitFor) {
            return Optional.of(AuditAction.SYNC_CHANGE);
        }
        if (action instanceof HaAction.WriteRecord write
                && before.record()
                        .filter(seen -> !seen.guarantee().equals(write.next().guarantee()))
                        .isPresent()) {
            return Optional.of(AuditAction.SYNC_CHANGE);
        }
        if (action instanceof HaAction.Rewind) {
            return Optional.of(AuditAction.REWIND);
        }
        if (action instanceof HaAction.Fence) {
            return Optional.of(AuditAction.DEMOTION);
        }
        if (action instanceof HaAction.Clone && before.local().state() != LocalPostgres.State.NO_DATA) {
            return Optional.of(AuditAction.WIPE);
        }
        return Optional.empty();
    }
}
