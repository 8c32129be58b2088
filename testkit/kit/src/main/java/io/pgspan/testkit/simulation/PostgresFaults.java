package io.pgspan.testkit.simulation;

import io.pgspan.ha.sync.SyncSetting;
import org.jspecify.annotations.Nullable;

/** Servers that fail, and humans who lay hands on them. */
final class PostgresFaults {
    private PostgresFaults() {}

    static boolean kill(Scene s) {
        SimPostgres victim = s.victim().postgres();
        boolean ran = victim.running();
        victim.kill();
        return ran;
    }

    static boolean killWhileCommitsWait(Scene s) {
        SimMember primary = s.primary();
        if (primary == null || !primary.postgres().commits().waiting()) {
            return false;
        }
        primary.postgres().kill();
        return true;
    }

    /** Clients give up waiting: their commits are on the primary, visible, and not acknowledged by the cluster. */
    static boolean cancelWaits(Scene s) {
        SimMember primary = s.primary();
        return primary != null && primary.postgres().commits().waiting();
    }

    static boolean slowStart(Scene s) {
        s.victim().postgres().ailments().slowStart(s.until());
        return true;
    }

    static boolean failingStart(Scene s) {
        SimMember victim = s.victim();
        victim.postgres().ailments().failingStart(s.until());
        victim.postgres().kill();
        return true;
    }

    static boolean slowPromotion(Scene s) {
        SimMember victim = s.anybody();
        victim.postgres().ailments().slowPromotion(s.until());
        return true;
    }

    static boolean slowStop(Scene s) {
        s.victim().postgres().ailments().slowStop(s.until());
        return true;
    }

    static boolean editSynchronousNames(Scene s) {
        SimMember primary = s.primary();
        if (primary == null || s.cluster().setup().oldAgents()) {
            // older agents set the names once and never look at them again
            return false;
        }
        String one = s.anybody().name();
        double chance = s.between(0, 3);
        @Nullable
        SyncSetting edited = chance == 0
                ? null
                : chance == 1
                        ? SyncSetting.none()
                        : chance == 2 ? SyncSetting.any(1, java.util.List.of(one)) : SyncSetting.nobody();
        s.world().tell(() -> "a human makes " + primary + " wait for " + (edited == null ? "*" : edited.text(17)));
        primary.postgres().commits().edit(edited);
        return true;
    }

    static boolean promoteByHand(Scene s) {
        SimMember victim = s.follower();
        if (victim == null
                || !victim.up()
                || victim.postgres().process() != SimPostgres.Phase.STANDBY
                || !s.cluster().invariants().survivesLossOf(victim)
                || !s.chance(0.5)) {
            return false;
        }
        s.world().tell(() -> "a human promotes " + victim);
        victim.postgres().promoteByHand();
        return true;
    }
}
