package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget.S3;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a manifest's words mean. */
class CrunchyMeaningTest {

    private static JsonNode written(Reading<CrunchyOptions> reading) {
        return Crunchy.dialect().write(reading).get(0);
    }

    @Test
    void whatIsNotSaidHasPgosDefaults() {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.TEXT);
        PostgresCluster wish = reading.orThrow();

        assertThat(wish.replicas()).isEqualTo(1);
        assertThat(wish.resources()).isEqualTo(Resources.unsaid());
        assertThat(wish.deletionPolicy()).isEqualTo(DeletionPolicy.DELETE_VOLUMES);
        assertThat(wish.lifecycle()).isEqualTo(Lifecycle.RUNNING);
        assertThat(wish.election()).isEmpty();
        assertThat(reading.options().instanceSet()).isEqualTo("instance1");
        assertThat(reading.options().defaultScheduling()).isTrue();
        assertThat(reading.violations()).isEmpty();
    }

    @Test
    void noListOfUsersAndAnEmptyOneAreNotTheSame() {
        assertThat(Hippo.read(Hippo.TEXT).orThrow().access().isUsersListed()).isFalse();
        assertThat(Hippo.readWith("users: null").orThrow().access().isUsersListed())
                .isFalse();
        Reading<CrunchyOptions> none = Hippo.readWith("users: []");
        assertThat(none.orThrow().access().isUsersListed()).isTrue();
        assertThat(written(none).at("/spec/users").isArray()).isTrue();
        assertThat(written(Hippo.read(Hippo.TEXT)).at("/spec/users").isMissingNode())
                .isTrue();
    }

    @Test
    void optionsOfAUserAreUnderstoodOrKeptAsTheyAre() {
        Reading<CrunchyOptions> reading = Hippo.readWith("""
                users:
                  - name: app
                    databases: [zoo]
                    options: superuser CREATEDB connection limit 3
                  - name: other
                    options: NOSUPERUSER CREATEDB
                """);

        assertThat(reading.orThrow().access().users())
                .containsExactly(
                        User.builder()
                                .name("app")
                                .addDatabase("zoo")
                                .addPrivilege(Privilege.SUPERUSER)
                                .addPrivilege(Privilege.CREATEDB)
                                .connectionLimit(3)
                                .build(),
                        User.builder().name("other").build());
        assertThat(written(reading).at("/spec/users/1/options").asText()).isEqualTo("NOSUPERUSER CREATEDB");
    }

    @Test
    void leftoversYieldToWhatTheWishSaysNow() {
        Reading<CrunchyOptions> reading = Hippo.readWith("users: [{name: other, options: NOSUPERUSER}]");
        PostgresCluster changed = reading.orThrow()
                .withAccess(reading.orThrow()
                        .access()
                        .withUsers(List.of(User.builder()
                                .name("other")
                                .addPrivilege(Privilege.CREATEDB)
                                .build())));

        assertThat(Crunchy.dialect()
                        .write(changed, reading.options(), reading.residue())
                        .get(0)
                        .at("/spec/users/0/options")
                        .asText())
                .isEqualTo("CREATEDB");
    }

    @Test
    void leftoversOfWhatTheWishNoLongerHasDoNotComeBack() {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.changed("    - name: instance1\n", """
                    - name: instance1
                      walVolumeClaimSpec:
                        accessModes: [ReadWriteMany]
                        resources: {requests: {storage: 2Gi}}
                      containers: [{name: side, tty: true}, {name: database, tty: true}]
                """) + """
                proxy: {pgBouncer: {priorityClassName: high}}
                users: [{name: app, options: NOSUPERUSER}]
                """.indent(2));
        PostgresCluster less = reading.orThrow()
                .withPoolers(List.of())
                .withBackups(Optional.empty())
                .withVolumes(Volumes.none())
                .withPod(PodSettings.none())
                .withAccess(reading.orThrow().access().withUsers(List.of()));

        JsonNode spec = Crunchy.dialect()
                .write(less, reading.options(), reading.residue())
                .get(0)
                .get("spec");

        assertThat(spec.has("proxy")).isFalse();
        assertThat(spec.has("backups")).isFalse();
        assertThat(spec.has("users")).isFalse();
        assertThat(spec.at("/instances/0/walVolumeClaimSpec").isMissingNode()).isTrue();
        assertThat(spec.at("/instances/0/containers"))
                .as("what nobody has read")
                .hasSize(1);
    }

    @Test
    void setsWithoutANameHaveTheirPlaceForOneAndWhatIsLeftOfThemStaysWithThem() {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.changed("    - name: instance1\n", """
                    - walVolumeClaimSpec:
                        accessModes: [ReadWriteOnce]
                        resources: {requests: {storage: 2Gi}, limits: {storage: 9Gi}}
                """)
                .replace("  backups:", """
                    - name: "01"
                      replicas: 2
                      sidecars: {replicaCertCopy: {resources: {limits: {cpu: 7m}}}}
                      dataVolumeClaimSpec:
                        accessModes: [ReadWriteOnce]
                        resources: {requests: {storage: 3Gi}}
                    - name: third
                      dataVolumeClaimSpec:
                        accessModes: [ReadWriteOnce]
                        resources: {requests: {storage: 1Gi}}
                  backups:""".indent(2).stripTrailing()));
        PostgresCluster wish = reading.orThrow();

        assertThat(reading.options().instanceSetName()).isEmpty();
        assertThat(wish.furtherInstances())
                .containsExactly(
                        InstanceSet.builder()
                                .name("01")
                                .replicas(2)
                                .storage(Storage.of("3Gi"))
                                .resources(Resources.unsaid())
                                .build(),
                        InstanceSet.builder()
                                .name("third")
                                .resources(Resources.unsaid())
                                .build());
        JsonNode without = Crunchy.dialect()
                .write(
                        wish.withFurtherInstances(wish.furtherInstances().subList(1, 2)),
                        reading.options(),
                        reading.residue())
                .get(0)
                .at("/spec/instances");
        assertThat(without).hasSize(2);
        assertThat(without.at("/0/walVolumeClaimSpec/resources/limits/storage").asText())
                .isEqualTo("9Gi");
        assertThat(without.at("/0/name").isMissingNode()).isTrue();
        assertThat(without.at("/1/name").asText()).isEqualTo("third");
        assertThat(without.at("/1/sidecars").isMissingNode()).isTrue();
    }

    @Test
    void patronisWordsAreReplicationAndElection() {
        PostgresCluster wish = Hippo.read(
                        Hippo.with("""
                        patroni:
                          leaderLeaseDurationSeconds: 60
                          dynamicConfiguration:
                            synchronous_mode: true
                            synchronous_mode_strict: true
                            synchronous_node_count: 2
                            maximum_lag_on_failover: 1048576
                            postgresql:
                              use_slots: true
                              parameters:
                                synchronous_commit: remote_apply
                                max_slot_wal_keep_size: 900MB
                                max_connections: 200
                                work_mem: 8MB
                                jit: false
                              pg_hba:
                                - hostssl all all all scram-sha-256
                        """).replace("- name: instance1", "- name: instance1\n      replicas: 3"))
                .orThrow();

        assertThat(wish.replication())
                .isEqualTo(Replication.firstSynchronous(2).toBuilder()
                        .durability(Durability.REQUIRED)
                        .commitLevel(Replication.CommitLevel.REMOTE_APPLY)
                        .maximumLagBytes(1 << 20)
                        .walRetention(new WalRetention.Slots(900))
                        .build());
        assertThat(wish.parameters()).isEqualTo(Map.of("max_connections", "200", "work_mem", "8MB", "jit", "false"));
        assertThat(wish.election())
                .contains(new ElectionTiming.Lease(
                        Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(10)));
        assertThat(wish.access().hba()).containsExactly(HbaRule.passwordOverTls());
    }

    @Test
    void withoutStrictModeCommitsGoOnAndQuorumNeedsPatroni4() {
        String three = Hippo.TEXT.replace("- name: instance1", "- name: instance1\n      replicas: 3");
        Reading<CrunchyOptions> quorum =
                Hippo.read(three + "  patroni: {dynamicConfiguration: {synchronous_mode: quorum}}\n");

        assertThat(quorum.orThrow().replication().method()).isEqualTo(SyncMethod.ANY);
        assertThat(quorum.orThrow().replication().durability()).isEqualTo(Durability.PREFERRED);
        assertThat(quorum.options().quorumCommit()).isTrue();
        assertThatThrownBy(
                        () -> Crunchy.dialect().write(quorum.orThrow(), CrunchyOptions.ofDefaults(), quorum.residue()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.any-synchronous");
    }

    @Test
    void segmentsToKeepAreASizeSincePostgres13() {
        String text = Hippo.TEXT
                + "  patroni: {dynamicConfiguration: {postgresql: {use_slots: false, parameters: {wal_keep_segments: 7}}}}\n";
        PostgresCluster read = Hippo.read(text).orThrow();
        assertThat(read.replication().walRetention())
                .as("no server of this version knows it")
                .isEmpty();

        PostgresCluster wish = read.withParameters(Map.of())
                .withReplication(read.replication().withWalRetention(new WalRetention.KeepSegments(7)));
        assertThat(Crunchy.dialect().unsupported(wish, CrunchyOptions.ofDefaults()))
                .extracting(UnsupportedFeature::rule)
                .containsExactly("crunchy.keep-segments");
        assertThat(Crunchy.dialect()
                        .write(
                                wish,
                                CrunchyOptions.ofDefaults(),
                                Residue.none(),
                                WriteOptions.waiving(List.of("replication.walRetention")))
                        .toString())
                .contains("\"wal_keep_size\":\"112MB\"")
                .doesNotContain("wal_keep_segments");
    }

    @Test
    void checkedParametersWinAndStayWhereTheyWere() {
        Reading<CrunchyOptions> reading = Hippo.readWith("""
                config: {parameters: {work_mem: 16MB}}
                patroni: {dynamicConfiguration: {postgresql: {parameters: {work_mem: 8MB, jit: "on"}}}}
                """);

        assertThat(reading.orThrow().parameters()).isEqualTo(Map.of("work_mem", "16MB", "jit", "on"));
        assertThat(reading.options().configParameters()).containsExactly("work_mem");
        JsonNode spec = written(reading).get("spec");
        assertThat(spec.at("/config/parameters/work_mem").asText()).isEqualTo("16MB");
        assertThat(spec.at("/patroni/dynamicConfiguration/postgresql/parameters/work_mem")
                        .asText())
                .isEqualTo("8MB");
    }

    @Test
    void rulesInPartsAreRulesAndAPasswordIsNeverSentInClear() {
        Reading<CrunchyOptions> reading = Hippo.readWith("""
                authentication:
                  rules:
                    - {connection: hostssl, method: password, databases: [zoo], users: [all, app]}
                    - {hba: "local all all peer"}
                """);

        assertThat(reading.orThrow().access().hba())
                .extracting(HbaRule::line)
                .containsExactly("hostssl zoo \"all\",app all scram-sha-256", "local all all peer");
        assertThat(reading.options().authenticationRules()).isEqualTo(2);
    }

    @Test
    void repositoriesHaveWhatGlobalOptionsSayOfThem() {
        String text = Hippo.TEXT.substring(0, Hippo.TEXT.indexOf("  backups:")) + """
                  backups:
                    pgbackrest:
                      configuration: [{secret: {name: creds}}]
                      global:
                        repo1-path: /pgbackrest/zoo/hippo/repo1
                        repo1-retention-full: "14"
                        repo1-retention-full-type: time
                        repo1-cipher-type: aes-256-cbc
                        process-max: "4"
                      repos:
                        - name: repo1
                          schedules: {full: "0 1 * * 0", incremental: "@daily"}
                          s3: {bucket: b, endpoint: s3.example.com, region: eu-1}
                """;
        Backups backups = Hippo.read(text).orThrow().backups().orElseThrow();
        Repository repository = backups.repositories().get(0);

        assertThat(repository.retention()).contains(Retention.window(Duration.ofDays(14)));
        assertThat(repository.encryption().orElseThrow().key()).isEqualTo(SecretRef.of("creds"));
        assertThat(repository.schedules()).hasSize(2);
        assertThat(((S3) repository.target()).path()).contains("pgbackrest/zoo/hippo/repo1");
        assertThat(((S3) repository.target()).credentials()).contains(SecretRef.of("creds"));
        assertThat(backups.toolOptions()).isEqualTo(Map.of("process-max", "4"));
    }

    @Test
    void aTargetIsUnderstoodWhenItsOffsetIsANumber() {
        String source = "dataSource: {postgresCluster: {clusterName: rhino, repoName: repo1, options: [%s]}}";
        Reading<CrunchyOptions> exact =
                Hippo.readWith(source.formatted("--type=time, '--target=\"2026-06-09 14:15:11-04\"'"));
        Reading<CrunchyOptions> vague =
                Hippo.readWith(source.formatted("--type=time, '--target=\"2026-06-09 14:15:11 EDT\"'"));

        RestoreFrom restore = (RestoreFrom) exact.orThrow().dataSource().orElseThrow();
        assertThat(restore.target()).isEqualTo(RecoveryTarget.time(Instant.parse("2026-06-09T18:15:11Z")));
        assertThat(((RestoreFrom) vague.orThrow().dataSource().orElseThrow()).target())
                .isEqualTo(RecoveryTarget.latest());
        assertThat(written(vague)
                        .at("/spec/dataSource/postgresCluster/options/1")
                        .asText())
                .isEqualTo("--target=\"2026-06-09 14:15:11 EDT\"");
    }

    @Test
    void aPausedClusterIsPausedWhateverElseIsSaid() {
        Reading<CrunchyOptions> both = Hippo.readWith("paused: true\nshutdown: true");

        assertThat(both.orThrow().lifecycle()).isEqualTo(Lifecycle.PAUSED);
        assertThat(written(both).at("/spec/shutdown").asBoolean()).isTrue();
        assertThat(Hippo.readWith("shutdown: true").orThrow().lifecycle()).isEqualTo(Lifecycle.SHUT_DOWN);
    }

    @Test
    void aDisabledStandbyWithoutASourceIsNoneAndStays() {
        Reading<CrunchyOptions> off = Hippo.readWith("standby: {enabled: false}");

        assertThat(off.orThrow().standby()).isEmpty();
        assertThat(written(off).at("/spec/standby/enabled").asBoolean(true)).isFalse();
    }

    @Test
    void volumesWithoutOneForDataAreNoSourceAndStay() {
        Reading<CrunchyOptions> reading = Hippo.readWith("dataSource: {volumes: {pgWALVolume: {pvcName: old-wal}}}");

        assertThat(reading.orThrow().dataSource()).isEmpty();
        assertThat(written(reading)
                        .at("/spec/dataSource/volumes/pgWALVolume/pvcName")
                        .asText())
                .isEqualTo("old-wal");
        assertThat(Hippo.readWith("dataSource: {volumes: {pgWALVolume: {directory: x}}}")
                        .violations())
                .isNotEmpty();
    }
}
