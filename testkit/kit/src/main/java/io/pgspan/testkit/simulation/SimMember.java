package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import io.pgspan.ha.Seat;
import io.pgspan.ha.record.Holder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pod: a volume with data and a promise, a clock, a PostgreSQL, and at times an agent. */
final class SimMember {
    private final World world;
    private final Cluster cluster;
    private final Subject subject;
    private final int index;
    private final String name;
    private final SimPostgres postgres;
    private final double rate;
    private final long offset;
    private @Nullable SimAgent agent;
    private String promise = "";
    private int incarnations;
    private int pods = 1;
    private long frozenUntil;
    private long guardFrozenUntil;

    SimMember(World world, Network network, Cluster cluster, Subject subject, int index) {
        this.world = world;
        this.cluster = cluster;
        this.subject = subject;
        this.index = index;
        this.name = "pg-" + index;
        this.postgres = new SimPostgres(world, network, cluster, this);
        // two clocks differ by at most the policy's ratio of 1.1
        double skew =
                world.chance(0.3) ? world.random().nextDouble() : world.random().nextInt(2);
        this.rate = 0.9545 + skew * (1.0495 - 0.9545);
        this.offset = world.between(0, 1_000 * World.SECOND);
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    Defect defect() {
        return subject.defect();
    }

    SimPostgres postgres() {
        return postgres;
    }

    Duration clock() {
        return Duration.ofNanos(Math.round((offset + world.now() * rate) * 1_000));
    }

    /** How long, truly, this member's clock takes for a duration. */
    long truly(Duration local) {
        return (long) Math.ceil(local.toNanos() / 1_000.0 / rate);
    }

    boolean up() {
        return agent != null;
    }

    @Nullable
    SimAgent agent() {
        return agent;
    }

    void boot() {
        if (agent == null) {
            Holder me = new Holder(name(), "pod-" + index + "-" + pods, "run-" + ++incarnations);
            world.tell(() -> name() + ": agent starts, " + me.podUid() + ", " + me.incarnation());
            if (subject.defect() == Defect.PROMISE_FORGOTTEN) {
                promise = "";
            }
            HaState starting = HaState.starting(new Seat(
                    cluster.policy(), cluster.rules(), me, cluster.engineMembers(), cluster.newestFormat(index)));
            agent = new SimAgent(world, cluster, this, subject.loops().apply(starting));
            agent.start();
        }
    }

    /** The container dies: agent and PostgreSQL at once. */
    void crash() {
        if (agent != null) {
            world.tell(() -> name() + ": crashes");
            agent.die();
            agent = null;
            frozenUntil = 0;
            guardFrozenUntil = 0;
            postgres.onExit(() -> {});
            postgres.kill();
        }
    }

    void recreatePod() {
        pods++;
    }

    void wipe() {
        crash();
        world.tell(() -> name() + ": loses its volume");
        postgres.wipe();
        promise = "";
    }

    void woken() {
        if (agent != null) {
            agent.wake();
        }
    }

    void freezeAgent(long until) {
        frozenUntil = Math.max(frozenUntil, until);
    }

    void freezeGuard(long until) {
        guardFrozenUntil = Math.max(guardFrozenUntil, until);
    }

    long frozenUntil() {
        return frozenUntil;
    }

    long guardFrozenUntil() {
        return guardFrozenUntil;
    }

    String promise() {
        return promise;
    }

    void promise(String version) {
        promise = version;
    }
}
