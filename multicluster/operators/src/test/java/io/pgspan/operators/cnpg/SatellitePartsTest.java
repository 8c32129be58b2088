package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.Database.Extension;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Backups.ManualBackup;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.text.Cron;
import io.pgspan.model.text.CronSchedule;
import io.pgspan.model.text.CronWithSeconds;
import io.pgspan.operators.Residue;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SatellitePartsTest {
    private static final CloudNativePgOptions OPTIONS = CloudNativePgOptions.ofDefaults();

    /** A wish that these kinds can't express. */
    record Refused(String rule, PostgresCluster wish) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused("schedule-type", scheduled(Cron.of("0 1 * * *"), BackupType.INCREMENTAL)),
                new Refused("schedule-snapshots", scheduled(Cron.of("0 1 * * *"), BackupType.SNAPSHOT)),
                new Refused("schedule-seconds", scheduled(CronWithSeconds.of("0 0 1 * * *"), BackupType.FULL)),
                new Refused(
                        "manual-backup",
                        plain().withBackups(backups().toBuilder()
                                .manual(new ManualBackup("store", BackupType.FULL))
                                .build())),
                new Refused("pooler-name", pooled(pooler -> pooler.name("hippo-rw"))),
                new Refused("pooler-port", pooled(pooler -> pooler.port(6432))),
                new Refused("pooler-mode", pooled(pooler -> pooler.mode(Pooler.Mode.STATEMENT))),
                new Refused("pooler-parameters", pooled(pooler -> pooler.putParameter("listen_port", "6432"))),
                new Refused("pooler-secret-keys", pooled(pooler -> pooler.authSecret(SecretRef.of("s", "k")))),
                new Refused(
                        "pooler-service",
                        pooled(pooler -> pooler.service(ServiceSettings.builder()
                                .role(ServiceSettings.Role.POOLER)
                                .nodePort(30_000)
                                .build()))),
                new Refused(
                        "database-reserved-name",
                        owning(Database.builder().name("postgres").owner("a").build())),
                new Refused(
                        "database-without-owner",
                        owning(Database.builder().name("orders").build())),
                new Refused(
                        "database-parts-twice",
                        owning(Database.builder()
                                .name("orders")
                                .owner("a")
                                .extensions(List.of(Extension.of("x"), Extension.of("x")))
                                .build())));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCantBeExpressedIsToldByItsOwnLimitAndGoneOnceWaived(Refused refused) {
        Limit<CloudNativePgOptions> limit = SatelliteParts.all().stream()
                .filter(one -> !one.find(refused.wish(), OPTIONS).isEmpty())
                .reduce((one, other) -> {
                    throw new AssertionError("two limits: " + one + " and " + other);
                })
                .orElseThrow();
        UnsupportedFeature found = limit.find(refused.wish(), OPTIONS).get(0);
        assertThat(found.rule()).isEqualTo("cnpg." + refused.rule());
        assertThat(found.remedy()).isNotBlank();

        PostgresCluster rest = limit.restrict(refused.wish(), OPTIONS);
        assertThat(limit.find(rest, OPTIONS)).isEmpty();
        BesideHippo read = BesideHippo.read(BesideHippo.yaml(BesideHippo.write(rest, OPTIONS, Residue.none())));
        assertThat(read.wish().poolers()).isEqualTo(rest.poolers());
        assertThat(read.wish().access()).isEqualTo(rest.access());
        assertThat(ObjectStoreKind.repository(read.wish())).isEqualTo(ObjectStoreKind.repository(rest));
    }

    @Test
    void everyLimitIsShown() {
        assertThat(refused().map(Refused::rule)).hasSameSizeAs(SatelliteParts.all());
    }

    @Test
    void theOwnerOfTheFirstDatabaseStandsInForOneThatIsNotSaid() {
        PostgresCluster wish = owning(Database.builder().name("orders").build())
                .withDataSource(InitDb.builder().database("main").owner("boss").build());
        PostgresCluster rest = wish;
        for (Limit<CloudNativePgOptions> limit : SatelliteParts.all()) {
            rest = limit.restrict(rest, OPTIONS);
        }
        assertThat(rest.access().databases().get(0).owner()).contains("boss");
    }

    private static PostgresCluster plain() {
        return PostgresCluster.builder()
                .name("hippo")
                .namespace("demo")
                .backups(backups())
                .build();
    }

    private static Backups backups() {
        return Backups.builder().addRepository(repository().build()).build();
    }

    private static Repository.Builder repository() {
        return Repository.builder()
                .name("store")
                .target(RepositoryTarget.S3.builder().bucket("b").build());
    }

    private static PostgresCluster scheduled(CronSchedule schedule, BackupType type) {
        return plain().withBackups(Backups.builder()
                .addRepository(repository()
                        .addSchedule(BackupSchedule.builder()
                                .schedule(schedule)
                                .type(type)
                                .build())
                        .build())
                .build());
    }

    private static PostgresCluster pooled(UnaryOperator<Pooler.Builder> said) {
        return plain().withPoolers(
                        List.of(said.apply(Pooler.builder().name("pool")).build()));
    }

    private static PostgresCluster owning(Database database) {
        return plain().withAccess(Access.ofDefaults().withDatabases(List.of(database)));
    }
}
