package io.pgspan.testkit.simulation;

/** One member's way to the store, and how well the store's front serves it. */
final class StoreWay {
    private final World world;
    private final long far;
    private long cutUntil;
    private long refusesUntil;
    private long slowUntil;
    private long dripsUntil;
    private long lossyUntil;
    private long deafUntil;
    private long failsUntil;
    private long staleUntil;
    private long staleBy;
    private long unwatchedUntil;
    private long lateUntil;
    private long lateBy;

    StoreWay(World world, long far) {
        this.world = world;
        this.far = far;
    }

    void heal() {
        cutUntil = 0;
        refusesUntil = 0;
        slowUntil = 0;
        dripsUntil = 0;
        lossyUntil = 0;
        deafUntil = 0;
        failsUntil = 0;
        staleUntil = 0;
        unwatchedUntil = 0;
        lateUntil = 0;
    }

    boolean reached() {
        return world.now() >= cutUntil;
    }

    boolean writesAccepted() {
        return world.now() >= refusesUntil;
    }

    /** Whether this request, or its answer, is lost. */
    boolean loses() {
        return world.now() < lossyUntil && world.chance(0.5);
    }

    /** Whether requests arrive and no answer comes back. */
    boolean deaf() {
        return world.now() < deafUntil;
    }

    /** Whether this request is answered with an error at once. */
    boolean fails() {
        return world.now() < failsUntil && world.chance(0.8);
    }

    /** How old what is read is; 0 for the newest. */
    long staleness() {
        return world.now() < staleUntil && world.chance(0.7) ? staleBy : 0;
    }

    boolean watched() {
        return reached() && world.now() >= unwatchedUntil;
    }

    /** The way to the store. */
    long requestDelay() {
        if (world.now() < dripsUntil) {
            return world.between(300 * World.MILLI, 600 * World.MILLI);
        }
        if (world.now() < slowUntil && world.chance(0.3)) {
            // a write applied long after its caller has given up
            return world.chance(0.1)
                    ? world.between(World.SECOND, 8 * World.SECOND)
                    : world.between(World.MILLI, 1_500 * World.MILLI);
        }
        return far + world.between(World.MILLI, 8 * World.MILLI);
    }

    /** The way back. */
    long answerDelay() {
        return far
                + (world.now() < slowUntil
                        ? world.between(World.MILLI, 1_100 * World.MILLI)
                        : world.between(World.MILLI, world.now() < dripsUntil ? 350 * World.MILLI : 8 * World.MILLI));
    }

    /** How much later than other answers the answer to a write comes. */
    long writeAnswerDelay() {
        return answerDelay() + (world.now() < lateUntil ? lateBy : 0);
    }

    void cut(long until) {
        cutUntil = Math.max(cutUntil, until);
    }

    void refuseWrites(long until) {
        refusesUntil = Math.max(refusesUntil, until);
    }

    void slow(long until) {
        slowUntil = Math.max(slowUntil, until);
    }

    void drip(long until) {
        dripsUntil = Math.max(dripsUntil, until);
    }

    void lose(long until) {
        lossyUntil = Math.max(lossyUntil, until);
    }

    void deafen(long until) {
        deafUntil = Math.max(deafUntil, until);
    }

    void fail(long until) {
        failsUntil = Math.max(failsUntil, until);
    }

    void stale(long by, long until) {
        staleBy = by;
        staleUntil = Math.max(staleUntil, until);
    }

    void late(long by, long until) {
        lateBy = by;
        lateUntil = Math.max(lateUntil, until);
    }

    void stallWatch(long until) {
        unwatchedUntil = Math.max(unwatchedUntil, until);
    }
}
