package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of a Cluster mean in the model. */
class CnpgMeaningTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final String PLAIN = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: hippo}
            spec:
              instances: 3
              imageName: ghcr.io/cloudnative-pg/postgresql:17
              storage: {size: 1Gi}
            """;

    private static Reading<CloudNativePgOptions> with(String spec) {
        return Read.yaml(PLAIN + spec.indent(2));
    }

    private static PostgresCluster wish(String spec) {
        Reading<CloudNativePgOptions> reading = with(spec);
        assertThat(reading.violations()).isEmpty();
        return reading.orThrow();
    }

    @Test
    void whatIsNotSaidIsWhatCloudNativePgDoes() {
        PostgresCluster hippo = wish("");
        assertThat(hippo.version()).isEqualTo(PostgresVersion.of("17"));
        assertThat(hippo.image()).isEmpty();
        assertThat(hippo.resources()).isEqualTo(Resources.unsaid());
        assertThat(hippo.access().isSuperuserAccess()).isFalse();
        assertThat(hippo.deletionPolicy()).isEqualTo(DeletionPolicy.DELETE_VOLUMES);
        assertThat(hippo.replication()).isEqualTo(Replication.asynchronous());
        assertThat(hippo.dataSource()).isEmpty();
        assertThat(hippo.placement()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example:5000/pg:16.3-bookworm, 16.3",
        "pg:15, 15",
        "pg:18.1@sha256:00, 18.1",
        "ghcr.io/cloudnative-pg/postgresql:17.0, 17.0"
    })
    void theTagSaysTheVersion(String image, String version) {
        PostgresCluster read = Read.yaml(PLAIN.replace("ghcr.io/cloudnative-pg/postgresql:17", image))
                .orThrow();
        assertThat(read.version()).isEqualTo(PostgresVersion.of(version));
        assertThat(read.image()).contains(image);
    }

    @Test
    void withoutAnImageItIsTheOperatorsAndStaysSo() {
        Reading<CloudNativePgOptions> reading =
                Read.yaml(PLAIN.replace("  imageName: ghcr.io/cloudnative-pg/postgresql:17\n", ""));
        assertThat(reading.orThrow().version().major()).isEqualTo(18);
        assertThat(ManifestWriter.toYaml(CNPG.write(reading))).doesNotContain("imageName");
    }

    @Test
    void theOlderNumbersOfStandbysNeverMakeACommitWait() {
        Reading<CloudNativePgOptions> reading = with("minSyncReplicas: 1\nmaxSyncReplicas: 2\n");
        assertThat(reading.orThrow().replication())
                .isEqualTo(Replication.anySynchronous(2).toBuilder()
                        .durability(Durability.PREFERRED)
                        .build());
        assertThat(ManifestWriter.toYaml(CNPG.write(reading)))
                .contains("minSyncReplicas: 1")
                .contains("maxSyncReplicas: 2");
    }

    @Test
    void theCommitLevelIsAParameterThere() {
        PostgresCluster hippo = wish("""
                postgresql:
                  synchronous: {method: first, number: 1}
                  parameters: {synchronous_commit: remote_write, work_mem: 8MB}
                """);
        assertThat(hippo.replication().commitLevel()).isEqualTo(CommitLevel.REMOTE_WRITE);
        assertThat(hippo.parameters()).isEqualTo(Map.of("work_mem", "8MB"));
    }

    @Test
    void librariesAreAListThereAndAParameterHere() {
        assertThat(wish("postgresql: {shared_preload_libraries: [a, b]}\n").parameters())
                .isEqualTo(Map.of("shared_preload_libraries", "a,b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cnpg.io/hibernation: \"on\" | HIBERNATED",
                "cnpg.io/fencedInstances: '[\"*\"]' | SHUT_DOWN",
                "cnpg.io/reconciliationLoop: disabled | PAUSED",
                "cnpg.io/hibernation: \"off\" | RUNNING"
            })
    void annotationsSayTheLifecycle(String annotation, Lifecycle lifecycle) {
        Reading<CloudNativePgOptions> reading =
                Read.yaml(PLAIN.replace("{name: hippo}", "{name: hippo, annotations: {" + annotation + "}}"));
        assertThat(reading.orThrow().lifecycle()).isEqualTo(lifecycle);
    }

    @Test
    void aConstraintWithoutSelectorCountsNothingAndIsNotTheOneThatCountsTheInstances() {
        String spread =
                "topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}]\n";
        Reading<CloudNativePgOptions> reading = with(spread);
        assertThat(reading.orThrow().placement().orElseThrow().spreads().get(0)).isNotEqualTo(Spread.across("rack"));
        assertThat(ManifestWriter.toYaml(CNPG.write(reading))).doesNotContain("labelSelector");
    }

    @Test
    void aServerThatIsCopiedIsASource() {
        PostgresCluster hippo = wish("""
                bootstrap: {pg_basebackup: {source: old}}
                externalClusters:
                  - name: old
                    connectionParameters: {host: old.example, port: "6432", user: app}
                    password: {name: old-login, key: password}
                """);
        CloneOf source = (CloneOf) hippo.dataSource().orElseThrow();
        assertThat(source.connection().orElseThrow().port()).isEqualTo(6432);
        assertThat(source.connection().orElseThrow().password()).contains(SecretRef.of("old-login"));
    }

    @Test
    void aServerThatIsFollowedIsNoSourceBeside() {
        PostgresCluster hippo = wish("""
                replica: {enabled: true, source: old}
                bootstrap: {pg_basebackup: {source: old}}
                externalClusters: [{name: old, connectionParameters: {host: old.example}}]
                """);
        assertThat(hippo.dataSource()).isEmpty();
        assertThat(hippo.standby().orElseThrow().stream().orElseThrow().host()).isEqualTo("old.example");
    }

    @Test
    void aDumpIsImported() {
        PostgresCluster hippo = wish("""
                bootstrap:
                  initdb:
                    import: {type: monolith, databases: ["*"], roles: ["*"], schemaOnly: true, source: {externalCluster: old}}
                externalClusters: [{name: old, connectionParameters: {host: old.example}}]
                """);
        LogicalImport source = (LogicalImport) hippo.dataSource().orElseThrow();
        assertThat(source.kind()).isEqualTo(LogicalImport.Kind.WHOLE_SERVER);
        assertThat(source.isSchemaOnly()).isTrue();
    }

    @Test
    void claimsAreVolumesThatExist() {
        PostgresCluster hippo = wish("""
                walStorage: {size: 1Gi}
                bootstrap:
                  recovery:
                    volumeSnapshots:
                      storage: {apiGroup: "", kind: PersistentVolumeClaim, name: old-1}
                      walStorage: {apiGroup: "", kind: PersistentVolumeClaim, name: old-1-wal}
                """);
        assertThat(hippo.dataSource())
                .contains(VolumesOf.builder()
                        .dataClaim("old-1")
                        .walClaim("old-1-wal")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00",
        "2026-01-31 14:00:00+02",
        "2026-01-31 13:00:00.000+01:00",
        "2026-01-31T12:00:00.000000+00:00"
    })
    void aTargetTimeIsReadInEveryFormThatIsTaken(String time) {
        RestoreFrom source = (RestoreFrom)
                wish("bootstrap: {recovery: {backup: {name: b}, recoveryTarget: {targetTime: \"" + time + "\"}}}\n")
                        .dataSource()
                        .orElseThrow();
        assertThat(source.target()).isEqualTo(RecoveryTarget.time(Instant.parse("2026-01-31T12:00:00Z")));
    }

    @Test
    void theAbbreviationOfAZoneIsNoTime() {
        assertThat(
                        with("bootstrap: {recovery: {backup: {name: b}, recoveryTarget: {targetTime: \"2026-01-31 12:00:00 CET\"}}}\n")
                                .violations())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.path()).isEqualTo("spec.bootstrap.recovery.recoveryTarget.targetTime");
                    assertThat(found.remedy()).contains("2026-01-31T12:00:00Z");
                });
    }

    @Test
    void aRoleMayLogInOnlyWhenItSaysSo() {
        var users = wish("managed: {roles: [{name: a}, {name: b, login: true, createdb: true, connectionLimit: -1}]}\n")
                .access()
                .users();
        assertThat(users.get(0).isLogin()).isFalse();
        assertThat(users.get(1).privileges()).containsExactly(Privilege.CREATEDB);
        assertThat(users.get(1).connectionLimit()).isEmpty();
    }

    @Test
    void linesThatStandForSeveralLeaveTheListAsItIs() {
        Reading<CloudNativePgOptions> reading = with(
                "postgresql: {pg_hba: [\"host all all ${podselector:app} scram-sha-256\", hostnossl all all all reject]}\n");
        assertThat(reading.orThrow().access().hba()).isEmpty();
        assertThat(ManifestWriter.toYaml(CNPG.write(reading))).contains("podselector:app");
    }

    @Test
    void whatTheWebhookWritesIntoAStoredObjectIsNoWish() {
        Reading<CloudNativePgOptions> stored = Read.yaml(Samples.text("manifests/cnpg/stored.yaml"));
        assertThat(stored.violations()).isEmpty();
        assertThat(stored.orThrow()).isEqualTo(wish(""));
        assertThat(stored.options()).isEqualTo(with("").options());
        assertThat(ManifestWriter.toYaml(CNPG.write(stored))).doesNotContain("csvlog");
    }

    @Test
    void theSameWordsInAnObjectThatWasNotStoredAreSomebodysOwn() {
        PostgresCluster hippo = wish("""
                bootstrap: {initdb: {database: app, owner: app, encoding: UTF8}}
                postgresql: {parameters: {wal_level: logical}}
                """);
        assertThat(hippo.dataSource())
                .contains(InitDb.builder().database("app").encoding("UTF8").build());
        assertThat(hippo.parameters()).isEqualTo(Map.of("wal_level", "logical"));
    }

    @Test
    void aWishThatKeepsItsDataIsRefusedUnlessThatIsWaived() {
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 3);
        assertThatThrownBy(() -> CNPG.write(wish))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("cnpg.keep-data");
        assertThat(CNPG.unsupported(
                        wish.withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES), CloudNativePgOptions.ofDefaults()))
                .isEmpty();
    }

    @Test
    void oneOfSeveralIsReadByItsNameAndTheOthersPassThrough() {
        String two = PLAIN + "---\n" + PLAIN.replace("hippo", "camel");
        Reading<CloudNativePgOptions> camel = CNPG.read(Read.set(two), "camel", ReadOptions.ofDefaults());
        assertThat(CNPG.clusters(Read.set(two))).containsExactly("hippo", "camel");
        assertThat(camel.orThrow().name()).isEqualTo("camel");
        assertThat(CNPG.write(camel)).hasSize(2);
        assertThat(camel.lint()).extracting(Lint::id).contains("cnpg.several");
        assertThat(CNPG.read(Read.set(two), "lion", ReadOptions.ofDefaults()).violations())
                .singleElement()
                .satisfies(found -> assertThat(found.remedy()).contains("hippo, camel"));
    }

    @Test
    void theRecordIsOnTheApiServerOfTheKubernetesClusterItLivesIn() {
        assertThat(CNPG.limits("eu").electionModel()).isEqualTo(ElectionModel.store("eu"));
        assertThat(CNPG.limits()).isEqualTo(CNPG.limits(CloudNativePg.HOME));
    }

    @Test
    void aScheduleOfSnapshotsIsTheClustersOnlyWhereItSaysHowTheyAreMade() {
        String schedule = """
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: ScheduledBackup
                metadata: {name: nightly}
                spec: {schedule: 0 0 2 * * *, method: volumeSnapshot, cluster: {name: hippo}}
                """;
        String cluster = """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: hippo}
                spec:
                  instances: 3
                  storage: {size: 1Gi}
                  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: o}}]
                """;
        assertThat(schedules(Read.yaml(cluster + "  backup: {volumeSnapshot: {className: c}}\n" + schedule)))
                .isEqualTo(1);
        Reading<CloudNativePgOptions> without = Read.yaml(cluster + schedule);
        assertThat(schedules(without)).isZero();
        assertThat(without.residue().untouched()).hasSize(1);
        assertThat(without.lint()).extracting(Lint::id).contains("cnpg.method-without-store");
    }

    private static long schedules(Reading<CloudNativePgOptions> reading) {
        return reading.orThrow().backups().orElseThrow().repositories().stream()
                .mapToLong(repository -> repository.schedules().size())
                .sum();
    }
}
