package io.pgspan.testkit.simulation;

/** Processes and machines that fail. */
final class ProcessFaults {
    private ProcessFaults() {}

    static boolean crash(Scene s) {
        return crash(s, s.victim(), s.until());
    }

    static boolean crashAll(Scene s) {
        if (s.chance(0.6)) {
            return false;
        }
        for (SimMember m : s.cluster().members()) {
            crash(s, m, s.until(World.SECOND, 15 * World.SECOND));
        }
        return true;
    }

    static boolean recreatePod(Scene s) {
        SimMember victim = s.victim();
        boolean crashes = crash(s, victim, s.until());
        victim.recreatePod();
        return crashes;
    }

    private static boolean crash(Scene s, SimMember victim, long until) {
        boolean up = victim.up();
        victim.crash();
        s.world().after(until - s.world().now(), victim::boot);
        return up;
    }

    /** Where the loop alone fences, a frozen loop is nothing that anybody could cover. */
    static boolean freezeAgent(Scene s) {
        if (!s.cluster().setup().guarded()) {
            return false;
        }
        SimMember victim = s.victim();
        long until = s.chance(0.3) ? s.until(World.MILLI, World.SECOND) : s.until();
        victim.freezeAgent(until);
        if (s.cluster().setup().unfenced()) {
            victim.freezeGuard(until);
        }
        s.world().tell(() -> victim + "'s agent freezes until " + until / World.SECOND + " s");
        return true;
    }

    /** The guard dies and none can be started for a while: its agent stops what it leads at once. */
    static boolean loseGuard(Scene s) {
        SimMember victim = s.victim();
        if (!s.cluster().setup().guarded() || victim.standsStill()) {
            return false;
        }
        victim.loseGuard(s.until());
        return true;
    }

    /** On waking PostgreSQL may go on for a moment before anybody looks at a clock. */
    static boolean suspendMachine(Scene s) {
        if (!s.cluster().setup().unfenced()) {
            return false;
        }
        SimMember victim = s.victim();
        long until = s.until();
        victim.suspend(until);
        s.world().tell(() -> victim + " is suspended until " + until / World.SECOND + " s");
        return true;
    }

    /**
     * A pod on a machine that is cut off from the others is deleted by force and comes up elsewhere, without its volume, while the old one
     * lives on; it may still read the store. It ends when its machine is back.
     */
    static boolean duplicateMember(Scene s) {
        SimMember old = s.victim();
        if (!old.up() || old.arbiter() || !s.cluster().invariants().survivesLossOf(old)) {
            return false;
        }
        int seat = old.index();
        SimMember ghost = s.cluster().replace(old);
        if (ghost == null) {
            return false;
        }
        long until = s.until(World.SECOND, 20 * World.SECOND);
        boolean reachesStore = s.chance(0.5);
        s.network().isolate(ghost.index(), until + World.SECOND);
        if (reachesStore) {
            // what it could still write would be lost with it: a second loss on top of its successor's empty volume
            s.network().stores(ghost.index()).forEach(StoreWay::heal);
            s.network().stores(ghost.index()).forEach(way -> way.refuseWrites(until + World.SECOND));
        }
        s.world().tell(() -> ghost + " lives on" + (reachesStore ? ", reading the store" : ""));
        s.world()
                .after(
                        s.between(500 * World.MILLI, 4 * World.SECOND),
                        () -> s.cluster().members().get(seat).boot());
        s.world().after(until - s.world().now(), () -> {
            ghost.crash();
            s.cluster().buried(ghost);
        });
        return true;
    }
}
