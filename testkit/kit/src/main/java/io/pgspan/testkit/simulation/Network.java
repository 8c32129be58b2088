package io.pgspan.testkit.simulation;

import java.util.Arrays;

/** Who reaches whom, and how well the store answers. Every impairment has an end. */
final class Network {
    private final World world;
    private final long[][] linkCutUntil;
    private final long[] storeCutUntil;
    private final long[] writesFailUntil;
    private final long[] storeSlowUntil;
    private final long[] storeLossyUntil;

    Network(World world, int members) {
        this.world = world;
        this.linkCutUntil = new long[members][members];
        this.storeCutUntil = new long[members];
        this.writesFailUntil = new long[members];
        this.storeSlowUntil = new long[members];
        this.storeLossyUntil = new long[members];
    }

    boolean linked(int a, int b) {
        return a == b || world.now() >= linkCutUntil[a][b];
    }

    boolean storeReached(int member) {
        return world.now() >= storeCutUntil[member];
    }

    boolean writesAccepted(int member) {
        return world.now() >= writesFailUntil[member];
    }

    boolean storeLoses(int member) {
        return world.now() < storeLossyUntil[member] && world.chance(0.5);
    }

    /** The way to the store. */
    long requestDelay(int member) {
        return world.now() < storeSlowUntil[member] && world.chance(0.3)
                ? world.between(World.MILLI, 1_500 * World.MILLI)
                : world.between(World.MILLI, 8 * World.MILLI);
    }

    /** The way back. */
    long answerDelay(int member) {
        return world.now() < storeSlowUntil[member]
                ? world.between(World.MILLI, 1_100 * World.MILLI)
                : world.between(World.MILLI, 8 * World.MILLI);
    }

    void cutLink(int a, int b, long until) {
        linkCutUntil[a][b] = Math.max(linkCutUntil[a][b], until);
        linkCutUntil[b][a] = linkCutUntil[a][b];
    }

    void isolate(int member, long until) {
        for (int other = 0; other < storeCutUntil.length; other++) {
            if (other != member) {
                cutLink(member, other, until);
            }
        }
        cutStore(member, until);
    }

    void cutStore(int member, long until) {
        storeCutUntil[member] = Math.max(storeCutUntil[member], until);
    }

    void refuseWrites(int member, long until) {
        writesFailUntil[member] = Math.max(writesFailUntil[member], until);
    }

    void slowStore(int member, long until) {
        storeSlowUntil[member] = Math.max(storeSlowUntil[member], until);
    }

    void loseAnswers(int member, long until) {
        storeLossyUntil[member] = Math.max(storeLossyUntil[member], until);
    }

    void outage(long until) {
        Arrays.setAll(storeCutUntil, m -> Math.max(storeCutUntil[m], until));
    }
}
