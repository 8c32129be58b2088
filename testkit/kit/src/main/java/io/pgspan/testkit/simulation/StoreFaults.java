package io.pgspan.testkit.simulation;

/** Stores that fail. */
final class StoreFaults {
    private StoreFaults() {}

    static boolean outage(Scene s) {
        long until = s.until();
        for (SimMember m : s.cluster().everyone()) {
            m.storeWay().cut(until);
        }
        return true;
    }

    static boolean slow(Scene s) {
        StoreWay way = victim(s);
        way.slow(s.until());
        if (s.chance(0.6)) {
            // the worst time to lose the store is just after a slow answer
            long until = s.until(World.SECOND, 15 * World.SECOND);
            s.world().after(s.between(0, 3 * World.SECOND), () -> way.cut(until));
        }
        return true;
    }

    static boolean drips(Scene s) {
        victim(s).drip(s.until());
        return true;
    }

    static boolean losesAnswers(Scene s) {
        victim(s).lose(s.until());
        return true;
    }

    static boolean deaf(Scene s) {
        victim(s).deafen(s.until());
        return true;
    }

    static boolean refusesWrites(Scene s) {
        victim(s).refuseWrites(s.until());
        return true;
    }

    static boolean errors(Scene s) {
        long until = s.until();
        if (s.chance(0.3)) {
            s.cluster().everyone().forEach(m -> m.storeWay().fail(until));
        } else {
            victim(s).fail(until);
        }
        return true;
    }

    /** Reads go back in time by a bounded age, and forward again. */
    static boolean staleReads(Scene s) {
        victim(s).stale(s.between(200 * World.MILLI, 8 * World.SECOND), s.until());
        return true;
    }

    static boolean foreignWriter(Scene s) {
        long until = s.until(World.SECOND, 10 * World.SECOND);
        touch(s, until, s.between(5 * World.MILLI, 400 * World.MILLI));
        return true;
    }

    private static void touch(Scene s, long until, long every) {
        s.cluster().store().touched();
        s.world().after(every, () -> {
            if (s.world().now() < until) {
                touch(s, until, every);
            }
        });
    }

    static boolean objectMissing(Scene s) {
        s.cluster().store().missing(s.until(50 * World.MILLI, 8 * World.SECOND));
        return true;
    }

    static boolean stallWatch(Scene s) {
        victim(s).stallWatch(s.until());
        return true;
    }

    private static StoreWay victim(Scene s) {
        SimMember victim = s.victim();
        s.world().tell(() -> "on " + victim + "'s way to the store:");
        return victim.storeWay();
    }
}
