package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a fault has at hand when it strikes: the cluster as it is then, and chance of its own, so that leaving out one changes no other. */
final class Scene {
    private final Cluster cluster;
    private final SplittableRandom random;
    private final long end;

    Scene(Cluster cluster, long seed, long end) {
        this.cluster = cluster;
        this.random = new SplittableRandom(seed);
        this.end = end;
    }

    Cluster cluster() {
        return cluster;
    }

    World world() {
        return cluster.world();
    }

    Network network() {
        return cluster.network();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    /** A moment from now on, never after the end of the faults. */
    long until(long low, long high) {
        return Math.min(end, world().now() + between(low, high));
    }

    /** Mostly a few seconds, at times longer than any lease. */
    long until() {
        return chance(0.2) ? until(10 * World.SECOND, 60 * World.SECOND) : until(200 * World.MILLI, 15 * World.SECOND);
    }

    /** Which API servers it is about: the only one; or mostly one, at times several or all. */
    List<Integer> servers() {
        int all = cluster.setup().servers();
        if (all == 1) {
            return List.of(0);
        }
        boolean every = chance(0.1);
        boolean several = chance(0.3);
        int first = random.nextInt(all);
        List<Integer> chosen = new ArrayList<>();
        for (int server = 0; server < all; server++) {
            if (every || server == first || (several && chance(0.5))) {
                chosen.add(server);
            }
        }
        return chosen;
    }

    /** The ways of a member to these servers. */
    static List<StoreWay> ways(SimMember member, List<Integer> servers) {
        return servers.stream().map(member::storeWay).toList();
    }

    /** The ways of everybody to these servers. */
    List<StoreWay> everybodysWays(List<Integer> servers) {
        return cluster.everyone().stream()
                .flatMap(m -> ways(m, servers).stream())
                .toList();
    }

    /** A member with data; the holder is where it hurts. */
    SimMember victim() {
        SimMember holder = holder();
        return holder != null && chance(0.5) ? holder : anybody();
    }

    SimMember anybody() {
        return cluster.members().get(random.nextInt(cluster.size()));
    }

    @Nullable
    SimMember holder() {
        String name = cluster.store().record().holder().map(h -> h.member()).orElse("");
        return name.isEmpty() ? null : cluster.member(name);
    }

    @Nullable
    SimMember primary() {
        for (SimMember m : cluster.members()) {
            if (m.postgres().writable() && !m.postgres().humansPrimary()) {
                return m;
            }
        }
        return null;
    }

    /** Somebody else than the holder, whatever it does; null when there is nobody. */
    @Nullable
    SimMember follower() {
        SimMember holder = holder();
        SimMember one = anybody();
        return one == holder || one.arbiter() ? null : one;
    }

    /** An agent that can be asked, null when none is up. */
    @Nullable
    SimAgent agent() {
        SimMember first = victim();
        if (first.agent() != null) {
            return first.agent();
        }
        for (SimMember m : cluster.members()) {
            if (m.agent() != null) {
                return m.agent();
            }
        }
        return null;
    }

    int other(int index) {
        return (index + 1 + random.nextInt(Math.max(1, cluster.size() - 1))) % cluster.size();
    }
}
