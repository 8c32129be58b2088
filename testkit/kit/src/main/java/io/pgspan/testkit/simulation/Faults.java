package io.pgspan.testkit.simulation;

import java.util.EnumMap;
import java.util.Map;

/** What goes wrong, when, and until when. Everything heals by itself at the end of the faults. */
final class Faults {
    enum Kind {
        CRASH,
        CRASH_ALL,
        KILL_POSTGRES,
        CUT_STORE,
        CUT_LINK,
        ISOLATE,
        OUTAGE,
        SLOW_STORE,
        LOSE_ANSWERS,
        REFUSE_WRITES,
        FREEZE_AGENT,
        LOSE_VOLUME
    }

    private static final Kind[] KINDS = Kind.values();

    private final World world;
    private final Cluster cluster;
    private final long end;
    private final boolean slowAnswers;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Faults(World world, Cluster cluster, long end, boolean slowAnswers) {
        this.slowAnswers = slowAnswers;
        this.world = world;
        this.cluster = cluster;
        this.end = end;
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    void begin(long after) {
        world.after(after, this::next);
    }

    private void next() {
        if (world.now() >= end) {
            return;
        }
        // now and then two at once
        for (int i = world.chance(0.3) ? 2 : 1; i > 0; i--) {
            Kind kind = slowAnswers && world.chance(0.8)
                    ? Kind.SLOW_STORE
                    : KINDS[world.random().nextInt(KINDS.length)];
            inject(kind, victim());
        }
        boolean flurry = world.chance(0.3);
        world.after(
                flurry
                        ? world.between(10 * World.MILLI, 2 * World.SECOND)
                        : world.between(2 * World.SECOND, 18 * World.SECOND),
                this::next);
    }

    /** The holder is where it hurts. */
    private SimMember victim() {
        String holder = cluster.store().record().holder().map(h -> h.member()).orElse("");
        return world.chance(0.5) && !holder.isEmpty()
                ? cluster.member(holder)
                : cluster.members().get(world.random().nextInt(cluster.size()));
    }

    private long until(long low, long high) {
        return Math.min(end, world.now() + world.between(low, high));
    }

    private void inject(Kind kind, SimMember victim) {
        Network network = cluster.network();
        long until = until(200 * World.MILLI, 15 * World.SECOND);
        int index = victim.index();
        switch (kind) {
            case CRASH -> crash(victim, until);
            case CRASH_ALL -> {
                if (world.chance(0.7)) {
                    return;
                }
                for (SimMember m : cluster.members()) {
                    crash(m, until(World.SECOND, 15 * World.SECOND));
                }
            }
            case KILL_POSTGRES -> victim.postgres().kill();
            case CUT_STORE -> network.cutStore(index, until);
            case CUT_LINK -> network.cutLink(index, other(index), until);
            case ISOLATE -> network.isolate(index, until);
            case OUTAGE -> network.outage(until);
            case SLOW_STORE -> {
                network.slowStore(index, until);
                if (slowAnswers || world.chance(0.6)) {
                    // the worst time to lose the store is just after a slow answer
                    long cut = world.between(0, 3 * World.SECOND);
                    world.after(cut, () -> network.cutStore(index, until(World.SECOND, 15 * World.SECOND)));
                }
            }
            case LOSE_ANSWERS -> network.loseAnswers(index, until);
            case REFUSE_WRITES -> network.refuseWrites(index, until);
            case FREEZE_AGENT -> {
                if (!cluster.guarded()) {
                    return;
                }
                victim.freezeAgent(until);
                if (cluster.unfenced()) {
                    victim.freezeGuard(until);
                }
            }
            case LOSE_VOLUME -> {
                if (world.chance(0.5) || !cluster.checker().survivesLossOf(victim)) {
                    return;
                }
                victim.wipe();
                world.after(until - world.now(), victim::boot);
            }
        }
        counts.merge(kind, 1, Integer::sum);
        world.tell(() -> "fault: " + kind + " " + victim.name() + " until " + until / 1e6 + " s");
    }

    private int other(int index) {
        return (index + 1 + world.random().nextInt(Math.max(1, cluster.size() - 1))) % cluster.size();
    }

    private void crash(SimMember victim, long until) {
        victim.crash();
        if (world.chance(0.1)) {
            victim.recreatePod();
        }
        world.after(until - world.now(), victim::boot);
    }
}
