package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.stream.Stream;

/** Failover, switchover and what of Patroni's settings the operator writes by itself. */
final class PatroniLints {
    private static final int LEASE_DEFAULT = 30;
    private static final int SYNC_DEFAULT = 10;
    private static final int RETRY_DEFAULT = 10;
    private static final long LOG_LIMIT_MIN = 25_000_000;

    private PatroniLints() {}

    static List<CrunchyTrap> annotation() {
        return List.of(warning(
                        "switchover-annotation-idle",
                        o -> when(
                                o.annotation("trigger-switchover").is() && !isSwitchover(o),
                                o.annotation("trigger-switchover")),
                        "the annotation does nothing without patroni.switchover.enabled: true",
                        "write it")
                .since("5.1"));
    }

    static List<CrunchyTrap> all() {
        return only(
                o -> o.spec("patroni").is(),
                warning(
                        "dynamic-overwritten",
                        o -> Stream.of(
                                        o.dynamic("ttl"),
                                        o.dynamic("loop_wait"),
                                        o.dynamic("postgresql", "use_pg_rewind"))
                                .filter(Spot::is)
                                .toList(),
                        "the operator writes its own value over it, without a word",
                        "write patroni.leaderLeaseDurationSeconds and syncPeriodSeconds; pg_rewind is used always"),
                warning(
                        "dynamic-standby",
                        o -> when(
                                o.dynamic("standby_cluster").is()
                                        && o.spec("standby").isNone(),
                                o.dynamic("standby_cluster")),
                        "the operator knows nothing of it: it goes on writing users, databases and backups to a cluster that is "
                                + "read-only",
                        "write spec.standby"),
                refused(
                        "lease-min",
                        o -> when(
                                o.spec("patroni", "leaderLeaseDurationSeconds").isBelow(3),
                                o.spec("patroni", "leaderLeaseDurationSeconds")),
                        "the lease lasts at least 3 seconds",
                        "leave it out: the default is 30"),
                refused(
                        "sync-period-min",
                        o -> when(
                                o.spec("patroni", "syncPeriodSeconds").isBelow(1),
                                o.spec("patroni", "syncPeriodSeconds")),
                        "the period is at least 1 second",
                        "leave it out: the default is 10"),
                warning(
                        "lease-too-short",
                        o -> when(
                                o.spec("patroni", "leaderLeaseDurationSeconds").number(LEASE_DEFAULT)
                                        < o.spec("patroni", "syncPeriodSeconds").number(SYNC_DEFAULT)
                                                + 2 * o.dynamic("retry_timeout").number(RETRY_DEFAULT),
                                o.spec("patroni", "leaderLeaseDurationSeconds")),
                        "the lease is shorter than one period and two tries to renew it: a slow API server costs a leader that is "
                                + "well, or Patroni takes other values",
                        "let leaderLeaseDurationSeconds be at least syncPeriodSeconds + 2 * retry_timeout, which is 10 by "
                                + "default"),
                info(
                                "switchover-needs-annotation",
                                o -> when(
                                        isSwitchover(o)
                                                && o.annotation("trigger-switchover")
                                                        .isNone(),
                                        o.spec("patroni", "switchover", "enabled")),
                                "nobody switches over until the cluster is annotated with trigger-switchover and a value not used "
                                        + "before",
                                "annotate the cluster for each switchover")
                        .since("5.1"),
                warning(
                                "failover-target",
                                o -> when(
                                        o.spec("patroni", "switchover", "type").is("Failover")
                                                && o.spec("patroni", "switchover", "targetInstance")
                                                        .text()
                                                        .isEmpty(),
                                        o.spec("patroni", "switchover", "targetInstance")),
                                "a failover without a target does nothing, and the operator reports an error",
                                "name an instance, or write type: Switchover")
                        .since("5.1"),
                warning(
                                "switchover-alone",
                                o -> when(
                                        isSwitchover(o) && o.replicas() == 1,
                                        o.spec("patroni", "switchover", "enabled")),
                                "there is no other instance to switch to: the operator reports an error",
                                "write replicas: 2 or more")
                        .since("5.1"),
                warning(
                        "sync-strict-alone",
                        o -> when(
                                o.dynamic("synchronous_mode_strict").isTrue() && o.replicas() == 1,
                                o.dynamic("synchronous_mode_strict")),
                        "without a replica no commit ever ends",
                        "add a replica, or remove it"),
                info(
                        "sync-strict-two",
                        o -> when(
                                o.dynamic("synchronous_mode_strict").isTrue() && o.replicas() == 2,
                                o.dynamic("synchronous_mode_strict")),
                        "with two instances every commit waits while either is missing",
                        "write three instances or more"),
                warning(
                        "sync-alone",
                        o -> when(
                                o.dynamic("synchronous_mode").isTrue()
                                        && !o.dynamic("synchronous_mode_strict").isTrue()
                                        && o.replicas() == 1,
                                o.dynamic("synchronous_mode")),
                        "without a replica Patroni commits asynchronously, without a word",
                        "add a replica"),
                warning(
                                "patroni-log-limit",
                                o -> VolumeLints.quantity(o.spec("patroni", "logging", "storageLimit"))
                                        .filter(limit -> limit.toWhole().longValue() < LOG_LIMIT_MIN)
                                        .map(limit -> List.of(o.spec("patroni", "logging", "storageLimit")))
                                        .orElse(List.of()),
                                "the operator takes 25M when less is written, and only an event says so",
                                "write 25M or more")
                        .since("5.8"));
    }

    private static boolean isSwitchover(Sight sight) {
        return sight.spec("patroni", "switchover", "enabled").isTrue();
    }
}
