package io.pgspan.agent;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.Promise;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.postgres.Hba;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresServerException;
import io.pgspan.postgres.PostgresUnavailableException;
import io.pgspan.postgres.StopMode;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the engine wants done to PostgreSQL, one operation at a time on a thread of its own, so that the loop goes on
 * renewing the lease meanwhile. A fence waits for nobody: it kills from the caller's thread, and the operation in flight fails.
 */
final class Hands {
    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PROMOTE_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLONE_LIMIT = Duration.ofMinutes(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration RECEIVER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(2);
    private static final Duration CHECKPOINT_LIMIT = Duration.ofSeconds(60);
    private static final Duration REWIND_LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK_PERIOD = Duration.ofMillis(20);

    private final AgentConfig config;
    private final PostgresControl control;
    private final PostgresProbe probe;
    private final PostgresSettings settings;
    private final PromiseFile promise;

    /** Asked at the very moment a primary is brought up: much may have happened since that was decided. */
    private final BooleanSupplier holds;

    private final AgentListener listener;
    private final Runnable wake;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pgspan-hands");
        thread.setDaemon(true);
        return thread;
    });

    /** Set before anything that may let PostgreSQL accept writes, cleared when it is certainly dead. */
    private volatile boolean primary;

    /** Counts fences: an operation decided before one must not bring a primary up after it. */
    private final AtomicLong fences = new AtomicLong();

    private final Object becomingPrimary = new Object();

    private volatile boolean busy;
    private volatile boolean localWalReplayed;
    private volatile boolean shutDown;
    private volatile boolean rewindFailed;
    private final AtomicInteger failedStarts = new AtomicInteger();
    private final AtomicInteger failedPromotions = new AtomicInteger();
    private volatile String following = "";
    private volatile Promise promised;

    Hands(
            AgentConfig config,
            PostgresControl control,
            PostgresProbe probe,
            PromiseFile promise,
            BooleanSupplier holds,
            AgentListener listener,
            Runnable wake) {
        this.config = config;
        this.holds = holds;
        this.control = control;
        this.probe = probe;
        this.settings = new PostgresSettings(config, () -> control.keepPassword(config.superuser()));
        this.promise = promise;
        this.promised = promise.read();
        this.listener = listener;
        this.wake = wake;
        if (control.clearLeftovers()) {
            LOG.warn(
                    "{}: killed a PostgreSQL that an earlier agent left behind",
                    config.me().member());
        }
        control.onExit(wake);
    }

    /** Starts an action; the engine never asks for a second one before {@link #busy()} ends. */
    void perform(HaAction action) {
        long asOf = fences.get();
        if (action instanceof HaAction.Fence) {
            fence();
        } else if (action instanceof HaAction.Bootstrap) {
            run("bootstrap", () -> control.initdb(config.superuser()));
        } else if (action instanceof HaAction.StartPrimary start) {
            run("start-primary", () -> startPrimary(asOf, start.waitsFor()));
        } else if (action instanceof HaAction.StartStandby start) {
            run("start-standby", () -> startStandby(start.upstream()));
        } else if (action instanceof HaAction.Follow follow) {
            run("follow", () -> follow(follow.upstream()));
        } else if (action instanceof HaAction.GivePromise given) {
            run("promise", () -> promise(given.promise()));
        } else if (action instanceof HaAction.Promote promote) {
            run("promote", () -> promote(asOf, promote));
        } else if (action instanceof HaAction.WaitFor wait) {
            run("wait-for", () -> control.synchronousStandbyNames(settings.text(wait.waitsFor())));
        } else if (action instanceof HaAction.HandOver) {
            run("hand-over", this::handOver);
        } else if (action instanceof HaAction.Rewind rewind) {
            run("rewind", () -> rewind(rewind.source()));
        } else if (action instanceof HaAction.Clone clone) {
            run("clone", () -> clone(clone.source()));
        } else {
            throw new IllegalStateException("not an action on PostgreSQL: " + action);
        }
    }

    private void run(String operation, Runnable body) {
        busy = true;
        worker.execute(() -> {
            String failure = "";
            try {
                body.run();
            } catch (RuntimeException e) {
                failure = String.valueOf(e.getMessage());
                LOG.warn("{}: {} failed: {}", config.me().member(), operation, failure);
            } finally {
                busy = false;
                listener.operated(config.me().member(), operation, failure);
                if (failure.isEmpty()) {
                    // what has failed is tried again with the next turn, not at once and for ever
                    wake.run();
                }
            }
        });
    }

    private void startPrimary(long asOf, SyncSetting waitsFor) {
        endLeftover();
        following = "";
        control.configure(settings.leading(waitsFor), Hba.scramOnly());
        control.standbySignal(false);
        launch(() -> becomePrimary(asOf, control::start), () -> fences.get() != asOf || !holds.getAsBoolean());
    }

    /** Either the fence comes first and nothing starts, or it comes second and kills what has started. */
    private void becomePrimary(long asOf, Runnable deed) {
        synchronized (becomingPrimary) {
            if (fences.get() != asOf) {
                throw new AgentException("fenced before PostgreSQL could become a primary");
            }
            if (!holds.getAsBoolean()) {
                throw new AgentException("the lease's deadline passed before PostgreSQL could become a primary");
            }
            primary = true;
            deed.run();
        }
    }

    private void startStandby(String upstream) {
        endLeftover();
        following = upstream;
        configure(upstream);
        control.standbySignal(true);
        launch(control::start, () -> false);
    }

    /** A start that was ended because the lease was over says nothing about this data. */
    private void launch(Runnable start, BooleanSupplier ended) {
        localWalReplayed = false;
        shutDown = false;
        try {
            start.run();
            if (!control.awaitReady(config.listen(), START_LIMIT)) {
                throw new AgentException("PostgreSQL is not ready after " + START_LIMIT.toSeconds() + " s");
            }
            failedStarts.set(0);
        } catch (RuntimeException e) {
            if (!ended.getAsBoolean()) {
                failedStarts.incrementAndGet();
            }
            if (!control.isRunning()) {
                primary = false;
            }
            throw e;
        }
    }

    private void follow(String upstream) {
        following = upstream;
        configure(upstream);
        control.reload();
    }

    /** No receiver, then the promise on disk, then the promise in the status: in this order. */
    private void promise(Promise given) {
        follow("");
        await(
                "the WAL receiver to stop",
                RECEIVER_LIMIT,
                () -> !probe.status(PROBE_LIMIT).receiverRunning());
        promise.write(given);
        promised = given;
    }

    /** A standby carries its names already; where others are wanted they must be in effect before the first commit can be. */
    private void promote(long asOf, HaAction.Promote decided) {
        failedPromotions.incrementAndGet();
        SyncSetting waitsFor = decided.waitsFor();
        if (!waitsFor.equals(settings.readiness())) {
            String text = settings.text(waitsFor);
            control.synchronousStandbyNames(text);
            await(
                    "synchronous_standby_names to be in effect",
                    RELOAD_LIMIT,
                    () -> probe.status(PROBE_LIMIT).synchronousStandbyNames().equals(text));
        }
        becomePrimary(asOf, () -> {});
        control.promote(decided.published(), PROMOTE_LIMIT);
        failedPromotions.set(0);
    }

    /** A checkpoint first: the one of the shutdown is short then. Nothing is acknowledged after the shutdown's end is known. */
    private void handOver() {
        probe.checkpoint(CHECKPOINT_LIMIT);
        if (control.shutDown(STOP_LIMIT).isEmpty()) {
            throw new AgentException("PostgreSQL did not shut down in order within " + STOP_LIMIT.toSeconds() + " s");
        }
        primary = false;
        shutDown = true;
    }

    /** A server that has shut down lives on for a while, to hand its last WAL on; by now it has had the time. */
    private void endLeftover() {
        if (control.isRunning()) {
            control.stop(StopMode.FAST, STOP_LIMIT);
        }
        shutDown = false;
    }

    private void rewind(String source) {
        endLeftover();
        primary = false;
        try {
            control.rewind(config.address(source).postgres(), config.superuser(), REWIND_LIMIT);
        } catch (RuntimeException e) {
            // a source that has died meanwhile says nothing about this data
            rewindFailed = leads(source);
            throw e;
        }
        startStandby(source);
    }

    private boolean leads(String member) {
        try (PostgresProbe there = new PostgresProbe(config.address(member).postgres(), config.superuser())) {
            return !there.status(PROBE_LIMIT).inRecovery();
        } catch (PostgresUnavailableException e) {
            return false;
        }
    }

    private void clone(String source) {
        endLeftover();
        primary = false;
        control.cloneFrom(
                config.address(source).postgres(),
                config.superuser(),
                config.me().member(),
                PostgresSettings.slotName(config.me().member()),
                CLONE_LIMIT);
        failedStarts.set(0);
        rewindFailed = false;
        startStandby(source);
    }

    private void configure(String upstream) {
        control.configure(settings.following(upstream), Hba.scramOnly());
    }

    /** Kills PostgreSQL if it is, or may be, out of recovery. Returns when it is dead. */
    void fence() {
        fences.incrementAndGet();
        synchronized (becomingPrimary) {
            if (primary) {
                control.kill();
                primary = false;
                LOG.warn("{}: PostgreSQL is fenced", config.me().member());
                wake.run();
            }
        }
    }

    /** Creates the slots of the others on a primary: a standby's position must survive its absence within the limit of slots. */
    void ensureSlots() {
        for (String member : config.dataMembers()) {
            if (!member.equals(config.me().member())) {
                String slot = PostgresSettings.slotName(member);
                createSlot(slot);
            }
        }
    }

    private void createSlot(String slot) {
        try {
            probe.query("SELECT pg_create_physical_replication_slot('" + slot
                    + "', true) WHERE NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + slot
                    + "')");
        } catch (PostgresServerException e) {
            // its member may have made it meanwhile, to copy this primary
            LOG.debug("{}: slot {}: {}", config.me().member(), slot, e.getMessage());
        }
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!settled(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AgentException("waited " + limit.toMillis() + " ms in vain for " + what);
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_PERIOD.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AgentException("interrupted while waiting for " + what, e);
            }
        }
    }

    private static boolean settled(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (PostgresUnavailableException notNow) {
            return false;
        }
    }

    /** Whether the running server has replayed all the WAL it had when it started; what it says to have received is true only then. */
    boolean localWalReplayed() {
        return localWalReplayed;
    }

    /** Called by the view when it sees that. */
    void localWalIsReplayed() {
        localWalReplayed = true;
    }

    /** Whether the server has shut down for a handover: what is left of it hands its last WAL on and acknowledges nothing. */
    boolean shutDown() {
        return shutDown;
    }

    /** Whether {@code pg_rewind} may be tried: once it has failed here, only a copy helps. */
    boolean canRewind() {
        return !rewindFailed && control.canRewind() && !control.mustBeCloned();
    }

    boolean busy() {
        return busy;
    }

    boolean primary() {
        return primary;
    }

    int failedStarts() {
        return failedStarts.get();
    }

    /** How many promotions in a row have failed; one that is under way counts until it is done. */
    int failedPromotions() {
        return failedPromotions.get();
    }

    String following() {
        return following;
    }

    Promise promised() {
        return promised;
    }

    /** Called by the view when it finds the server out of recovery, whoever brought it there. */
    void serverIsPrimary() {
        primary = true;
        failedStarts.set(0);
        failedPromotions.set(0);
    }

    /** Called by the view when it sees the server dead: whatever it was, it accepts nothing now. */
    void serverGone() {
        if (!busy) {
            primary = false;
        }
    }

    /** Stops PostgreSQL: fast, then at once. Says whether it is certainly down. */
    boolean close() {
        worker.shutdownNow();
        if (control.isRunning()) {
            control.stop(StopMode.FAST, STOP_LIMIT);
        }
        boolean down = !control.isRunning();
        primary = primary && !down;
        return down;
    }
}
