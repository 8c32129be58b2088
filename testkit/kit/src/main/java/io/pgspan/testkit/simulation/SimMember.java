package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import io.pgspan.ha.Promise;
import io.pgspan.ha.Seat;
import io.pgspan.ha.record.Holder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pod: a volume with data and a promise, a clock, a PostgreSQL, and at times an agent. */
final class SimMember {
    private final World world;
    private final Cluster cluster;
    private final String name;
    private final SimPostgres postgres;
    private final double rate;
    private final long offset;
    private final boolean arbiter;
    private int index;
    private @Nullable SimAgent agent;
    private @Nullable Holder identity;
    private Promise promise = Promise.NONE;
    private int incarnations;
    private int pods = 1;
    private boolean ghost;
    private long frozenUntil;
    private long guardFrozenUntil;
    private long guardLostUntil;
    private long suspendedUntil;

    SimMember(World world, Cluster cluster, int index, String name) {
        this.world = world;
        this.cluster = cluster;
        this.index = index;
        this.name = name;
        this.arbiter = cluster.setup().members().get(index).arbiter();
        this.postgres = new SimPostgres(world, cluster, this);
        // two clocks differ by at most the policy's ratio of 1.1
        double skew =
                world.chance(0.3) ? world.random().nextDouble() : world.random().nextInt(2);
        this.rate = 0.9545 + skew * (1.0495 - 0.9545);
        this.offset = world.between(0, 1_000 * World.SECOND);
    }

    String name() {
        return name;
    }

    /** Its place in the network. */
    int index() {
        return index;
    }

    boolean arbiter() {
        return arbiter;
    }

    /** The way to the store, the first one of several. */
    StoreWay storeWay() {
        return storeWay(0);
    }

    StoreWay storeWay(int server) {
        return cluster.network().stores(index).get(server);
    }

    Defect defect() {
        return cluster.subject().defect();
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

    /** How long this member's clock takes for a true time. */
    Duration locally(long micros) {
        return Duration.ofNanos(Math.round(micros * rate * 1_000));
    }

    boolean up() {
        return agent != null;
    }

    @Nullable
    SimAgent agent() {
        return agent;
    }

    /** Who its agent is, or was when it last ran; null before the first. */
    @Nullable
    Holder identity() {
        return identity;
    }

    void boot() {
        if (agent == null && !ghost) {
            Holder me = new Holder(name(), "pod-" + name + "-" + pods, "run-" + pods + "-" + ++incarnations);
            identity = me;
            world.tell(() -> name() + ": agent starts, " + me.podUid() + ", " + me.incarnation());
            if (defect() == Defect.PROMISE_FORGOTTEN) {
                promise = Promise.NONE;
            }
            HaState starting = HaState.starting(new Seat(
                    cluster.setup().policy(),
                    cluster.setup().rules(),
                    me,
                    cluster.setup().members(),
                    cluster.newestFormat(index)));
            agent = new SimAgent(world, cluster, this, cluster.subject().loops().apply(starting));
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
            suspendedUntil = 0;
            postgres.onExit(() -> {});
            if (postgres.rewinding()) {
                postgres.rewinding(false);
                postgres.wipe();
            }
            postgres.kill();
        }
    }

    void recreatePod() {
        pods++;
    }

    int podsSoFar() {
        return pods;
    }

    void podsSoFar(int number) {
        pods = number;
    }

    void wipe() {
        crash();
        world.tell(() -> name() + ": loses its volume");
        postgres.wipe();
        promise = Promise.NONE;
    }

    /** A server hints that its object may have changed. */
    void hinted(int server) {
        if (agent != null) {
            agent.hinted(server);
        }
    }

    void freezeAgent(long until) {
        frozenUntil = Math.max(frozenUntil, until);
    }

    void freezeGuard(long until) {
        guardFrozenUntil = Math.max(guardFrozenUntil, until);
    }

    void loseGuard(long until) {
        guardLostUntil = Math.max(guardLostUntil, until);
        world.tell(() -> name() + ": has no guard until " + guardLostUntil / World.SECOND + " s");
        if (agent != null) {
            agent.hands().leadGuardedOnly();
        }
    }

    boolean guardLost() {
        return world.now() < guardLostUntil;
    }

    /** The machine sleeps: agent, guard and PostgreSQL at once; its clock goes on. */
    void suspend(long until) {
        suspendedUntil = Math.max(suspendedUntil, until);
        freezeAgent(until);
        freezeGuard(until);
    }

    long frozenUntil() {
        return frozenUntil;
    }

    long guardFrozenUntil() {
        return guardFrozenUntil;
    }

    long suspendedUntil() {
        return suspendedUntil;
    }

    /** Whether its guard, its agent or its machine stands still. */
    boolean standsStill() {
        return world.now() < Math.max(guardFrozenUntil, Math.max(frozenUntil, suspendedUntil));
    }

    void heal() {
        postgres.ailments().heal();
    }

    /** From now on this pod is one too many, with a place of its own in the network. */
    void haunt(int place) {
        ghost = true;
        index = place;
    }

    boolean ghost() {
        return ghost;
    }

    Promise promise() {
        return promise;
    }

    void promise(Promise given) {
        promise = given;
    }

    @Override
    public String toString() {
        return ghost ? name + " (one too many)" : name;
    }
}
