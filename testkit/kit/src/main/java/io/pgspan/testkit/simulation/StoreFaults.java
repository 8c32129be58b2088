package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.majority.Envelope;
import java.util.List;

/** Stores that fail. */
final class StoreFaults {
    /** How often a server loses its object although no majority is left then. */
    private static final double TOO_MANY = 0.02;

    private StoreFaults() {}

    static boolean outage(Scene s) {
        long until = s.until();
        s.everybodysWays(servers(s)).forEach(way -> way.cut(until));
        return true;
    }

    static boolean slow(Scene s) {
        List<StoreWay> ways = victims(s);
        long slowUntil = s.until();
        ways.forEach(way -> way.slow(slowUntil));
        if (s.chance(0.6)) {
            // the worst time to lose the store is just after a slow answer
            long until = s.until(World.SECOND, 15 * World.SECOND);
            s.world().after(s.between(0, 3 * World.SECOND), () -> ways.forEach(way -> way.cut(until)));
        }
        return true;
    }

    static boolean drips(Scene s) {
        return impair(s, StoreWay::drip);
    }

    static boolean losesAnswers(Scene s) {
        return impair(s, StoreWay::lose);
    }

    static boolean deaf(Scene s) {
        return impair(s, StoreWay::deafen);
    }

    static boolean refusesWrites(Scene s) {
        return impair(s, StoreWay::refuseWrites);
    }

    static boolean errors(Scene s) {
        long until = s.until();
        if (s.chance(0.3)) {
            s.everybodysWays(servers(s)).forEach(way -> way.fail(until));
        } else {
            victims(s).forEach(way -> way.fail(until));
        }
        return true;
    }

    /** Reads go back in time by a bounded age, and forward again. */
    static boolean staleReads(Scene s) {
        List<StoreWay> ways = victims(s);
        long age = s.between(200 * World.MILLI, 8 * World.SECOND);
        long until = s.until();
        ways.forEach(way -> way.stale(age, until));
        return true;
    }

    static boolean foreignWriter(Scene s) {
        List<ApiObject> objects = objects(s);
        long until = s.until(World.SECOND, 10 * World.SECOND);
        touch(s, objects, until, s.between(5 * World.MILLI, 400 * World.MILLI));
        return true;
    }

    private static void touch(Scene s, List<ApiObject> objects, long until, long every) {
        objects.forEach(ApiObject::touched);
        s.world().after(every, () -> {
            if (s.world().now() < until) {
                touch(s, objects, until, every);
            }
        });
    }

    static boolean objectMissing(Scene s) {
        List<ApiObject> objects = objects(s);
        long until = s.until(50 * World.MILLI, 8 * World.SECOND);
        objects.forEach(object -> object.missing(until));
        return true;
    }

    static boolean stallWatch(Scene s) {
        return impair(s, StoreWay::stallWatch);
    }

    /**
     * One of several servers loses its object: deleted, replaced by an empty one, or by a copy. Mostly a majority keeps its votes, since
     * without one nobody can ever write again.
     */
    static boolean loseObject(Scene s) {
        if (!(s.cluster().store() instanceof SimMajority record)) {
            return false;
        }
        List<SimAcceptor> stores = record.objects();
        SimAcceptor victim = stores.get((int) s.between(0, stores.size() - 1));
        Envelope held = victim.envelope();
        boolean enough = record.voters() - 1 > stores.size() / 2;
        if (held == null || (!enough && !s.chance(TOO_MANY))) {
            return false;
        }
        long how = s.between(0, 2);
        s.world()
                .tell(() ->
                        victim + (how == 0 ? " loses its object" : how == 1 ? " has another object" : " has a copy"));
        if (how == 0) {
            victim.lost();
        } else {
            victim.replaced(how == 1 ? Envelope.BLANK : held);
        }
        record.lostItsVote(victim, s.between(0, 30 * World.SECOND));
        return true;
    }

    private interface Impairment {
        void until(StoreWay way, long end);
    }

    private static boolean impair(Scene s, Impairment impairment) {
        List<StoreWay> ways = victims(s);
        long until = s.until();
        ways.forEach(way -> impairment.until(way, until));
        return true;
    }

    private static List<Integer> servers(Scene s) {
        List<Integer> servers = s.servers();
        if (s.cluster().setup().servers() > 1) {
            s.world().tell(() -> "of the API servers " + servers + ":");
        }
        return servers;
    }

    private static List<ApiObject> objects(Scene s) {
        List<? extends ApiObject> objects = s.cluster().store().objects();
        return servers(s).stream().<ApiObject>map(objects::get).toList();
    }

    /** One member's ways to the servers it is about; where there are several servers also everybody's, as when a server is ill itself. */
    private static List<StoreWay> victims(Scene s) {
        if (s.cluster().setup().servers() > 1 && s.chance(0.4)) {
            return s.everybodysWays(servers(s));
        }
        SimMember victim = s.victim();
        s.world().tell(() -> "on " + victim + "'s way to the store:");
        return Scene.ways(victim, servers(s));
    }
}
