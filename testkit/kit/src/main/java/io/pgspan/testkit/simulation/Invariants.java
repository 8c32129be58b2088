package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import java.time.Duration;
import java.util.List;

/** Tells every invariant of every event. */
final class Invariants {
    private final World world;
    private final Cluster cluster;
    private final Ledger ledger;
    private final Invariant[] all;
    private long promotions;

    Invariants(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
        this.ledger = new Ledger(cluster);
        this.all = new Invariant[] {
            new OnePromotionPerEpoch(),
            new OnePrimary(cluster),
            new PromotionUnderLease(cluster),
            new FencedInTime(cluster),
            new NoTheft(cluster),
            new CommitsKept(cluster, ledger),
            new LossBounded(cluster),
            new SwitchoverLosesNothing(cluster),
            new TimelinesAscend(),
            new NoDivergence(),
            new SettingGivesGuarantee(cluster),
            new GuaranteeIsTrue(cluster, ledger),
            new ElectedByRight(cluster),
            new RecordDiscipline(),
            new TagsRespected(cluster),
            new LastCopyKept(cluster, ledger),
            new OneSystem(),
            new RequestsOnce(cluster),
            new HandsOffInPause(),
            new GuardedPrimary(cluster),
            new FailsafeUnanimous(cluster),
            new Recovery(cluster, ledger),
            new NoFlapping(cluster),
            new OneOperationAtATime(),
            new BoundedWork()
        };
    }

    /** Every invariant that is looked at. */
    List<Invariant> all() {
        return List.of(all);
    }

    Ledger ledger() {
        return ledger;
    }

    long promotions() {
        return promotions;
    }

    void becomesPrimary(SimMember member, HaState decidedWith) {
        for (Invariant i : all) {
            i.becomesPrimary(member, decidedWith);
        }
    }

    void promoted(SimMember member, long epoch) {
        promotions++;
        world.tell(() -> member + ": PostgreSQL is promoted in epoch " + epoch + " at "
                + member.postgres().wal());
        for (Invariant i : all) {
            i.promoted(member, epoch);
        }
    }

    void leads(SimMember member) {
        world.tell(() ->
                member + ": PostgreSQL accepts writes at " + member.postgres().wal());
        for (Invariant i : all) {
            i.leads(member);
        }
    }

    void stopped(SimMember member) {
        world.tell(() -> member + ": PostgreSQL is down");
        for (Invariant i : all) {
            i.stopped(member);
        }
    }

    void acknowledged(SimMember by, Position commit) {
        ledger.add(by, commit);
        for (Invariant i : all) {
            i.acknowledged(by, commit);
        }
    }

    void streams(SimMember standby, SimMember upstream) {
        for (Invariant i : all) {
            i.streams(standby, upstream);
        }
    }

    void copies(SimMember member, SimMember source) {
        for (Invariant i : all) {
            i.copies(member, source);
        }
    }

    void performs(SimMember member, HaAction action, HaState decidedWith) {
        for (Invariant i : all) {
            i.performs(member, action, decidedWith);
        }
    }

    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        for (Invariant i : all) {
            i.written(via, write, before, sent);
        }
    }

    void confirmed(SimMember member, HaAction.WriteRecord write, long sent) {
        for (Invariant i : all) {
            i.confirmed(member, write, sent);
        }
    }

    void decided(SimMember member, Decision decision) {
        for (Invariant i : all) {
            i.decided(member, decision);
        }
    }

    void calls(SimMember member, boolean writes, Duration limit) {
        for (Invariant i : all) {
            i.calls(member, writes, limit);
        }
    }

    void rests(SimMember member) {
        for (Invariant i : all) {
            i.rests(member);
        }
    }

    void accepted(SimMember by, SimMember holder, long epoch, long asked) {
        for (Invariant i : all) {
            i.accepted(by, holder, epoch, asked);
        }
    }

    void goesOn(SimMember holder) {
        world.tell(() -> holder + ": goes on without the store");
        for (Invariant i : all) {
            i.goesOn(holder);
        }
    }

    void faultsStop() {
        world.tell(() -> "the faults are over");
        for (Invariant i : all) {
            i.faultsStop();
        }
    }

    void ends() {
        for (Invariant i : all) {
            i.ends();
        }
    }

    /** Whether enough others hold each acknowledged commit, so that the loss of this volume is one the promise covers. */
    boolean survivesLossOf(SimMember lost) {
        ClusterRecord record = cluster.store().record();
        String last = record.lastHolderName();
        if (record.format() < ClusterRecord.FORMAT && lost.name().equals(last)) {
            // older agents take no commands: nobody could name who shall lead
            return false;
        }
        // a second loss before the first has healed is beyond any promise
        for (SimMember m : cluster.members()) {
            boolean whole = m.arbiter()
                    || (m.postgres().hasData()
                            && !m.postgres().rewinding()
                            && (!m.postgres().outOfRecovery() || m.name().equals(last)));
            if (m != lost && !whole) {
                return false;
            }
        }
        // what only the last holder is known to have, an operator must consent to lose
        boolean alone = cluster.setup().synchronous()
                && lost.name().equals(last)
                && record.guarantee().count() == 0;
        if (cluster.setup().holdingData().size() == 1 || alone || lost.arbiter()) {
            return false;
        }
        if (!cluster.setup().synchronous()) {
            return true;
        }
        int wanted = Math.min(
                cluster.setup().confirmations(), cluster.setup().holdingData().size() - 1);
        for (var e : ledger.commits().entrySet()) {
            Position commit = new Position(e.getKey(), e.getValue());
            int holders = ledger.holders(commit, lost);
            SimMember lastMember = last.isEmpty() ? lost : cluster.member(last);
            boolean lastHolds = lastMember != lost
                    && lastMember.postgres().hasData()
                    && lastMember.postgres().wal().holds(commit);
            if (holders - (lastHolds ? 1 : 0) < wanted) {
                return false;
            }
        }
        return true;
    }
}
