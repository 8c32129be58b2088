package io.pgspan.agent;

import io.pgspan.agent.audit.AuditListener;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.agent.audit.AuditTrail;
import io.pgspan.agent.fence.Fence;
import io.pgspan.agent.fence.FenceMaker;
import io.pgspan.agent.http.AgentCommand;
import io.pgspan.agent.metrics.AgentMetrics;
import io.pgspan.agent.metrics.MemberGauges;
import io.pgspan.agent.metrics.MeteredRecordStore;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.Seat;
import io.pgspan.ha.loop.Effect;
import io.pgspan.ha.loop.MemberLoop;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.Request;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member: carries out, on a thread of its own, what its {@link MemberLoop} asks for. It turns once a retry period, and at once when
 * something happened: the record changed, PostgreSQL died, an operation ended, a peer has news.
 *
 * <p>Nothing in here decides. Every call has a limit; the fence runs beside the loop and needs it not.
 */
public final class HaAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HaAgent.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);
    private static final Duration LEAVE_LOOK = Duration.ofMillis(10);
    /** How long a promotion waits for its fence. */
    private static final Duration ARM_LIMIT = Duration.ofSeconds(1);
    /** How long a fence that is being replaced is waited for while leading. */
    private static final Duration GUARD_LIMIT = Duration.ofMillis(500);

    /** How often the others are asked by a follower that waits for a new primary, and by a primary that hands over. */
    private static final Duration EXPECTANT_ASK = Duration.ofMillis(20);
    /** How often it asks so before it goes by the loop's turns again. */
    private static final int EXPECTANT_MAX = 100;

    private final AgentConfig config;
    private final RecordStore store;
    private final LocalClock clock;
    private final AgentListener listener;
    private final AgentMetrics metrics;
    private final AuditTrail trail;
    private final PostgresProbe probe;
    private final Hands hands;
    private final LocalView view;
    private final PeerBoard peers;
    private final Fence fence;
    private final StatusServer endpoints;
    private final AutoCloseable watch;
    private final Thread thread;
    private final Mailbox mailbox = new Mailbox();
    private final MemberLoop loop;
    private final OperatorCommands commands;
    private volatile HaState published;
    private volatile Decision decision;
    private volatile boolean closed;
    private volatile Duration turned;
    private long slotsEpoch = -1;
    private int expectant;
    private boolean storeSilent;
    private String lastFailure = "";
    private String lastOutcome = "";

    private HaAgent(
            AgentConfig config,
            RecordStore store,
            PostgresControl control,
            PeerClient client,
            LocalClock clock,
            AgentObservers observers,
            FenceMaker fences,
            Path promiseFile) {
        this.config = config;
        this.metrics = observers.metrics();
        this.store = new MeteredRecordStore(store, metrics);
        this.clock = clock;
        this.listener = observers.listener();
        this.trail = new AuditTrail(
                Clock.systemUTC(), AuditListener.all(List.of(observers.audit(), AgentMetrics.counting(metrics))));
        this.turned = clock.now();
        this.probe = new PostgresProbe(config.listen(), config.superuser());
        this.published = HaState.starting(
                new Seat(config.policy(), config.rules(), config.me(), config.engineMembers(), ClusterRecord.FORMAT));
        this.loop = new MemberLoop(published);
        this.decision = loop.decision();
        this.commands = new OperatorCommands(config.me(), loop, this.store, clock, mailbox, trail);
        this.hands =
                new Hands(config, control, probe, new PromiseFile(promiseFile), this::holds, listener, mailbox::wake);
        this.peers = new PeerBoard(config.peers(), client, clock);
        this.fence = fences.make(clock::now, this::fenced, mailbox::wake);
        this.view = new LocalView(control, probe, hands, fence, clock);
        this.endpoints = new StatusServer(config.endpoints(), new MemberAnswers(this));
        this.watch = store.watch(mailbox::hint);
        this.thread = new Thread(this::run, "pgspan-agent");
    }

    /**
     * Starts an agent over a PostgreSQL.
     *
     * @param fences what ends PostgreSQL at the deadline whatever becomes of the loop; {@link FenceMaker#withinTheAgent} covers no agent
     *     that is frozen as a whole
     * @param promiseFile where the member keeps its promise; on the same volume as the data, outside the data directory
     */
    public static HaAgent start(
            AgentConfig config,
            RecordStore store,
            PostgresControl control,
            PeerClient peers,
            LocalClock clock,
            AgentObservers observers,
            FenceMaker fences,
            Path promiseFile) {
        HaAgent agent = new HaAgent(config, store, control, peers, clock, observers, fences, promiseFile);
        agent.thread.start();
        Rehearsal.start(agent.trail, () -> agent.published, clock);
        return agent;
    }

    /** The deadline has passed before the loop had done anything about it. */
    private void fenced() {
        hands.fence();
        metrics.fenced();
    }

    private void run() {
        askPeers();
        Effect effect = loop.start(clock.now());
        while (!closed) {
            try {
                effect = carryOut(effect);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // the fence stands whatever happens here; the next turn starts from the last state
                failed(e);
                effect = new Effect.Rest(config.policy().retryPeriod());
            }
        }
    }

    /** Once in full; the same failure turn after turn is not news. */
    private void failed(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        if (!text.equals(lastFailure)) {
            LOG.error("{}: a turn failed", config.me().member(), e);
            lastFailure = text;
        }
    }

    private Effect carryOut(Effect effect) throws InterruptedException {
        if (effect instanceof Effect.Read read) {
            return read(read.limit());
        }
        if (effect instanceof Effect.Look) {
            LocalPostgres local = config.arbiter() ? LocalPostgres.noData() : view.look();
            mailbox.drain();
            Effect next = loop.looked(clock.now(), local);
            // what was seen is told before what is written about it: who reads that asks this member at once
            published = loop.state();
            tell(loop.decision());
            return next;
        }
        if (effect instanceof Effect.Write write) {
            WriteResult result =
                    store.update(write.write().expectedVersion(), write.write().next(), write.limit());
            tell(write.write().purpose(), result);
            if (write.write().purpose() == HaAction.Purpose.ACQUIRE) {
                metrics.elected(result instanceof WriteResult.Written);
            }
            return loop.written(clock.now(), write.write(), result);
        }
        if (effect instanceof Effect.Guard guard) {
            guard(guard);
        } else if (effect instanceof Effect.Perform perform) {
            perform(perform.action());
        } else if (effect instanceof Effect.Rest rest) {
            published = loop.state();
            leadGuardedOnly();
            turned = clock.now();
            keepSlots(published);
            boolean woken = rest(rest.atMost());
            if (mailbox.takeHint()) {
                return loop.hinted(clock.now());
            }
            return woken ? loop.woken(clock.now()) : loop.rested(clock.now());
        }
        // whoever brings a primary up asks this state whether it may
        published = loop.state();
        return loop.done(clock.now());
    }

    /** The same outcome turn after turn is not news. */
    private void tell(HaAction.Purpose purpose, WriteResult result) {
        String outcome = result instanceof WriteResult.Written ? "" : purpose + " of the record: " + result;
        if (!outcome.isEmpty() && !outcome.equals(lastOutcome)) {
            LOG.info("{}: {}", config.me().member(), outcome);
        }
        lastOutcome = outcome;
    }

    private Effect read(Duration limit) {
        try {
            var seen = store.read(limit).orElse(null);
            storeSilent = false;
            return loop.read(clock.now(), seen);
        } catch (StoreException e) {
            if (!storeSilent) {
                LOG.warn("{}: the record can't be read: {}", config.me().member(), e.getMessage());
                storeSilent = true;
            }
            return loop.unreadable(clock.now());
        }
    }

    private void guard(Effect.Guard guard) {
        Duration deadline = guard.deadline();
        boolean passed = deadline != null && deadline.compareTo(clock.now()) <= 0;
        if (deadline != null && (!passed || hands.primary())) {
            fence.guardUntil(deadline);
        } else if (guard.whateverItIs() || !hands.primary()) {
            fence.disarm();
        }
    }

    private void perform(HaAction action) {
        if (action instanceof HaAction.AskFailsafe asks) {
            String version = loop.state().version();
            peers.askFailsafe(
                    new AgentCommand.Failsafe(config.me(), asks.epoch(), version), (asked, member, epoch, accepted) -> {
                        mailbox.post(() -> loop.failsafeAnswered(asked, member, epoch, accepted));
                        mailbox.wake();
                    });
        } else {
            published = loop.state();
            hands.perform(action);
        }
    }

    /**
     * Commits may wait for whoever waits for a new primary, or for a successor to have everything: it asks the others more often than the loop
     * turns, for a while, and once more when something woke it, so that they answer while it reads the record. Says whether something woke
     * it.
     */
    private boolean rest(Duration atMost) throws InterruptedException {
        boolean expects = decision.rule().equals("follow.wait") || loop.state().handover() != null;
        expectant = expects ? expectant + 1 : 0;
        Duration left = atMost;
        boolean woken = false;
        while (!woken && expectant > 0 && expectant < EXPECTANT_MAX && left.compareTo(EXPECTANT_ASK) > 0) {
            askPeers();
            woken = mailbox.rest(EXPECTANT_ASK);
            left = left.minus(EXPECTANT_ASK);
            expectant++;
        }
        if (!woken) {
            askPeers();
            woken = mailbox.rest(left);
        }
        if (woken && expectant > 0) {
            askPeers();
        }
        return woken;
    }

    /** Whether this member only waits for what the record says next: in a handover, where questions take the time of those who hand over. */
    private boolean standsBy() {
        HaState state = loop.state();
        return !state.namesMe()
                && state.record()
                        .flatMap(ClusterRecord::request)
                        .filter(r -> r.phase() != Request.Phase.ASKED)
                        .isPresent()
                && clock.now()
                                .minus(state.leaseSince())
                                .compareTo(config.policy().electionWindow())
                        < 0;
    }

    private void askPeers() {
        if (standsBy()) {
            return;
        }
        peers.ask(answer -> mailbox.post(() -> {
            if (loop.hear(answer)) {
                mailbox.wake();
            }
        }));
    }

    private void keepSlots(HaState state) {
        long epoch = state.record().map(ClusterRecord::epoch).orElse(-1L);
        if (state.holds(clock.now())
                && state.local().state() == LocalPostgres.State.PRIMARY
                && !state.local().busy()
                && slotsEpoch != epoch) {
            try {
                hands.ensureSlots();
                slotsEpoch = epoch;
            } catch (PostgresUnavailableException later) {
                LOG.debug("{}: slots are created in a later turn", config.me().member());
            }
        }
    }

    private void tell(Decision decided) {
        trail.decided(loop.decidedFrom(), loop.decidedUpon(), decided, AuditRecord.SELF);
        Decision before = decision;
        decision = decided;
        boolean news = !before.rule().equals(decided.rule())
                || decided.actions().stream()
                        .anyMatch(a -> !(a instanceof HaAction.WriteRecord w) || w.purpose() != HaAction.Purpose.RENEW);
        if (news) {
            LOG.info("{}: {}: {}", config.me().member(), decided.rule(), decided.reason());
            listener.decided(config.me().member(), decided);
        }
    }

    /**
     * Hands an operator's command on to the members it concerns. Checked against what this member knows; what is refused changes
     * nothing.
     *
     * @param actor who asks, for the audit
     * @return the decision: refused with the reason when its rule is {@code command.refused}; otherwise the record says so now
     * @throws AgentException when the record could not be written; nothing is known of the command then
     */
    public Decision command(HaCommand command, String actor) {
        return commands.command(command, actor);
    }

    /** Whether this member lets a holder go on without the store: it will not lead for a lease then. */
    public boolean acceptsFailsafe(String holder, long epoch) {
        return mailbox.ask(() -> loop.failsafe(clock.now(), holder, epoch));
    }

    /**
     * Hands over to another member if this one leads and one can take over without loss: for whoever is about to be stopped in order. To be
     * followed by {@link #close}.
     *
     * @param limit how long to wait at most
     * @return whether this member no longer holds the lease; false when nobody can take over, or not in time: the lease runs out then
     */
    public boolean leave(Duration limit) {
        if (!leads()) {
            return true;
        }
        if (!commands.handOver()) {
            return false;
        }
        long end = System.nanoTime() + limit.toNanos();
        while (published.namesMe() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LEAVE_LOOK.toNanos());
        }
        return !published.namesMe();
    }

    /** What this member says of itself. */
    public PeerStatus status() {
        return PeerStatus.of(published);
    }

    /** What was decided last. */
    Decision decision() {
        return decision;
    }

    AgentConfig config() {
        return config;
    }

    /** Whether a primary may be brought up now: the lease is held, and something would end it at the deadline. */
    private boolean holds() {
        return published.holds(clock.now()) && fence.awaitArmed(ARM_LIMIT);
    }

    /** Whoever leads while nothing would end its PostgreSQL at the deadline relies on its own loop alone: it stops. */
    private void leadGuardedOnly() {
        HaState state = published;
        if (!state.unbound() && hands.primary() && state.holds(clock.now()) && !fence.awaitArmed(GUARD_LIMIT)) {
            LOG.error(
                    "{}: the fence does not answer; PostgreSQL is stopped until it does",
                    config.me().member());
            hands.fence();
        }
    }

    /** What the engine remembered at the end of the last turn. */
    HaState published() {
        return published;
    }

    boolean leads() {
        HaState state = published;
        return (state.holds(clock.now()) || state.unbound()) && status().role() == PeerStatus.Role.PRIMARY;
    }

    boolean follows() {
        PeerStatus status = status();
        return status.role() == PeerStatus.Role.STANDBY && status.streaming();
    }

    boolean ready() {
        return config.arbiter() ? published.record().isPresent() : leads() || follows();
    }

    boolean alive() {
        return clock.now()
                        .minus(turned)
                        .compareTo(config.policy().leaseDuration().multipliedBy(2))
                < 0;
    }

    /** What is measured of this member. */
    public MemberGauges gauges() {
        HaState state = published;
        Duration deadline = state.deadline();
        Duration left = deadline == null ? Duration.ZERO : deadline.minus(clock.now());
        return new MemberGauges(
                new MemberAnswers(this).snapshot(),
                state.record().map(ClusterRecord::epoch).orElse(0L),
                status().timeline(),
                left.isNegative() ? Duration.ZERO : left);
    }

    /** The record as this agent last saw it. */
    public Optional<ClusterRecord> record() {
        return published.record();
    }

    /** Stops PostgreSQL, then the rest. The lease is left to run out unless PostgreSQL is certainly down. */
    @Override
    public void close() {
        closed = true;
        mailbox.wake();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
            watch.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("watch did not close: {}", e.toString());
        }
        if (hands.close()) {
            fence.disarm();
        }
        fence.close();
        endpoints.close();
        probe.close();
        store.close();
    }
}
