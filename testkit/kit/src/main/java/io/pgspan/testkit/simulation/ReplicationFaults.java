package io.pgspan.testkit.simulation;

/** Replication that lags, stands still or starts from afar, and volumes that are lost. */
final class ReplicationFaults {
    private static final long BULK_MAX = 4 << 20;

    private ReplicationFaults() {}

    static boolean slowDisk(Scene s) {
        s.anybody().postgres().receiver().slow(s.until());
        return true;
    }

    static boolean stallReceiver(Scene s) {
        s.anybody().postgres().receiver().stall(s.until());
        return true;
    }

    static boolean pauseReplay(Scene s) {
        s.anybody().postgres().ailments().pauseReplay(s.until());
        return true;
    }

    static boolean bulkLoad(Scene s) {
        SimMember primary = s.primary();
        if (primary == null) {
            return false;
        }
        primary.postgres().append(s.between(1_000, BULK_MAX));
        return true;
    }

    /** A standby is away, much is written, it comes back, and the primary dies soon after. */
    static boolean joinFarBehind(Scene s) {
        SimMember primary = s.primary();
        SimMember standby = s.follower();
        if (primary == null || standby == null || standby == primary) {
            return false;
        }
        long away = s.between(World.SECOND, 12 * World.SECOND);
        s.network()
                .cut(
                        Network.Channel.REPLICATION,
                        primary.index(),
                        standby.index(),
                        s.world().now() + away);
        standby.postgres().receiver().slow(s.until());
        primary.postgres().append(s.between(1_000, BULK_MAX));
        s.world().after(away + s.between(0, 3 * World.SECOND), () -> {
            if (s.cluster().faultsGoOn()) {
                primary.postgres().kill();
            }
        });
        return true;
    }

    static boolean loseVolume(Scene s) {
        SimMember victim = s.victim();
        if (!s.cluster().invariants().survivesLossOf(victim)) {
            return false;
        }
        long until = s.until();
        victim.wipe();
        victim.postgres().replacing();
        s.world().after(until - s.world().now(), victim::boot);
        return true;
    }
}
