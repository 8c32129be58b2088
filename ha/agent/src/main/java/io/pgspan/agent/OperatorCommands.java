package io.pgspan.agent;

import io.pgspan.agent.audit.AuditAction;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.agent.audit.AuditTrail;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.loop.MemberLoop;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what operators ask for into the record: judged and written by the loop's own thread, so that no turn comes between. Thread-safe.
 */
final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);
    /** How often a command is tried again when another writer comes between. */
    private static final int TRIES_MAX = 5;

    /** How long the others have to tell what is news, before a command is refused by what they said last. */
    private static final Duration NEWS_LIMIT = Duration.ofMillis(300);

    private static final Duration WRITE_LIMIT = Duration.ofSeconds(1);

    private final Holder me;
    private final MemberLoop loop;
    private final RecordStore store;
    private final LocalClock clock;
    private final Mailbox mailbox;
    private final AuditTrail trail;

    OperatorCommands(
            Holder me, MemberLoop loop, RecordStore store, LocalClock clock, Mailbox mailbox, AuditTrail trail) {
        this.me = me;
        this.loop = loop;
        this.store = store;
        this.clock = clock;
        this.mailbox = mailbox;
        this.trail = trail;
    }

    /**
     * Hands an operator's command on to the members it concerns. Checked against what this member knows; what is refused changes
     * nothing.
     *
     * @param actor who asks, for the audit
     * @return the decision: refused with the reason when its rule is {@code command.refused}; otherwise the record says so now
     * @throws AgentException when the record could not be written; nothing is known of the command then
     */
    Decision command(HaCommand command, String actor) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Optional<Decision> decided = mailbox.ask(() -> tryCommand(command, actor));
            boolean refused =
                    decided.filter(d -> d.rule().equals("command.refused")).isPresent();
            if (decided.isPresent() && (!refused || tries > 0)) {
                return decided.get();
            }
            if (refused) {
                // what is known of the record and of the others may be a turn old
                mailbox.hint();
                LockSupport.parkNanos(NEWS_LIMIT.toNanos());
            }
        }
        throw new AgentException("agent: the record changed " + TRIES_MAX + " times meanwhile; try again");
    }

    /** Empty when another writer came between. */
    private Optional<Decision> tryCommand(HaCommand command, String actor) {
        Decision decided = loop.command(clock.now(), command);
        if (decided.actions().isEmpty()) {
            return Optional.of(decided);
        }
        HaAction.WriteRecord write = (HaAction.WriteRecord) decided.actions().get(0);
        WriteResult result = store.update(write.expectedVersion(), write.next(), WRITE_LIMIT);
        LOG.info("{}: {}: {}: {}", me.member(), decided.rule(), decided.reason(), result);
        if (result instanceof WriteResult.Written) {
            boolean moves = command instanceof HaCommand.Switchover || command instanceof HaCommand.Failover;
            trail.record(
                    moves ? AuditAction.SWITCHOVER : AuditAction.PAUSE,
                    loop.state(),
                    new HaInput.Command(clock.now(), command),
                    decided.rule(),
                    decided.reason(),
                    command,
                    actor);
        }
        mailbox.hint();
        return result.match(written -> Optional.of(decided), Optional::empty, unknown -> {
            throw new AgentException("agent: the record could not be written: " + unknown.why());
        });
    }

    /** Asks, as this member itself, for any other to lead; false when nobody can take over. */
    boolean handOver() {
        try {
            Decision decided = command(new HaCommand.Switchover("leaves " + me.incarnation(), null), AuditRecord.SELF);
            LOG.info("{}: leaves: {}", me.member(), decided.reason());
            return !decided.rule().equals("command.refused");
        } catch (AgentException e) {
            LOG.warn("{}: leaves without handing over: {}", me.member(), e.getMessage());
            return false;
        }
    }
}
