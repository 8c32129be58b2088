package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Pause;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What operators ask, at the worst of times, of whichever member they reach. */
final class Operators {
    private static final long LOOK_AGAIN = 2 * World.SECOND;

    /** How often they look before they think that nobody will lead of itself. */
    private static final int PATIENCE = 15;

    /** How many looks until they consent to a loss in a synchronous cluster too: what was confirmed may be where nobody stands. */
    private static final int RESIGNATION = 30;

    private Operators() {}

    static boolean switchover(Scene s) {
        return ask(s, new HaCommand.Switchover(id(s), null));
    }

    static boolean switchoverTo(Scene s) {
        return ask(s, new HaCommand.Switchover(id(s), s.anybody().name()));
    }

    static boolean failover(Scene s) {
        return ask(s, new HaCommand.Failover(id(s), s.chance(0.5) ? s.anybody().name() : null, null));
    }

    static boolean failoverConsented(Scene s) {
        long bytes = s.chance(0.3) ? 0 : s.chance(0.5) ? s.between(1, 5_000) : s.between(1, 8 << 20);
        String candidate = s.chance(0.5) ? s.anybody().name() : null;
        return ask(s, new HaCommand.Failover(id(s), candidate, new FailoverConsent(bytes)));
    }

    static boolean withdraw(Scene s) {
        return ask(s, new HaCommand.Withdraw());
    }

    /** Maintenance, and mostly its end after a while. */
    static boolean pause(Scene s) {
        boolean asked = ask(s, new HaCommand.Pause());
        if (s.chance(0.8)) {
            s.world().after(s.between(World.SECOND, 20 * World.SECOND), () -> ask(s, new HaCommand.Resume()));
        }
        return asked;
    }

    static boolean resume(Scene s) {
        return ask(s, new HaCommand.Resume());
    }

    /** Only when the holder's very process is dead: that is what the operator swears. */
    static boolean abandon(Scene s) {
        ClusterRecord record = s.cluster().store().record();
        return record.holder().isPresent()
                && !s.cluster().holderLives()
                && ask(s, new HaCommand.Abandon(record.lastHolderName()));
    }

    /**
     * When the faults are over, operators update the agents, end what they began and see to a paused holder that is gone. Where the last primary's volume is
     * lost, or every standby is tagged nofailover, they name whoever has most, which may be one that never leads by itself; and consent to a
     * loss: in an asynchronous cluster at once, in another one when that has not helped.
     */
    static void tidyUp(Cluster cluster, World world, int looks) {
        updateAgent(cluster, world);
        ClusterRecord record = cluster.store().record();
        if (record.pause() == Pause.REQUESTED || record.pause() == Pause.ACKNOWLEDGED) {
            everybody(cluster, new HaCommand.Resume());
        } else if (record.pause() == Pause.ENDING && record.holder().isPresent() && !cluster.holderLives()) {
            everybody(cluster, new HaCommand.Abandon(record.lastHolderName()));
        } else if (looks > PATIENCE
                && nobodyWritable(cluster)
                && (lostForGood(cluster, record) || onlyTagged(cluster))) {
            everybody(
                    cluster,
                    record.request().isPresent()
                            ? new HaCommand.Withdraw()
                            : new HaCommand.Failover(
                                    "tidy-up-" + looks,
                                    furthest(cluster),
                                    cluster.setup().synchronous() && looks <= RESIGNATION
                                            ? null
                                            : new FailoverConsent(Long.MAX_VALUE)));
        }
        world.after(LOOK_AGAIN, () -> tidyUp(cluster, world, looks + 1));
    }

    /** One agent of the version before at a time. */
    private static void updateAgent(Cluster cluster, World world) {
        cluster.members().stream()
                .filter(m -> m.agent() != null && m.agent().state().seat().newestFormat() < ClusterRecord.FORMAT)
                .findFirst()
                .ifPresent(old -> {
                    old.crash();
                    world.after(World.SECOND, old::boot);
                });
    }

    private static boolean lostForGood(Cluster cluster, ClusterRecord record) {
        String last = record.lastHolderName();
        return !last.isEmpty() && cluster.member(last).postgres().replaced();
    }

    private static boolean nobodyWritable(Cluster cluster) {
        return cluster.members().stream().noneMatch(m -> m.postgres().writable());
    }

    /** None of the standbys there are leads before it is asked to. */
    private static boolean onlyTagged(Cluster cluster) {
        List<SimMember> standbys = standbys(cluster).toList();
        return !standbys.isEmpty()
                && standbys.stream()
                        .allMatch(m -> cluster.setup().tags(m.name()).noFailover());
    }

    private static Stream<SimMember> standbys(Cluster cluster) {
        return cluster.members().stream().filter(m -> m.postgres().process() == SimPostgres.Phase.STANDBY);
    }

    private static @Nullable String furthest(Cluster cluster) {
        return standbys(cluster)
                .max(Comparator.comparing((SimMember m) -> m.postgres().wal().timeline())
                        .thenComparing(m -> m.postgres().wal().lsn()))
                .map(SimMember::name)
                .orElse(null);
    }

    private static void everybody(Cluster cluster, HaCommand command) {
        for (SimMember m : cluster.members()) {
            if (m.agent() != null) {
                m.agent().command(command, (decision, done) -> answered(cluster.world(), command, decision, done));
            }
        }
    }

    private static String id(Scene s) {
        return "r" + s.between(0, Long.MAX_VALUE - 1);
    }

    private static boolean ask(Scene s, HaCommand command) {
        @Nullable SimAgent agent = s.agent();
        if (agent == null) {
            return false;
        }
        s.world().tell(() -> "an operator asks: " + command);
        agent.command(command, (decision, done) -> answered(s.world(), command, decision, done));
        return true;
    }

    private static void answered(World world, HaCommand command, Decision decision, boolean done) {
        world.tell(() -> command + ": " + decision.rule() + ": "
                + (decision.actions().isEmpty() ? decision.reason() : done ? "written" : "not written"));
    }
}
