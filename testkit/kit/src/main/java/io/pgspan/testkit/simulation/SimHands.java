package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the agent does to its PostgreSQL, and how it sees it. One operation at a time; a fence comes between. */
final class SimHands {
    private static final double START_FAILS = 0.02;

    /** Hardly within the policy's stop budget. */
    private static final Duration FENCE_WORST = Duration.ofMillis(995);

    /** A loop that fences for itself may have rested a while before it sees the deadline. */
    private static final Duration FENCE_WORST_OF_LOOP = Duration.ofMillis(500);

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final SimAgent agent;
    private final SimPostgres postgres;
    private boolean busy;
    private boolean primary;
    private int operation;
    private int failedStarts;
    private boolean rewindFailed;
    private String following = "";
    private String promised;
    private @Nullable Duration guard;

    SimHands(World world, Cluster cluster, SimMember member, SimAgent agent) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.agent = agent;
        this.postgres = member.postgres();
        this.promised = member.promise();
        postgres.onExit(agent::wake);
    }

    boolean primary() {
        return primary;
    }

    void perform(HaAction action, HaState state) {
        world.tell(() -> member.name() + ": does " + action);
        if (action instanceof HaAction.WaitFor wait) {
            postgres.waitFor(wait.waitsFor());
            return;
        }
        if (action instanceof HaAction.Fence) {
            fence(member.truly(cluster.guarded() ? FENCE_WORST : FENCE_WORST_OF_LOOP));
            return;
        }
        busy = true;
        int mine = ++operation;
        if (action instanceof HaAction.Bootstrap bootstrap) {
            agent.later(world.between(200 * World.MILLI, 800 * World.MILLI), () -> {
                postgres.initdb("system-" + member.name() + "-" + world.now());
                startPrimary(mine, agent.state(), bootstrap.waitsFor());
            });
        } else if (action instanceof HaAction.StartPrimary start) {
            startPrimary(mine, state, start.waitsFor());
        } else if (action instanceof HaAction.StartStandby start) {
            startStandby(mine, start.upstream());
        } else if (action instanceof HaAction.Follow follow) {
            agent.later(30 * World.MILLI, () -> {
                following = follow.upstream();
                postgres.follow(following);
                done(mine);
            });
        } else if (action instanceof HaAction.Promise promise) {
            promise(mine, promise.version());
        } else if (action instanceof HaAction.Promote promote) {
            promote(mine, state, promote.waitsFor());
        } else if (action instanceof HaAction.HandOver) {
            handOver(mine);
        } else if (action instanceof HaAction.Rewind rewind) {
            rewind(mine, rewind.source());
        } else if (action instanceof HaAction.Clone clone) {
            copy(mine, clone.source());
        } else {
            throw new IllegalStateException("not an action on PostgreSQL: " + action);
        }
    }

    /** The deadline is looked at once more, at the last moment: much time may have passed since the decision. */
    private boolean tooLate(HaState state) {
        Duration deadline = state.deadline();
        if (member.defect() == Defect.LATE_PROMOTION) {
            return false;
        }
        return deadline == null || member.clock().compareTo(deadline) >= 0;
    }

    private void startPrimary(int mine, HaState state, SyncSetting waitsFor) {
        if (tooLate(state)) {
            done(mine);
            return;
        }
        cluster.checker().becomesPrimary(member, state);
        primary = true;
        following = "";
        postgres.configured(waitsFor);
        launch(mine, false, "");
    }

    private void startStandby(int mine, String upstream) {
        following = upstream;
        launch(mine, true, upstream);
    }

    private void launch(int mine, boolean standby, String upstream) {
        if (postgres.running()) {
            postgres.kill();
        }
        boolean[] ready = {false};
        postgres.start(
                standby, upstream, cluster.checker().faultsGoOn() && world.chance(START_FAILS), () -> ready[0] = true);
        int started = postgres.run();
        await(mine, started, () -> ready[0]);
    }

    private void await(int mine, int started, java.util.function.BooleanSupplier ready) {
        agent.later(20 * World.MILLI, () -> {
            if (ready.getAsBoolean()) {
                failedStarts = 0;
                done(mine);
            } else if (postgres.run() != started) {
                failedStarts++;
                primary = primary && postgres.running();
                done(mine);
            } else {
                await(mine, started, ready);
            }
        });
    }

    private void promise(int mine, String version) {
        following = "";
        boolean forgets = member.defect() == Defect.RECEIVER_STAYS;
        if (!forgets) {
            world.after(world.between(0, 30 * World.MILLI), () -> {
                if (operation == mine) {
                    postgres.follow("");
                }
            });
        }
        agent.later(world.between(31 * World.MILLI, 100 * World.MILLI), () -> {
            if (postgres.receiverRunning() && !forgets) {
                throw new IllegalStateException("the receiver still runs");
            }
            member.promise(version);
            promised = version;
            done(mine);
        });
    }

    private void promote(int mine, HaState state, SyncSetting waitsFor) {
        if (tooLate(state) || postgres.process() != SimPostgres.Phase.STANDBY) {
            done(mine);
            return;
        }
        cluster.checker().becomesPrimary(member, state);
        cluster.checker().promotes(member, state);
        primary = true;
        postgres.configured(waitsFor);
        boolean[] ready = {false};
        postgres.promote(() -> ready[0] = true);
        await(mine, postgres.run(), () -> ready[0]);
    }

    private void copy(int mine, String source) {
        postgres.kill();
        primary = false;
        SimMember from = cluster.member(source);
        int run = from.postgres().run();
        agent.later(world.between(500 * World.MILLI, 4 * World.SECOND), () -> {
            boolean whole = from.postgres().run() == run
                    && from.postgres().running()
                    && from.postgres().hasData()
                    && cluster.network().linked(member.index(), from.index());
            if (!whole) {
                done(mine);
                return;
            }
            postgres.copyOf(from.postgres());
            failedStarts = 0;
            rewindFailed = false;
            startStandby(mine, source);
        });
    }

    /** A shutdown in order: the last record goes to every standby that is connected, then the server ends. */
    private void handOver(int mine) {
        agent.later(world.between(20 * World.MILLI, 200 * World.MILLI), () -> {
            if (operation == mine && postgres.writable()) {
                postgres.shutDown();
                primary = false;
            }
            done(mine);
        });
    }

    /** What differs is copied over: a source that ends meanwhile leaves the data of no use. */
    private void rewind(int mine, String source) {
        SimMember from = cluster.member(source);
        int run = from.postgres().run();
        postgres.kill();
        primary = false;
        agent.later(world.between(100 * World.MILLI, 900 * World.MILLI), () -> {
            boolean whole = from.postgres().run() == run
                    && from.postgres().writable()
                    && cluster.network().linked(member.index(), from.index());
            if (whole) {
                postgres.rewindTo(from.postgres());
                startStandby(mine, source);
            } else {
                rewindFailed = true;
                done(mine);
            }
        });
    }

    private void done(int mine) {
        if (operation == mine) {
            busy = false;
            agent.wake();
        }
    }

    private void fence(long worst) {
        if (primary && postgres.running()) {
            int run = postgres.run();
            world.after(world.chance(0.3) ? worst : world.between(0, worst), () -> {
                if (postgres.run() == run) {
                    postgres.kill();
                }
            });
        }
    }

    void guardUntil(Duration deadline) {
        if (cluster.guarded() && !deadline.equals(guard)) {
            guard = deadline;
            watch(deadline);
        }
    }

    /** The guard lives beside the loop: a frozen loop does not stop it. */
    private void watch(Duration deadline) {
        long wait = Math.max(member.truly(deadline.minus(member.clock())), member.guardFrozenUntil() - world.now());
        world.after(wait, () -> {
            if (!agent.alive() || !deadline.equals(guard)) {
                return;
            }
            if (world.now() < member.guardFrozenUntil()) {
                watch(deadline);
            } else {
                guard = null;
                fence(member.truly(FENCE_WORST));
            }
        });
    }

    void disarm() {
        guard = null;
    }

    LocalPostgres look() {
        if (!postgres.running()) {
            if (primary && busy) {
                return seen(LocalPostgres.State.PRIMARY, true, false);
            }
            primary = primary && busy;
            return seen(postgres.hasData() ? LocalPostgres.State.STOPPED : LocalPostgres.State.NO_DATA, busy, false);
        }
        if (postgres.process() == SimPostgres.Phase.STARTING) {
            return seen(primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STARTING, busy, false);
        }
        boolean writable = postgres.writable();
        primary = primary || writable;
        return seen(
                primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STANDBY,
                busy || (primary && !writable),
                true);
    }

    private LocalPostgres seen(LocalPostgres.State state, boolean inFlight, boolean answers) {
        if (!postgres.hasData()) {
            return new LocalPostgres(
                    state,
                    inFlight,
                    "",
                    TimelineHistory.first(),
                    Lsn.ZERO,
                    Lsn.ZERO,
                    LocalPostgres.LastRole.NONE,
                    false,
                    "",
                    failedStarts,
                    promised,
                    false,
                    false,
                    null);
        }
        Position position = answers ? postgres.wal() : postgres.controlFilePosition();
        boolean hides = member.defect() == Defect.RECEIVER_STAYS && following.isEmpty();
        return new LocalPostgres(
                state,
                inFlight,
                postgres.systemIdentifier(),
                position.branch().history(),
                new Lsn(position.lsn()),
                new Lsn(position.lsn()),
                postgres.outOfRecovery() ? LocalPostgres.LastRole.PRIMARY : LocalPostgres.LastRole.STANDBY,
                answers && postgres.receiverRunning() && !hides,
                following,
                failedStarts,
                promised,
                !postgres.running() && postgres.shutDownInOrder(),
                cluster.rewinds() && !rewindFailed,
                state == LocalPostgres.State.PRIMARY && answers ? postgres.replication() : null);
    }
}
