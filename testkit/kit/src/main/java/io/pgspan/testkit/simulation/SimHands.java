package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.Promise;
import io.pgspan.ha.sync.SyncSetting;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What the agent does to its PostgreSQL. One operation at a time; a fence comes between. */
final class SimHands {
    private static final long LOOK_AGAIN = 40 * World.MILLI;
    /** How long a start or a promotion is waited for; the server goes on after that. */
    private static final long READY_LIMIT = 15 * World.SECOND;

    private final World world;
    private final Cluster cluster;
    private final SimMember member;
    private final SimAgent agent;
    private final SimPostgres postgres;
    private final SimGuard guard;
    private final SimView view;
    private boolean busy;
    private boolean primary;
    private int operation;
    private int failedStarts;
    private int failedPromotions;
    private boolean rewindFailed;
    private boolean pretends;
    private Promise promised;

    SimHands(World world, Cluster cluster, SimMember member, SimAgent agent) {
        this.world = world;
        this.cluster = cluster;
        this.member = member;
        this.agent = agent;
        this.postgres = member.postgres();
        this.promised = member.promise();
        this.guard = new SimGuard(world, cluster, member, agent, this);
        this.view = new SimView(cluster, member, this);
        postgres.onExit(agent::wake);
    }

    boolean primary() {
        return primary;
    }

    boolean busy() {
        return busy;
    }

    int failedStarts() {
        return failedStarts;
    }

    int failedPromotions() {
        return failedPromotions;
    }

    boolean rewindFailed() {
        return rewindFailed;
    }

    Promise promised() {
        return promised;
    }

    /** Whether it says that no receiver runs, although one may. */
    boolean pretends() {
        return pretends;
    }

    SimGuard guard() {
        return guard;
    }

    void perform(HaAction action, HaState state) {
        world.tell(() -> member + ": does " + action);
        cluster.invariants().performs(member, action, state);
        if (action instanceof HaAction.WaitFor wait) {
            postgres.commits().waitFor(wait.waitsFor());
            return;
        }
        if (action instanceof HaAction.Fence) {
            guard.fenceFromLoop();
            return;
        }
        busy = true;
        int mine = ++operation;
        if (action instanceof HaAction.Bootstrap) {
            agent.later(world.between(200 * World.MILLI, 800 * World.MILLI), () -> {
                postgres.initdb("system-" + member.name() + "-" + world.now());
                done(mine);
            });
        } else if (action instanceof HaAction.StartPrimary start) {
            startPrimary(mine, state, start.waitsFor());
        } else if (action instanceof HaAction.StartStandby start) {
            launch(mine, true, start.upstream(), () -> false);
        } else if (action instanceof HaAction.Follow follow) {
            agent.later(30 * World.MILLI, () -> {
                pretends = false;
                postgres.receiver().follow(follow.upstream());
                done(mine);
            });
        } else if (action instanceof HaAction.GivePromise given) {
            promise(mine, given.promise());
        } else if (action instanceof HaAction.Promote promote) {
            promote(mine, state, promote);
        } else if (action instanceof HaAction.HandOver) {
            postgres.shutDown(() -> agent.now(() -> {
                primary = postgres.running();
                done(mine);
            }));
        } else if (action instanceof HaAction.Rewind rewind) {
            rewind(mine, rewind.source());
        } else if (action instanceof HaAction.Clone clone) {
            copy(mine, clone.source());
        } else {
            throw new IllegalStateException("not an action on PostgreSQL: " + action);
        }
    }

    /** Whoever leads while nothing would end its PostgreSQL at the deadline stops it. */
    void leadGuardedOnly() {
        if (primary && !guard.usable()) {
            postgres.kill();
        }
    }

    /** The deadline and the guard are looked at once more, at the last moment: much time may have passed since the decision. */
    private boolean tooLate(HaState state) {
        Duration deadline = state.deadline();
        if (!guard.usable()) {
            return true;
        }
        if (member.defect() == Defect.LATE_PROMOTION) {
            return false;
        }
        return deadline == null || member.clock().compareTo(deadline) >= 0;
    }

    private void startPrimary(int mine, HaState state, SyncSetting waitsFor) {
        if (tooLate(state)) {
            failed(mine);
            return;
        }
        cluster.invariants().becomesPrimary(member, state);
        primary = true;
        postgres.commits().configured(waitsFor);
        int asOf = guard.fences();
        launch(mine, false, "", () -> guard.fences() != asOf || tooLate(agent.state()));
    }

    /** A start that was ended because the lease was over says nothing about this data. */
    private void launch(int mine, boolean standby, String upstream, BooleanSupplier ended) {
        pretends = false;
        postgres.kill();
        boolean[] ready = {false};
        postgres.start(standby, upstream, postgres.ailments().startFails(cluster.faultsGoOn()), () -> ready[0] = true);
        await(mine, postgres.run(), ready, world.now() + READY_LIMIT, succeeded -> {
            if (succeeded) {
                failedStarts = 0;
            } else if (!ended.getAsBoolean()) {
                failedStarts++;
            }
        });
    }

    private void await(int mine, int started, boolean[] ready, long limit, Consumer<Boolean> end) {
        agent.later(LOOK_AGAIN, () -> {
            if (ready[0]) {
                end.accept(true);
                done(mine);
            } else if (postgres.run() != started || world.now() >= limit) {
                end.accept(false);
                primary = primary && postgres.running();
                failed(mine);
            } else {
                await(mine, started, ready, limit, end);
            }
        });
    }

    private void promise(int mine, Promise given) {
        pretends = member.defect() == Defect.RECEIVER_STAYS;
        if (!pretends) {
            postgres.soon(world.between(0, 30 * World.MILLI), () -> {
                if (operation == mine) {
                    postgres.receiver().follow("");
                }
            });
        }
        agent.later(world.between(31 * World.MILLI, 100 * World.MILLI), () -> promised(mine, given));
    }

    /** No receiver, then the promise on disk, then the promise in the status: in this order. */
    private void promised(int mine, Promise given) {
        if (postgres.receiverRunning() && !pretends) {
            agent.later(LOOK_AGAIN, () -> promised(mine, given));
            return;
        }
        member.promise(given);
        promised = given;
        done(mine);
    }

    private void promote(int mine, HaState state, HaAction.Promote decided) {
        SyncSetting waitsFor = decided.waitsFor();
        failedPromotions++;
        if (tooLate(state) || postgres.process() != SimPostgres.Phase.STANDBY) {
            failed(mine);
            return;
        }
        cluster.invariants().becomesPrimary(member, state);
        primary = true;
        postgres.commits().configured(waitsFor);
        boolean[] ready = {false};
        postgres.promote(
                state.record().map(r -> r.epoch()).orElse(-1L),
                member.defect() == Defect.TIMELINES_TWICE
                        ? 0
                        : decided.published().timeline(),
                () -> ready[0] = true);
        await(mine, postgres.run(), ready, world.now() + READY_LIMIT, succeeded -> {
            failedPromotions = succeeded ? 0 : failedPromotions;
        });
    }

    private void copy(int mine, String source) {
        postgres.kill();
        primary = false;
        SimMember from = cluster.member(source);
        int run = from.postgres().run();
        long takes = world.chance(0.1)
                ? world.between(5 * World.SECOND, 20 * World.SECOND)
                : world.between(500 * World.MILLI, 4 * World.SECOND);
        agent.later(takes, () -> {
            if (from.postgres().run() != run || !from.postgres().running() || !reached(from)) {
                failed(mine);
                return;
            }
            cluster.invariants().copies(member, from);
            postgres.becomesCopyOf(from.postgres());
            failedStarts = 0;
            rewindFailed = false;
            launch(mine, true, source, () -> false);
        });
    }

    /** What differs is copied over, in place: a source that ends meanwhile may leave data that is of no use, and is marked so. */
    private void rewind(int mine, String source) {
        SimMember from = cluster.member(source);
        int run = from.postgres().run();
        boolean begun = from.postgres().writable() && reached(from);
        if (begun) {
            cluster.invariants().copies(member, from);
            postgres.rewinding(true);
        }
        postgres.kill();
        primary = false;
        agent.later(world.between(100 * World.MILLI, 900 * World.MILLI), () -> {
            postgres.rewinding(false);
            if (begun && from.postgres().run() == run && reached(from)) {
                postgres.becomesCopyOf(from.postgres());
                launch(mine, true, source, () -> false);
                return;
            }
            // a source that has died meanwhile says nothing about this data
            rewindFailed = from.postgres().writable() && reached(from);
            if (begun && world.chance(0.5)) {
                postgres.wipe();
            }
            failed(mine);
        });
    }

    private boolean reached(SimMember source) {
        return cluster.network().linked(Network.Channel.REPLICATION, member.index(), source.index());
    }

    private void done(int mine) {
        if (operation == mine) {
            busy = false;
            agent.wake();
        }
    }

    /** What has failed is tried again with the next turn, not at once. */
    private void failed(int mine) {
        if (operation == mine) {
            busy = false;
        }
    }

    void guardUntil(Duration deadline) {
        guard.until(deadline);
    }

    void disarm() {
        guard.disarm();
    }

    /** What is seen decides what is fenced: a server out of recovery, whoever brought it there. */
    LocalPostgres look() {
        if (postgres.writable()) {
            primary = true;
            failedStarts = 0;
            failedPromotions = 0;
        } else if (!postgres.running() && !busy) {
            primary = false;
        }
        return view.look();
    }
}
