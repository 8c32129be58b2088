package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.text.Cron;
import io.pgspan.model.wal.Lsn;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.manifest.ManifestWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that CloudNativePG can express is written without any waiver and reads back as the same wish. */
class CnpgExpressibleTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final Connection ELSEWHERE = Connection.builder()
            .host("old.example")
            .port(6432)
            .user("app")
            .database("app")
            .sslMode(SslMode.VERIFY_FULL)
            .password(SecretRef.of("login", "word"))
            .clientCertificate(SecretRef.of("client"))
            .serverCa(SecretRef.of("ca"))
            .build();

    private static PostgresCluster.Builder rich() {
        return PostgresCluster.builder()
                .name("hippo")
                .namespace("demo")
                .version("17.2")
                .replicas(3)
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .volumes(Volumes.builder()
                        .wal(Storage.of("2Gi").onClass("fast"))
                        .addTablespace(Tablespace.of("cold", Storage.of("9Gi")).ownedBy("app"))
                        .addTablespace(
                                Tablespace.of("scratch", Storage.of("1Gi")).forTemporaryObjects())
                        .build())
                .pod(PodSettings.builder()
                        .putLabel("a", "b")
                        .priorityClassName("high")
                        .addImagePullSecret("pull")
                        .build())
                .replication(Replication.firstSynchronous(1).toBuilder()
                        .commitLevel(CommitLevel.REMOTE_APPLY)
                        .build())
                .election(
                        new ElectionTiming.Lease(Duration.ofSeconds(20), Duration.ofSeconds(12), Duration.ofSeconds(3)))
                .putParameter("work_mem", "8MB")
                .putParameter("shared_preload_libraries", "pg_cron,auto_explain")
                .access(Access.builder()
                        .superuserSecret(SecretRef.of("root"))
                        .addUser(User.builder()
                                .name("app")
                                .addPrivilege(Privilege.CREATEDB)
                                .addMemberOf("pg_monitor")
                                .passwordSecret(SecretRef.of("app-login"))
                                .connectionLimit(9)
                                .validUntil(Instant.parse("2031-01-01T00:00:00Z"))
                                .comment("writes")
                                .build())
                        .addUser(User.builder().name("old").absent(true).build())
                        .addDatabase(
                                Database.builder().name("more").owner("app").build())
                        .addHba(HbaRule.passwordOverTls())
                        .build())
                .tls(Tls.builder()
                        .serverCertificate(SecretRef.of("tls"))
                        .serverCa(SecretRef.of("ca"))
                        .build())
                .addService(ServiceSettings.builder()
                        .role(ServiceSettings.Role.STANDBY)
                        .disabled(true)
                        .build())
                .addService(ServiceSettings.builder()
                        .role(ServiceSettings.Role.PRIMARY)
                        .type(ServiceSettings.Type.LOAD_BALANCER)
                        .addLoadBalancerSourceRange("10.0.0.0/8")
                        .build())
                .addPooler(Pooler.builder()
                        .name("hippo-pool")
                        .mode(Pooler.Mode.TRANSACTION)
                        .build())
                .monitoring(Monitoring.builder()
                        .scrape(Monitoring.Scrape.NONE)
                        .addQuery(ConfigRef.configMap("q", "q.yaml"))
                        .build());
    }

    private static Backups backups(RepositoryTarget target, String name) {
        return Backups.builder()
                .addRepository(Repository.builder()
                        .name(name)
                        .target(target)
                        .retention(Retention.window(Duration.ofDays(30)))
                        .addSchedule(BackupSchedule.builder()
                                .schedule(Cron.of("0 1 * * 0"))
                                .build())
                        .build())
                .walArchive(
                        WalArchive.builder().compression("zstd").maxParallel(4).build())
                .build();
    }

    private static RepositoryTarget s3() {
        return RepositoryTarget.S3
                .builder()
                .bucket("b")
                .path("p/q")
                .endpoint("https://s3.example")
                .credentials(SecretRef.of("keys"))
                .build();
    }

    private static Stream<DataSource> sources() {
        return Stream.of(
                InitDb.builder()
                        .database("shop")
                        .owner("clerk")
                        .locale("C.UTF-8")
                        .dataChecksums(true)
                        .walSegmentMegabytes(64)
                        .build(),
                CloneOf.builder().connection(ELSEWHERE).build(),
                RestoreFrom.builder().backupName("b1").build(),
                RestoreFrom.builder().repositoryName("vault").build(),
                RestoreFrom.builder()
                        .repositoryName("vault")
                        .clusterName("gone")
                        .backupName("20260131T000000")
                        .target(new RecoveryTarget.AtLsn(Lsn.of("0/16B3740"), false))
                        .build(),
                RestoreFrom.builder()
                        .clusterName("gone")
                        .repository(
                                Repository.builder().name("far").target(s3()).build())
                        .target(new RecoveryTarget.AtTransaction(700, true))
                        .backupName("x")
                        .build(),
                RestoreFrom.builder()
                        .repository(Repository.builder()
                                .name("near")
                                .target(new RepositoryTarget.Existing(null, "near"))
                                .build())
                        .target(new RecoveryTarget.AtRestorePoint("before", Lsn.ZERO))
                        .backupName("x")
                        .build(),
                RestoreFrom.builder()
                        .repositoryName("vault")
                        .target(new RecoveryTarget.Immediate())
                        .backupName("x")
                        .build(),
                VolumesOf.builder().dataClaim("old").walClaim("old-wal").build(),
                LogicalImport.builder()
                        .source(ELSEWHERE)
                        .kind(LogicalImport.Kind.WHOLE_SERVER)
                        .addDatabase("*")
                        .addRole("*")
                        .schemaOnly(true)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void fromWhateverItIsMade(DataSource source) {
        PostgresCluster.Builder wish = rich().backups(backups(s3(), "vault")).dataSource(source);
        if (source instanceof InitDb) {
            wish.initScripts(List.of(
                    new InitScript.Sql("CREATE ROLE x", "postgres"),
                    new InitScript.Sql("CREATE SCHEMA s", null),
                    new InitScript.Kept(ConfigRef.secret("seed", "a.sql"), null),
                    new InitScript.Kept(ConfigRef.configMap("seed", "b.sql"), null)));
        }
        assertSame(wish.build(), CloudNativePgOptions.ofDefaults());
    }

    @ParameterizedTest
    @EnumSource(BackupForm.class)
    void whereverItArchives(BackupForm form) {
        String name = form == BackupForm.IN_TREE ? OwnArchive.IN_TREE : "vault";
        CloudNativePgOptions options =
                CloudNativePgOptions.ofDefaults().withBackupForm(form).withServerName("hippo-2");
        List<RepositoryTarget> targets = List.of(
                s3(),
                RepositoryTarget.S3.builder().bucket("b").build(),
                new RepositoryTarget.Gcs("b", "p", SecretRef.of("gcs", "key.json")),
                new RepositoryTarget.Gcs("b", null, null),
                new RepositoryTarget.Azure("box", "acct", "p", SecretRef.of("az", "connection")));
        for (RepositoryTarget target : targets) {
            assertSame(rich().backups(backups(target, name)).build(), options);
        }
    }

    @ParameterizedTest
    @EnumSource(BackupForm.class)
    void whateverItFollows(BackupForm form) {
        String name = form == BackupForm.IN_TREE ? OwnArchive.IN_TREE : "vault";
        CloudNativePgOptions options = CloudNativePgOptions.ofDefaults().withBackupForm(form);
        for (boolean streamed : new boolean[] {true, false}) {
            for (boolean enabled : new boolean[] {true, false}) {
                StandbyCluster standby = StandbyCluster.builder().stream(
                                streamed ? Optional.of(ELSEWHERE) : Optional.empty())
                        .repository(name)
                        .enabled(enabled)
                        .build();
                assertSame(rich().backups(backups(s3(), name)).standby(standby).build(), options);
            }
        }
    }

    private static void assertSame(PostgresCluster wish, CloudNativePgOptions options) {
        assertThat(CNPG.unsupported(wish, options)).isEmpty();
        Reading<CloudNativePgOptions> again =
                Read.yaml(ManifestWriter.toYaml(CNPG.write(wish, options, Residue.none())));
        assertThat(again.violations()).isEmpty();
        assertThat(again.cluster()).contains(wish);
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(Residue.none());
    }
}
