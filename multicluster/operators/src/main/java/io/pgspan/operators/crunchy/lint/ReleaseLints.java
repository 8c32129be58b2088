package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What depends on the operator's release, beside its fields. */
final class ReleaseLints {
    private static final Map<String, PgoVersion> ANNOTATIONS_SINCE = Map.of(
            "trigger-switchover", new PgoVersion(5, 1, 0),
            "allow-upgrade", new PgoVersion(5, 1, 0),
            "pgbackrest-ip-version", new PgoVersion(5, 3, 0),
            "postgres-exporter-collectors", new PgoVersion(5, 5, 0),
            "autoCreateUserSchema", new PgoVersion(5, 7, 0),
            "authorizeBackupRemoval", new PgoVersion(5, 7, 0));

    private static final Set<String> NEED_RESTART = Set.of(
            "max_connections",
            "max_locks_per_transaction",
            "max_prepared_transactions",
            "max_replication_slots",
            "max_wal_senders",
            "max_worker_processes",
            "shared_buffers",
            "shared_preload_libraries",
            "track_commit_timestamp",
            "wal_buffers");

    private ReleaseLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                refused(
                                "v1-since",
                                o -> when(o.isV1(), o.root().at("apiVersion")),
                                "v1 is served from operator 6.0 on",
                                "write postgres-operator.crunchydata.com/v1beta1")
                        .before("6.0"),
                refused(
                                "v1-user-interface",
                                o -> when(o.isV1() && o.spec("userInterface").is(), o.spec("userInterface")),
                                "v1 has no pgAdmin of one cluster",
                                "write a PGAdmin")
                        .since("6.0"),
                warning(
                                "user-interface",
                                o -> when(!o.isV1() && o.spec("userInterface").is(), o.spec("userInterface")),
                                "the pgAdmin of one cluster is an old one and not taken over into v1",
                                "write a PGAdmin")
                        .since("5.5"),
                refused(
                        "postgres-version",
                        o -> when(
                                o.spec("postgresVersion").isBelow(o.release().oldestPostgres())
                                        || o.spec("postgresVersion")
                                                .isAbove(o.release().newestPostgres()),
                                o.spec("postgresVersion")),
                        "the operator's release doesn't know this major version",
                        "use one that it knows, or another release"),
                warning(
                        "annotation-since",
                        o -> ANNOTATIONS_SINCE.entrySet().stream()
                                .filter(known -> !o.release().isAtLeast(known.getValue()))
                                .map(known -> o.annotation(known.getKey()))
                                .filter(Spot::is)
                                .toList(),
                        "the operator's release does not read the annotation yet",
                        "use a later release, or remove it"),
                info(
                                "restart-by-hand",
                                o -> when(
                                        o.dynamic("postgresql", "parameters").fields().stream()
                                                .anyMatch(p -> NEED_RESTART.contains(p.name())),
                                        o.dynamic("postgresql", "parameters")),
                                "before operator 5.1 nobody restarts PostgreSQL when a parameter needs it",
                                "run patronictl restart, or use a later release")
                        .before("5.1"));
    }
}
