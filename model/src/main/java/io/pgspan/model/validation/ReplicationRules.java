package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import java.time.Duration;
import java.util.List;

/** How standbys follow, and how a lost primary is noticed. */
final class ReplicationRules {
    private ReplicationRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                new NamedRule("replication.confirmations", ReplicationRules::confirmations),
                Findings.rule("replication.standby-names", ReplicationRules::standbyNames),
                Findings.rule("replication.lag", ReplicationRules::lag),
                Findings.rule("replication.wal-retention", ReplicationRules::walRetention),
                Findings.rule("election.timing", ReplicationRules::election),
                Findings.rule("instances.replicas", ReplicationRules::furtherInstances));
    }

    private static List<Violation> confirmations(PostgresCluster cluster) {
        Replication replication = cluster.replication();
        int confirmations = replication.confirmations();
        boolean elsewhere =
                replication.isAnyStandby() || !replication.standbyNames().isEmpty();
        int electable = cluster.electableReplicas();
        if (!replication.isSynchronous() || (confirmations >= 1 && (elsewhere || confirmations < electable))) {
            return List.of();
        }
        int standbys = Math.max(0, electable - 1);
        return List.of(Violation.of(
                "replication.confirmations",
                "replication.confirmations",
                Integer.toString(confirmations),
                "synchronous replication needs at least one confirmation and " + electable + " replicas have only "
                        + standbys + (standbys == 1 ? " standby" : " standbys"),
                standbys == 0 ? "add replicas, or replicate asynchronously" : "use 1 to " + standbys));
    }

    private static void standbyNames(PostgresCluster cluster, Findings found) {
        Replication replication = cluster.replication();
        List<String> names = replication.standbyNames();
        found.unique("replication.standbyNames", "", names);
        found.addIf(
                replication.isAnyStandby() && !names.isEmpty(),
                "replication.anyStandby",
                true,
                "any standby may confirm and only the named ones may",
                "keep one of anyStandby and standbyNames");
        found.addIf(
                replication.isSynchronous()
                        && !names.isEmpty()
                        && names.stream().distinct().count() < replication.confirmations(),
                "replication.standbyNames",
                String.join(", ", names),
                "fewer standbys are named than must confirm",
                "name at least " + replication.confirmations());
    }

    private static void lag(PostgresCluster cluster, Findings found) {
        cluster.replication()
                .maximumLagBytes()
                .ifPresent(lag -> found.addIf(
                        lag < 0,
                        "replication.maximumLagBytes",
                        lag,
                        "no standby is ahead of the primary",
                        "use 0 or more"));
        cluster.replication()
                .failoverAcceptingDataLossAfter()
                .ifPresent(time -> found.addIf(
                        time.isNegative(),
                        "replication.failoverAcceptingDataLossAfter",
                        time,
                        "the time is negative",
                        "use 0 or more, or leave it out to lose no data"));
    }

    private static void walRetention(PostgresCluster cluster, Findings found) {
        cluster.replication()
                .walRetention()
                .ifPresent(kept -> found.addIf(
                        kept.<Boolean>match(
                                size -> size.megabytes() < 0,
                                segments -> segments.segments() < 0,
                                slots -> slots.limitMegabytes() < -1),
                        "replication.walRetention",
                        kept,
                        "the amount is negative",
                        "use 0 or more; -1 stands for slots without a limit"));
    }

    private static void election(PostgresCluster cluster, Findings found) {
        cluster.election().ifPresent(timing -> {
            if (timing instanceof ElectionTiming.Raft raft) {
                raft(raft, found);
            } else if (timing instanceof ElectionTiming.Lease lease) {
                lease(lease, found);
            }
        });
    }

    private static void raft(ElectionTiming.Raft raft, Findings found) {
        positive(found, "election.tick", raft.tick());
        found.addIf(
                raft.heartbeatTicks() < 1,
                "election.heartbeatTicks",
                raft.heartbeatTicks(),
                "the leader gives no sign of life",
                "use 1 or more");
        found.addIf(
                raft.electionTicks() <= raft.heartbeatTicks(),
                "election.electionTicks",
                raft.electionTicks(),
                "members would stand for election before the leader's next sign of life",
                "use more than heartbeatTicks (" + raft.heartbeatTicks() + "), usually ten times as many");
        notNegative(found, "election.transferInterval", raft.transferInterval());
        notNegative(found, "election.transferTimeout", raft.transferTimeout());
    }

    private static void lease(ElectionTiming.Lease lease, Findings found) {
        positive(found, "election.retryPeriod", lease.retryPeriod());
        found.addIf(
                lease.renewDeadline().compareTo(lease.retryPeriod()) <= 0,
                "election.renewDeadline",
                lease.renewDeadline(),
                "the deadline ends before the lease is renewed for the first time",
                "use more than retryPeriod (" + lease.retryPeriod() + ")");
        found.addIf(
                lease.duration().compareTo(lease.renewDeadline()) <= 0,
                "election.duration",
                lease.duration(),
                "another one could take the lease while its holder still leads",
                "use more than renewDeadline (" + lease.renewDeadline() + ")");
    }

    private static void positive(Findings found, String path, Duration time) {
        found.addIf(time.isNegative() || time.isZero(), path, time, "the time is not more than zero", "name a time");
    }

    private static void notNegative(Findings found, String path, Duration time) {
        found.addIf(time.isNegative(), path, time, "the time is negative", "use 0 or more");
    }

    private static void furtherInstances(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.furtherInstances(), "furtherInstances")
                .forEach((path, set) -> found.addIf(
                        set.replicas() < 0 || set.replicas() > SizeRules.REPLICAS_MAX,
                        path + ".replicas",
                        set.replicas(),
                        "a set can't have so many instances",
                        "use 0 to " + SizeRules.REPLICAS_MAX));
    }
}
