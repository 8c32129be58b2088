package io.pgspan.testkit.simulation;

/** What ails a PostgreSQL, and until when. */
final class Ailments {
    private static final double START_FAILS = 0.02;

    private final World world;
    private long slowStartUntil;
    private long failingStartUntil;
    private long hangingStartUntil;
    private long failingPromotionUntil;
    private long slowPromotionUntil;
    private long slowStopUntil;
    private long replayPausedUntil;

    Ailments(World world) {
        this.world = world;
    }

    void slowStart(long until) {
        slowStartUntil = Math.max(slowStartUntil, until);
    }

    void failingStart(long until) {
        failingStartUntil = Math.max(failingStartUntil, until);
    }

    /** A start does not come to its end before that. */
    void hangingStart(long until) {
        hangingStartUntil = Math.max(hangingStartUntil, until);
    }

    void failingPromotion(long until) {
        failingPromotionUntil = Math.max(failingPromotionUntil, until);
    }

    void slowPromotion(long until) {
        slowPromotionUntil = Math.max(slowPromotionUntil, until);
    }

    void slowStop(long until) {
        slowStopUntil = Math.max(slowStopUntil, until);
    }

    void pauseReplay(long until) {
        replayPausedUntil = Math.max(replayPausedUntil, until);
    }

    void heal() {
        slowStartUntil = 0;
        failingStartUntil = 0;
        hangingStartUntil = 0;
        failingPromotionUntil = 0;
        slowPromotionUntil = 0;
        slowStopUntil = 0;
        replayPausedUntil = 0;
    }

    boolean replayPaused() {
        return world.now() < replayPausedUntil;
    }

    boolean startFails(boolean faultsGoOn) {
        return world.now() < failingStartUntil || (faultsGoOn && world.chance(START_FAILS));
    }

    boolean promotionFails() {
        return world.now() < failingPromotionUntil;
    }

    long startDelay() {
        if (world.now() < hangingStartUntil) {
            return hangingStartUntil - world.now();
        }
        return world.now() < slowStartUntil
                ? world.between(2 * World.SECOND, 20 * World.SECOND)
                : world.between(100 * World.MILLI, 900 * World.MILLI);
    }

    /** It may well succeed after the lease is lost. */
    long promoteDelay() {
        return world.now() < slowPromotionUntil
                ? world.between(World.SECOND, 10 * World.SECOND)
                : world.between(20 * World.MILLI, 400 * World.MILLI);
    }

    long stopDelay() {
        return world.now() < slowStopUntil
                ? world.between(World.SECOND, 15 * World.SECOND)
                : world.between(20 * World.MILLI, 200 * World.MILLI);
    }
}
