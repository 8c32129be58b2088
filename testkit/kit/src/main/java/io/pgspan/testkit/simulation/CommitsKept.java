package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every commit acknowledged by a synchronous cluster is in the log of each later primary, and stays in it whoever acknowledges it late,
 * unless an operator has consented to a loss; then it is within the bound.
 */
final class CommitsKept extends Invariant {
    private record Loss(long fromPosition, FailoverConsent consent) {}

    private final Cluster cluster;
    private final Ledger ledger;
    private final Map<Long, Loss> consented = new HashMap<>();
    private @Nullable Position latestBase;
    private @Nullable SimMember latest;
    private int latestRun;

    CommitsKept(Cluster cluster, Ledger ledger) {
        super("I6", "acknowledged commits are kept");
        this.cluster = cluster;
        this.ledger = ledger;
    }

    private boolean durable() {
        return cluster.setup().synchronous() || cluster.setup().holdingData().size() == 1;
    }

    private long allowedWithoutConsent() {
        return durable() ? 0 : cluster.setup().rules().maximumLagBytes();
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (write.purpose() == HaAction.Purpose.ACQUIRE) {
            before.request()
                    .flatMap(r -> r.accepted())
                    .filter(c -> c.maxLostBytes() > 0)
                    .ifPresent(c -> consented.put(
                            write.next().epoch(), new Loss(before.position().value(), c)));
        }
    }

    @Override
    void leads(SimMember member) {
        boolean wakesTooLate = cluster.setup().unfenced()
                && !cluster.store()
                        .record()
                        .holder()
                        .filter(h -> h.equals(member.identity()))
                        .isPresent();
        if (member.postgres().humansPrimary() || wakesTooLate) {
            return;
        }
        ledger.leads(member);
        Position base = member.postgres().wal();
        Loss loss = consented.remove(cluster.store().record().epoch());
        if (loss != null) {
            // what nobody need consent to in an asynchronous cluster, a smaller consent doesn't forbid
            long bound = Math.max(loss.consent().maxLostBytes(), allowedWithoutConsent());
            ledger.commits().forEach((branch, lsn) -> {
                // what was written and never acknowledged is no loss, however far it was published
                long lost = Math.min(lsn, loss.fromPosition()) - base.common(branch);
                if (lost > bound && isAskedFor(branch)) {
                    throw broken(member + " leads from " + base + " and lacks " + lost + " acknowledged bytes up to "
                            + new Position(branch, lsn) + ", more than the consented " + bound);
                }
            });
            ledger.forgetBeyond(base);
        }
        if (durable()) {
            ledger.commits().forEach((branch, lsn) -> mustHold(member, base, new Position(branch, lsn)));
        }
        latestBase = base;
        latest = member;
        latestRun = member.postgres().run();
    }

    /** What an asynchronous cluster lost with an earlier primary nobody consents to again: only the last one's commits are asked for. */
    private boolean isAskedFor(Branch branch) {
        return durable() || (latestBase != null && latestBase.branch().equals(branch));
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        boolean promised = durable() && ledger.isPromised(by, commit);
        boolean isLatest = by == latest && by.postgres().run() == latestRun;
        if (promised && !isLatest && latestBase != null && latest != null) {
            mustHold(latest, latestBase, commit);
        }
    }

    private void mustHold(SimMember primary, Position base, Position commit) {
        if (!base.holds(commit)) {
            throw broken("the acknowledged " + commit + " is not in " + primary + "'s " + base);
        }
    }
}
