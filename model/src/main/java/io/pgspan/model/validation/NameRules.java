package io.pgspan.model.validation;

import io.pgspan.model.Container;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Tablespace;
import io.pgspan.model.access.Certificate;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.monitoring.AlertRule;
import io.pgspan.model.service.Pooler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Names that lists are told apart by, and names that PostgreSQL keeps. */
final class NameRules {
    /** PostgreSQL cuts longer ones silently, so that two could become one. */
    private static final int IDENTIFIER_BYTES_MAX = 63;

    private NameRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                Findings.rule("names.unique", NameRules::unique),
                Findings.rule("names.identifier", NameRules::identifiers));
    }

    private static void unique(PostgresCluster cluster, Findings found) {
        found.unique(
                "furtherInstances",
                "name",
                cluster.furtherInstances().stream().map(InstanceSet::name).toList());
        Parts.volumes(cluster)
                .forEach((path, volumes) -> found.unique(
                        path + ".tablespaces",
                        "name",
                        volumes.tablespaces().stream().map(Tablespace::name).toList()));
        Parts.pods(cluster)
                .forEach((path, pod) -> found.unique(
                        path + ".containers",
                        "name",
                        pod.containers().stream().map(Container::name).toList()));
        found.unique(
                "access.users",
                "name",
                cluster.access().users().stream().map(User::name).toList());
        found.unique(
                "access.databases",
                "name",
                cluster.access().databases().stream().map(Database::name).toList());
        cluster.tls()
                .ifPresent(tls -> found.unique(
                        "tls.certificates",
                        "alias",
                        tls.certificates().stream().map(Certificate::alias).toList()));
        found.unique(
                "poolers", "name", cluster.poolers().stream().map(Pooler::name).toList());
        cluster.monitoring()
                .ifPresent(monitoring -> found.unique(
                        "monitoring.alerts",
                        "name",
                        monitoring.alerts().stream().map(AlertRule::name).toList()));
        cluster.backups()
                .ifPresent(backups -> found.unique(
                        "backups.repositories",
                        "name",
                        backups.repositories().stream().map(Repository::name).toList()));
    }

    private static void identifiers(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.access().users(), "access.users").forEach((path, user) -> {
            identifier(found, path + ".name", Optional.of(user.name()));
            Parts.each(user.memberOf(), path + ".memberOf")
                    .forEach((at, role) -> identifier(found, at, Optional.of(role)));
            Parts.each(user.databases(), path + ".databases")
                    .forEach((at, database) -> identifier(found, at, Optional.of(database)));
        });
        Parts.each(cluster.access().databases(), "access.databases").forEach((path, database) -> {
            identifier(found, path + ".name", Optional.of(database.name()));
            identifier(found, path + ".owner", database.owner());
            identifier(found, path + ".template", database.template());
            identifier(found, path + ".tablespace", database.tablespace());
            Parts.each(database.schemas(), path + ".schemas")
                    .forEach((at, schema) -> identifier(found, at, Optional.of(schema)));
        });
        Parts.volumes(cluster)
                .forEach((path, volumes) -> Parts.each(volumes.tablespaces(), path + ".tablespaces")
                        .forEach((at, tablespace) -> {
                            identifier(found, at + ".name", Optional.of(tablespace.name()));
                            identifier(found, at + ".owner", tablespace.owner());
                        }));
        cluster.dataSource().ifPresent(source -> {
            if (source instanceof InitDb init) {
                identifier(found, "dataSource.database", init.database());
                identifier(found, "dataSource.owner", init.owner());
            }
        });
    }

    private static void identifier(Findings found, String path, Optional<String> name) {
        name.ifPresent(text -> found.addIf(
                text.isEmpty()
                        || text.indexOf('\0') >= 0
                        || text.getBytes(StandardCharsets.UTF_8).length > IDENTIFIER_BYTES_MAX,
                path,
                text,
                "PostgreSQL can't keep the name: it is empty, too long or holds a zero byte",
                "use a name of 1 to " + IDENTIFIER_BYTES_MAX + " bytes in UTF-8"));
    }
}
