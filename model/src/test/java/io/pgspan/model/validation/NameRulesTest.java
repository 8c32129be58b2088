package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;

import io.pgspan.model.Container;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Certificate;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.monitoring.AlertRule;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.service.Pooler;
import java.time.Duration;
import java.util.stream.Stream;

class NameRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "names.unique",
                        "furtherInstances[1].name",
                        "large",
                        w -> w.addFurtherInstance(
                                        InstanceSet.builder().name("large").build())
                                .addFurtherInstance(
                                        InstanceSet.builder().name("large").build())),
                wish(
                        "names.unique",
                        "volumes.tablespaces[1].name",
                        "fast",
                        w -> w.volumes(Volumes.builder()
                                .addTablespace(Tablespace.of("fast", Storage.of("1Gi")))
                                .addTablespace(Tablespace.of("fast", Storage.of("1Gi")))
                                .build())),
                wish(
                        "names.unique",
                        "pod.containers[1].name",
                        "side",
                        w -> w.pod(PodSettings.builder()
                                .addContainer(Container.builder().name("side").build())
                                .addContainer(Container.builder().name("side").build())
                                .build())),
                wish(
                        "names.unique",
                        "access.users[1].name",
                        "app",
                        w -> w.access(Access.builder()
                                .addUser(User.builder().name("app").build())
                                .addUser(User.builder().name("app").build())
                                .build())),
                wish(
                        "names.unique",
                        "access.databases[1].name",
                        "app",
                        w -> w.access(Access.builder()
                                .addDatabase(Database.builder().name("app").build())
                                .addDatabase(Database.builder().name("app").build())
                                .build())),
                wish(
                        "names.unique",
                        "tls.certificates[1].alias",
                        "server",
                        w -> w.tls(Tls.builder()
                                .addCertificate(
                                        Certificate.builder().alias("server").build())
                                .addCertificate(
                                        Certificate.builder().alias("server").build())
                                .build())),
                wish(
                        "names.unique",
                        "poolers[1].name",
                        "p",
                        w -> w.addPooler(Pooler.builder().name("p").build())
                                .addPooler(Pooler.builder().name("p").build())),
                wish(
                        "names.unique",
                        "monitoring.alerts[1].name",
                        "Down",
                        w -> w.monitoring(Monitoring.builder()
                                .addAlert(alert())
                                .addAlert(alert())
                                .build())),
                wish(
                        "names.unique",
                        "backups.repositories[1].name",
                        "r",
                        w -> w.backups(Backups.builder()
                                .addRepository(repository())
                                .addRepository(repository())
                                .build())),
                wish(
                        "names.identifier",
                        "access.users[0].name",
                        "x".repeat(64),
                        w -> w.access(Access.builder()
                                .addUser(User.builder().name("x".repeat(64)).build())
                                .build())),
                wish(
                        "names.identifier",
                        "access.users[0].memberOf[0]",
                        "",
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .addMemberOf("")
                                        .build())
                                .build())),
                wish(
                        "names.identifier",
                        "access.users[0].databases[0]",
                        "",
                        w -> w.access(Access.builder()
                                .addUser(User.builder()
                                        .name("app")
                                        .addDatabase("")
                                        .build())
                                .build())),
                wish(
                        "names.identifier",
                        "access.databases[0].name",
                        "ä".repeat(32),
                        w -> w.access(Access.builder()
                                .addDatabase(
                                        Database.builder().name("ä".repeat(32)).build())
                                .build())),
                wish(
                        "names.identifier",
                        "access.databases[0].owner",
                        "",
                        w -> w.access(Access.builder()
                                .addDatabase(
                                        Database.builder().name("app").owner("").build())
                                .build())),
                wish(
                        "names.identifier",
                        "access.databases[0].schemas[0]",
                        "",
                        w -> w.access(Access.builder()
                                .addDatabase(Database.builder()
                                        .name("app")
                                        .addSchema("")
                                        .build())
                                .build())),
                wish(
                        "names.identifier",
                        "volumes.tablespaces[0].name",
                        "",
                        w -> w.volumes(Volumes.builder()
                                .addTablespace(Tablespace.of("", Storage.of("1Gi")))
                                .build())),
                wish(
                        "names.identifier",
                        "dataSource.owner",
                        "",
                        w -> w.dataSource(InitDb.builder().owner("").build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                hippo().access(Access.builder()
                                .addUser(User.builder().name("x".repeat(63)).build())
                                .addDatabase(
                                        Database.builder().name("ä".repeat(31)).build())
                                .build())
                        .build(),
                hippo().addPooler(Pooler.builder().name("hippo").build())
                        .addFurtherInstance(InstanceSet.builder().name("hippo").build())
                        .build());
    }

    private static AlertRule alert() {
        return new AlertRule("Down", "up == 0", Duration.ofMinutes(1), "critical", "It is down.");
    }

    private static Repository repository() {
        return Repository.builder()
                .name("r")
                .target(new RepositoryTarget.Existing(null, "e"))
                .build();
    }
}
