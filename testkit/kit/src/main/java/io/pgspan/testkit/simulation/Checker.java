package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The invariants. It knows nothing of faults; it is told whenever something changes that an invariant speaks of, so that each is
 * looked at after every event that could break it.
 */
final class Checker {
    static final String ONE_PRIMARY = "one-primary";
    static final String COMMITS_KEPT = "commits-kept";
    static final String UNDER_LEASE = "under-lease";
    static final String ONE_PER_EPOCH = "one-promotion-per-epoch";
    static final String NO_DIVERGENCE = "no-divergence";
    static final String LIVENESS = "liveness";

    private final World world;
    private final Cluster cluster;
    private final Map<Branch, Long> acknowledged = new LinkedHashMap<>();
    private final Map<String, Long> promotingIn = new HashMap<>();
    private final Set<Long> epochsPromoted = new HashSet<>();
    private @Nullable Position latestBase;
    private @Nullable SimMember latestLeader;
    private int latestRun;
    private long lastAcknowledged = -1;
    private long acknowledgements;
    private long promotions;
    private boolean faultsGoOn = true;

    Checker(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    boolean faultsGoOn() {
        return faultsGoOn;
    }

    void faultsStop() {
        faultsGoOn = false;
    }

    long promotions() {
        return promotions;
    }

    long acknowledgements() {
        return acknowledgements;
    }

    /** Promotion, start out of recovery: only while the store names this very agent and its own deadline is ahead. */
    void becomesPrimary(SimMember member, HaState state) {
        Duration deadline = state.deadline();
        boolean named =
                cluster.store().record().holder().filter(state.me()::equals).isPresent();
        if (!named || deadline == null || member.clock().compareTo(deadline) >= 0) {
            throw new Violation(UNDER_LEASE, member.name() + " becomes a primary without a live lease");
        }
    }

    void promotes(SimMember member, HaState state) {
        promotingIn.put(member.name(), state.record().map(r -> r.epoch()).orElse(-1L));
    }

    void promoted(SimMember member) {
        promotions++;
        long epoch = promotingIn.getOrDefault(member.name(), -1L);
        world.tell(() -> member.name() + ": PostgreSQL is promoted in epoch " + epoch + " at "
                + member.postgres().wal());
        if (!epochsPromoted.add(epoch)) {
            throw new Violation(ONE_PER_EPOCH, "a second promotion in epoch " + epoch + ", of " + member.name());
        }
    }

    void leads(SimMember member) {
        world.tell(() -> member.name() + ": PostgreSQL accepts writes at "
                + member.postgres().wal());
        if (!cluster.unfenced()) {
            List<String> writable = new ArrayList<>();
            for (SimMember m : cluster.members()) {
                if (m.postgres().writable()) {
                    writable.add(m.name());
                }
            }
            if (writable.size() > 1) {
                throw new Violation(ONE_PRIMARY, writable + " accept writes at once");
            }
        }
        Position base = member.postgres().wal();
        for (Map.Entry<Branch, Long> commit : acknowledged.entrySet()) {
            mustHold(member, base, new Position(commit.getKey(), commit.getValue()));
        }
        latestBase = base;
        latestLeader = member;
        latestRun = member.postgres().run();
    }

    void acknowledged(SimMember by, Position commit) {
        lastAcknowledged = world.now();
        acknowledgements++;
        if (!durable()) {
            return;
        }
        acknowledged.merge(commit.branch(), commit.lsn(), Math::max);
        boolean latest = by == latestLeader && by.postgres().run() == latestRun;
        if (!latest && latestBase != null && latestLeader != null) {
            mustHold(latestLeader, latestBase, commit);
        }
    }

    /** Whether an acknowledgement promises more than one disk, or one is all there is. */
    private boolean durable() {
        return cluster.confirmations() > 0 || cluster.size() == 1;
    }

    private static void mustHold(SimMember primary, Position base, Position commit) {
        if (!base.holds(commit)) {
            throw new Violation(
                    COMMITS_KEPT, "the acknowledged commit " + commit + " is not in " + primary.name() + "'s " + base);
        }
    }

    void stopped(SimMember member) {
        world.tell(() -> member.name() + ": PostgreSQL is down");
    }

    void streams(SimMember standby, SimMember upstream) {
        if (!upstream.postgres().wal().holds(standby.postgres().wal())) {
            throw new Violation(
                    NO_DIVERGENCE,
                    standby.name() + " at " + standby.postgres().wal() + " streams from " + upstream.name() + " at "
                            + upstream.postgres().wal() + ", another history");
        }
    }

    /** Whether enough others hold each acknowledged commit, so that the loss of this volume is one the promise covers. */
    boolean survivesLossOf(SimMember lost) {
        String last = cluster.store().record().lastHolder().map(h -> h.member()).orElse("");
        // a second loss before the first has healed is beyond any promise
        boolean othersWhole = cluster.members().stream()
                .filter(m -> m != lost)
                .allMatch(m -> m.postgres().hasData()
                        && (!m.postgres().outOfRecovery() || m.name().equals(last)));
        // what only the last holder is known to have, an operator must consent to lose
        boolean alone = durable()
                && lost.name().equals(last)
                && cluster.store().record().guarantee().count() == 0;
        if (cluster.size() == 1 || !othersWhole || alone) {
            return false;
        }
        if (!durable()) {
            return true;
        }
        int wanted = Math.min(cluster.confirmations(), cluster.size() - 1);
        for (Map.Entry<Branch, Long> e : acknowledged.entrySet()) {
            Position commit = new Position(e.getKey(), e.getValue());
            long holders = cluster.members().stream()
                    .filter(m -> m != lost && !m.name().equals(last))
                    .filter(m -> m.postgres().hasData() && m.postgres().wal().holds(commit))
                    .count();
            if (holders < wanted) {
                return false;
            }
        }
        return true;
    }

    private boolean parked(SimMember m) {
        return m.postgres().hasData()
                && !m.postgres()
                        .systemIdentifier()
                        .equals(cluster.store().record().systemIdentifier());
    }

    /** After the faults: one primary acknowledges, and everybody else streams from it. */
    void mustHaveRecovered() {
        // a bootstrap that nobody heard of left another database behind: an operator's case, and no standby confirms
        // from there
        if (cluster.members().stream().anyMatch(this::parked)) {
            return;
        }
        if (lastAcknowledged < world.now() - 5 * World.SECOND) {
            throw new Violation(LIVENESS, "nobody acknowledges; the last one did at " + lastAcknowledged / 1e6 + " s");
        }
        SimMember primary = cluster.members().stream()
                .filter(m -> m.postgres().writable())
                .findFirst()
                .orElseThrow(() -> new Violation(LIVENESS, "nobody accepts writes"));
        for (SimMember m : cluster.members()) {
            if (m != primary && !m.postgres().streamsFrom(primary.postgres())) {
                throw new Violation(LIVENESS, m.name() + " does not stream from " + primary.name());
            }
        }
    }
}
