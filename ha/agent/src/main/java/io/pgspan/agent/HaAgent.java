package io.pgspan.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.fence.DeadlineFence;
import io.pgspan.agent.fence.Fence;
import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member's loop: look at the record, at the own PostgreSQL and at what peers said; let the engine decide; do what it says. It
 * turns once a retry period, and at once when something happened: the record changed, PostgreSQL died, an operation ended.
 *
 * <p>Nothing in here decides. Every call has a limit; the fence runs beside the loop and needs it not.
 */
public final class HaAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HaAgent.class);
    private static final Duration STORE_LIMIT_MAX = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final AgentConfig config;
    private final RecordStore store;
    private final LocalClock clock;
    private final AgentListener listener;
    private final PostgresProbe probe;
    private final Hands hands;
    private final LocalView view;
    private final PeerBoard peers;
    private final Fence fence;
    private final StatusServer endpoints;
    private final AutoCloseable watch;
    private final Thread loop;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile HaState published;
    private volatile Decision decision;
    private volatile boolean closed;
    private volatile Duration turned;
    private long slotsEpoch = -1;
    private boolean storeSilent;
    private String lastFailure = "";

    private HaAgent(
            AgentConfig config,
            RecordStore store,
            PostgresControl control,
            PeerClient client,
            LocalClock clock,
            AgentListener listener,
            Path promiseFile) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
        this.turned = clock.now();
        this.probe = new PostgresProbe(config.listen(), config.superuser());
        this.published = HaState.starting(config.policy(), config.me(), config.arbiter(), config.engineMembers());
        this.hands = new Hands(
                config, control, probe, new PromiseFile(promiseFile), this::holds, listener, wakeUps::release);
        this.view = new LocalView(control, probe, hands);
        this.peers = new PeerBoard(config.peers(), client, clock, wakeUps::release);
        this.fence = new DeadlineFence(clock::now, hands::fence);
        this.decision = HaEngine.step(published, new HaInput.Tick(clock.now()));
        this.endpoints = new StatusServer(
                config.endpoints(),
                new StatusServer.Answers(this::statusDocument, this::leads, this::follows, this::ready, this::alive));
        this.watch = store.watch(wakeUps::release);
        this.loop = new Thread(this::turn, "pgspan-agent");
    }

    /**
     * Starts an agent over a PostgreSQL.
     *
     * @param promiseFile where the member keeps its promise; on the same volume as the data, outside the data directory
     */
    public static HaAgent start(
            AgentConfig config,
            RecordStore store,
            PostgresControl control,
            PeerClient peers,
            LocalClock clock,
            AgentListener listener,
            Path promiseFile) {
        HaAgent agent = new HaAgent(config, store, control, peers, clock, listener, promiseFile);
        agent.loop.start();
        return agent;
    }

    private void turn() {
        HaState state = published;
        while (!closed) {
            try {
                peers.ask();
                state = read(state);
                for (HaInput.PeerAnswer answer : peers.drain()) {
                    state = HaEngine.step(state, answer).state();
                }
                LocalPostgres local = config.arbiter() ? LocalPostgres.noData() : view.look();
                state = HaEngine.step(state, new HaInput.Local(clock.now(), local))
                        .state();
                Decision decided = HaEngine.step(state, new HaInput.Tick(clock.now()));
                tell(decided);
                state = act(decided);
                published = state;
                keepSlots(state);
            } catch (RuntimeException e) {
                // the fence stands whatever happens here; the next turn starts from the last state
                failed(e);
            }
            turned = clock.now();
            rest();
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

    private HaState read(HaState state) {
        Duration sent = clock.now();
        try {
            Versioned seen = store.read(limit(state, sent)).orElse(null);
            storeSilent = false;
            return HaEngine.step(state, new HaInput.StoreView(sent, clock.now(), seen))
                    .state();
        } catch (StoreException e) {
            if (!storeSilent) {
                LOG.warn("{}: the record can't be read: {}", config.me().member(), e.getMessage());
                storeSilent = true;
            }
            return state;
        }
    }

    /** No call outlives the lease it may be needed for. */
    private static Duration limit(HaState state, Duration now) {
        Duration deadline = state.deadline();
        if (deadline == null) {
            return STORE_LIMIT_MAX;
        }
        Duration left = deadline.minus(now);
        Duration bound = left.compareTo(STORE_LIMIT_MAX) < 0 ? left : STORE_LIMIT_MAX;
        return bound.compareTo(Duration.ofMillis(50)) < 0 ? Duration.ofMillis(50) : bound;
    }

    private HaState act(Decision decided) {
        HaState state = decided.state();
        for (HaAction action : decided.actions()) {
            if (action instanceof HaAction.WriteRecord write) {
                Duration sent = clock.now();
                WriteResult result = store.update(write.expectedVersion(), write.next(), limit(state, sent));
                state = HaEngine.step(state, new HaInput.StoreResult(sent, clock.now(), write, result))
                        .state();
                arm(state);
                if (!(result instanceof WriteResult.Written)) {
                    LOG.info("{}: {} of the record: {}", config.me().member(), write.purpose(), result);
                    // what follows in the decision was decided for the world in which this write succeeds
                    wakeUps.release();
                    return state;
                }
            } else {
                arm(state);
                hands.perform(action);
            }
        }
        arm(state);
        return state;
    }

    private void arm(HaState state) {
        Duration deadline = state.deadline();
        if (state.namesMe() && deadline != null) {
            fence.guardUntil(deadline);
        } else if (!hands.primary()) {
            fence.disarm();
        }
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

    private void rest() {
        try {
            boolean woken = wakeUps.tryAcquire(config.policy().retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
            if (woken) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** What this member says of itself. */
    public PeerStatus status() {
        HaState state = published;
        LocalPostgres local = state.local();
        PeerStatus.Role role = config.arbiter()
                ? PeerStatus.Role.ARBITER
                : local.state() == LocalPostgres.State.PRIMARY && !local.busy()
                        ? PeerStatus.Role.PRIMARY
                        : local.state() == LocalPostgres.State.STANDBY ? PeerStatus.Role.STANDBY : PeerStatus.Role.DOWN;
        return new PeerStatus(
                config.me().member(),
                role,
                state.record().map(ClusterRecord::epoch).orElse(0L),
                local.systemIdentifier(),
                local.systemIdentifier().isEmpty() ? 0 : local.history().timeline(),
                local.received(),
                local.replayed(),
                local.receiverRunning(),
                local.receiverRunning() ? "" : local.promisedVersion());
    }

    private ObjectNode statusDocument() {
        Decision last = decision;
        return StatusCodec.encode(status())
                .put("incarnation", config.me().incarnation())
                .put("podUid", config.me().podUid())
                .put("rule", last.rule())
                .put("reason", last.reason())
                .put("leads", leads())
                .put("postgresVersion", config.version().toString());
    }

    private boolean holds() {
        return published.holds(clock.now());
    }

    private boolean leads() {
        HaState state = published;
        return state.holds(clock.now()) && status().role() == PeerStatus.Role.PRIMARY;
    }

    private boolean follows() {
        PeerStatus status = status();
        return status.role() == PeerStatus.Role.STANDBY && status.streaming();
    }

    private boolean ready() {
        return config.arbiter() ? published.record().isPresent() : leads() || follows();
    }

    private boolean alive() {
        return clock.now()
                        .minus(turned)
                        .compareTo(config.policy().leaseDuration().multipliedBy(2))
                < 0;
    }

    /** The record as this agent last saw it. */
    public Optional<ClusterRecord> record() {
        return published.record();
    }

    /** Stops PostgreSQL, then the rest. The lease is left to run out unless PostgreSQL is certainly down. */
    @Override
    public void close() {
        closed = true;
        wakeUps.release();
        try {
            loop.join(CLOSE_LIMIT.toMillis());
            watch.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("watch did not close: {}", e.toString());
        }
        hands.close();
        fence.close();
        endpoints.close();
        probe.close();
        store.close();
    }
}
