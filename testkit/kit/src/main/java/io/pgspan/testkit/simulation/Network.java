package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who reaches whom, each direction on its own. Every impairment has an end. */
final class Network {
    /** What goes over it. */
    enum Channel {
        /** Agents asking agents. */
        AGENTS(0),
        /** PostgreSQL streaming to PostgreSQL. */
        REPLICATION(1);

        private final int row;

        Channel(int row) {
            this.row = row;
        }
    }

    /** How far away one of several stores may be. */
    private static final long FARTHEST = 30 * World.MILLI;

    private static final int CHANNELS = Channel.values().length;

    private final World world;
    private final long[][][] cutUntil;
    private final long[][][] slowUntil;
    private final long[][][] lagUntil;
    private final long[][][] lag;
    private final List<List<StoreWay>> storeWays = new ArrayList<>();

    Network(World world, int members, int servers) {
        this.world = world;
        this.cutUntil = new long[CHANNELS][members][members];
        this.slowUntil = new long[CHANNELS][members][members];
        this.lagUntil = new long[CHANNELS][members][members];
        this.lag = new long[CHANNELS][members][members];
        for (int m = 0; m < members; m++) {
            List<StoreWay> ways = new ArrayList<>();
            for (int s = 0; s < servers; s++) {
                ways.add(new StoreWay(world, servers > 1 && world.chance(0.4) ? world.between(0, FARTHEST) : 0));
            }
            storeWays.add(List.copyOf(ways));
        }
    }

    /** A member's ways to the stores. */
    List<StoreWay> stores(int member) {
        return storeWays.get(member);
    }

    boolean passes(Channel channel, int from, int to) {
        return world.now() >= cutUntil[channel.row][from][to];
    }

    boolean linked(Channel channel, int a, int b) {
        return passes(channel, a, b) && passes(channel, b, a);
    }

    long delay(Channel channel, int from, int to) {
        if (world.now() < lagUntil[channel.row][from][to]) {
            return lag[channel.row][from][to];
        }
        return world.now() < slowUntil[channel.row][from][to]
                ? world.between(10 * World.MILLI, 3 * World.SECOND)
                : world.between(World.MILLI, 25 * World.MILLI);
    }

    void cutOneWay(Channel channel, int from, int to, long until) {
        long[] row = cutUntil[channel.row][from];
        row[to] = Math.max(row[to], until);
    }

    void cut(Channel channel, int a, int b, long until) {
        cutOneWay(channel, a, b, until);
        cutOneWay(channel, b, a, until);
    }

    void cutAll(int a, int b, long until) {
        for (Channel channel : Channel.values()) {
            cut(channel, a, b, until);
        }
    }

    void slow(Channel channel, int a, int b, long until) {
        slowUntil[channel.row][a][b] = Math.max(slowUntil[channel.row][a][b], until);
        slowUntil[channel.row][b][a] = slowUntil[channel.row][a][b];
    }

    /** Whatever one says to the other takes exactly so long. */
    void lag(Channel channel, int a, int b, long micros, long until) {
        lag[channel.row][a][b] = micros;
        lag[channel.row][b][a] = micros;
        lagUntil[channel.row][a][b] = until;
        lagUntil[channel.row][b][a] = until;
    }

    /** Cuts a member off from the others and from every store. */
    void isolate(int member, long until) {
        for (int other = 0; other < storeWays.size(); other++) {
            if (other != member) {
                cutAll(member, other, until);
            }
        }
        stores(member).forEach(way -> way.cut(until));
    }

    /** Nothing is impaired any more. */
    void heal() {
        for (long[][][] matrices : new long[][][][] {cutUntil, slowUntil, lagUntil}) {
            for (long[][] matrix : matrices) {
                for (long[] row : matrix) {
                    Arrays.fill(row, 0);
                }
            }
        }
        storeWays.forEach(ways -> ways.forEach(StoreWay::heal));
    }
}
