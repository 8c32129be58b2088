package io.pgspan.testkit.simulation;

import java.util.Arrays;

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

    private static final int CHANNELS = Channel.values().length;

    private final World world;
    private final long[][][] cutUntil;
    private final long[][][] slowUntil;
    private final long[][][] lagUntil;
    private final long[][][] lag;
    private final StoreWay[] storeWays;

    Network(World world, int members) {
        this.world = world;
        this.cutUntil = new long[CHANNELS][members][members];
        this.slowUntil = new long[CHANNELS][members][members];
        this.lagUntil = new long[CHANNELS][members][members];
        this.lag = new long[CHANNELS][members][members];
        this.storeWays = new StoreWay[members];
        Arrays.setAll(storeWays, m -> new StoreWay(world));
    }

    StoreWay store(int member) {
        return storeWays[member];
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

    /** Cuts a member off from the others and from the store. */
    void isolate(int member, long until) {
        for (int other = 0; other < storeWays.length; other++) {
            if (other != member) {
                cutAll(member, other, until);
            }
        }
        store(member).cut(until);
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
        for (StoreWay way : storeWays) {
            way.heal();
        }
    }
}
