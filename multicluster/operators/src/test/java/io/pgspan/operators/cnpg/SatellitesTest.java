package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.Database.Extension;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.text.Cron;
import io.pgspan.model.text.CronWithSeconds;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SatellitesTest {
    private static final String ALL = Samples.text("cnpg-beside.yaml");

    private static List<ObjectNode> trees(String yaml) {
        return ManifestReader.parse(List.of(new Source("x.yaml", yaml))).manifests().stream()
                .map(manifest -> manifest.tree())
                .toList();
    }

    @Test
    void nothingIsWrongWithObjectsThatSayEverything() {
        assertThat(BesideHippo.read(ALL).lint()).isEmpty();
    }

    @Test
    void anObjectStoreIsTheRepository() {
        BesideHippo read = BesideHippo.read(ALL);
        Repository repository = ObjectStoreKind.repository(read.wish()).orElseThrow();
        assertThat(repository.name()).isEqualTo("store");
        assertThat(repository.target())
                .isEqualTo(RepositoryTarget.S3
                        .builder()
                        .bucket("backups")
                        .path("hippo/main")
                        .endpoint("https://s3.example")
                        .credentials(SecretRef.of("s3-keys"))
                        .build());
        assertThat(repository.retention()).contains(Retention.window(Duration.ofDays(28)));
        assertThat(read.wish().backups().orElseThrow().walArchive())
                .contains(
                        WalArchive.builder().compression("zstd").maxParallel(4).build());
    }

    @Test
    void schedulesAreReadSecondsFirstAndSaidWithFiveFieldsWhereThoseSuffice() {
        assertThat(ObjectStoreKind.repository(BesideHippo.read(ALL).wish())
                        .orElseThrow()
                        .schedules())
                .containsExactly(
                        BackupSchedule.builder()
                                .schedule(Cron.of("30 1 * * 0"))
                                .immediate(true)
                                .build(),
                        BackupSchedule.builder()
                                .schedule(CronWithSeconds.of("15 0 */6 * * *"))
                                .type(BackupType.SNAPSHOT)
                                .suspended(true)
                                .build());
    }

    @Test
    void fiveFieldsMeanWhatTheOperatorMakesOfThem() {
        BesideHippo read = BesideHippo.read("""
                apiVersion: postgresql.cnpg.io/v1
                kind: ScheduledBackup
                metadata: {name: hippo-backup, namespace: demo}
                spec: {schedule: 0 0 * * *, cluster: {name: hippo}}
                """, BackupForm.IN_TREE);
        assertThat(ObjectStoreKind.repository(read.wish()).orElseThrow().schedules())
                .extracting(BackupSchedule::schedule)
                .containsExactly(Cron.of("0 * * * *"));
        assertThat(read.written(BackupForm.IN_TREE)
                        .get(0)
                        .path("spec")
                        .path("schedule")
                        .asText())
                .isEqualTo("0 0 * * * *");
    }

    @Test
    void aPoolerIsReadWithItsServiceAndWhatItAsksFor() {
        Pooler pooler = BesideHippo.read(ALL).wish().poolers().get(0);
        assertThat(pooler.name()).isEqualTo("hippo-pooler-ro");
        assertThat(pooler.instances()).isEqualTo(3);
        assertThat(pooler.target()).isEqualTo(Pooler.Target.STANDBY);
        assertThat(pooler.mode()).isEqualTo(Pooler.Mode.TRANSACTION);
        assertThat(pooler.parameters()).isEqualTo(Map.of("max_client_conn", "500"));
        assertThat(pooler.image()).contains("registry.example/pgbouncer:1.25.1");
        assertThat(pooler.authSecret()).contains(SecretRef.of("lookup"));
        assertThat(pooler.certificate()).contains(SecretRef.of("pooler-tls"));
        assertThat(pooler.isPaused()).isTrue();
        assertThat(pooler.resources().requests().get("cpu")).hasToString("250m");
        ServiceSettings service = pooler.service().orElseThrow();
        assertThat(service.role()).isEqualTo(ServiceSettings.Role.POOLER);
        assertThat(service.type()).contains(ServiceSettings.Type.LOAD_BALANCER);
        assertThat(service.annotations()).isEqualTo(Map.of("a.example/b", "c"));
        assertThat(service.loadBalancerSourceRanges()).containsExactly("10.0.0.0/8");
    }

    @Test
    void aDatabaseIsReadWithExtensionsAndSchemasThatShallBeThere() {
        assertThat(BesideHippo.read(ALL).wish().access().databases())
                .containsExactly(
                        Database.builder()
                                .name("orders")
                                .owner("orders")
                                .encoding("UTF8")
                                .locale("C")
                                .template("template0")
                                .tablespace("fast")
                                .extensions(List.of(new Extension("vector", "0.8.0", "ext"), Extension.of("pg_trgm")))
                                .schemas(List.of("sales"))
                                .keptOnRemoval(false)
                                .build(),
                        Database.builder()
                                .name("old_stuff")
                                .owner("orders")
                                .absent(true)
                                .build());
    }

    @Test
    void namesAreKeptOnlyWhereTheyAreNotTheOnesThatWouldBeMadeUp() {
        assertThat(BesideHippo.read(ALL).options())
                .isEqualTo(new SatelliteOptions(List.of("", "six-hourly"), Map.of("orders", "orders-db")));
    }

    @Test
    void whatIsWrittenMeansWhatWasRead() {
        BesideHippo read = BesideHippo.read(ALL);
        List<ObjectNode> written = read.written(BackupForm.PLUGIN);

        BesideHippo again = BesideHippo.read(BesideHippo.yaml(written));
        assertThat(again.wish()).isEqualTo(read.wish());
        assertThat(again.options()).isEqualTo(read.options());
        assertThat(again.residue()).isEqualTo(read.residue());
        assertThat(BesideHippo.facts(written))
                .containsExactlyInAnyOrderElementsOf(BesideHippo.facts(trees(ALL)).stream()
                        .map(fact -> fact.replace("4w", "28d"))
                        .toList());
    }

    @Test
    void aWishIsReadBackWithNothingLeftOver() {
        BesideHippo read = BesideHippo.read(ALL);
        List<ObjectNode> written = BesideHippo.write(read.wish(), CloudNativePgOptions.ofDefaults(), Residue.none());

        BesideHippo again = BesideHippo.read(BesideHippo.yaml(written));
        assertThat(again.lint()).isEmpty();
        assertThat(again.wish()).isEqualTo(read.wish());
        assertThat(again.options()).isEqualTo(SatelliteOptions.ofDefaults());
        assertThat(again.residue()).isEqualTo(Residue.none());
    }

    @Test
    void inTheOlderFormThereIsNoObjectStoreAndNoPluginIsNamed() {
        BesideHippo read = BesideHippo.read(ALL);
        List<ObjectNode> written = BesideHippo.write(
                read.wish(), CloudNativePgOptions.ofDefaults().withBackupForm(BackupForm.IN_TREE), Residue.none());
        assertThat(written).extracting(o -> o.path("kind").asText()).doesNotContain("ObjectStore");
        assertThat(written.get(0).path("spec").has("method")).isFalse();
        assertThat(BesideHippo.read(BesideHippo.yaml(written), BackupForm.IN_TREE)
                        .residue())
                .isEqualTo(Residue.none());
    }

    @Test
    void whatBelongsToAnotherClusterOrIsNoWishPassesThrough() {
        for (String other : List.of(
                ALL.replace("cluster: {name: hippo}", "cluster: {name: rhino}").replace("name: store", "name: other"),
                ALL.replace("namespace: demo", "namespace: elsewhere"))) {
            BesideHippo read = BesideHippo.read(other);
            assertThat(read.residue().unread()).isEmpty();
            assertThat(read.residue().untouched())
                    .isEqualTo(trees(other).stream()
                            .sorted(Comparator.comparing(
                                    o -> !o.path("kind").asText().equals("ObjectStore")))
                            .toList());
            assertThat(read.lint()).isEmpty();
        }
        assertThat(BesideHippo.read(ALL).residue().untouched())
                .extracting(o -> o.path("kind").asText())
                .containsExactly("Backup", "DatabaseRole", "Publication", "Subscription", "ImageCatalog");
    }

    @Test
    void aScheduleThatBacksUpElsewhereOrCountsIntervalsPassesThrough() {
        String plain = """
                apiVersion: postgresql.cnpg.io/v1
                kind: ScheduledBackup
                metadata: {name: one, namespace: demo}
                spec: {schedule: "0 0 2 * * *", cluster: {name: hippo}%s}
                """;
        for (String more : List.of(
                "",
                ", method: barmanObjectStore",
                ", method: plugin",
                ", method: plugin, pluginConfiguration: {name: other.example}")) {
            assertThat(BesideHippo.read(plain.formatted(more)).residue().untouched())
                    .hasSize(1);
        }
        assertThat(BesideHippo.read(plain.formatted("").replace("0 0 2 * * *", "@every 6h"), BackupForm.IN_TREE)
                        .residue()
                        .untouched())
                .hasSize(1);
        assertThat(BesideHippo.read(plain.formatted(""), BackupForm.IN_TREE)
                        .residue()
                        .untouched())
                .isEmpty();
    }

    @Test
    void theSecondObjectOfANamePassesThrough() {
        String two = ALL + "\n---\n" + ALL;
        assertThat(BesideHippo.read(two).wish()).isEqualTo(BesideHippo.read(ALL).wish());
    }

    @Test
    void databasesWhoseNamesDifferInSignsOnlyHaveObjectsOfTheirOwn() {
        Database.Builder one = Database.builder().owner("app");
        BesideHippo read = BesideHippo.read(ALL);
        var wish = read.wish()
                .withAccess(read.wish()
                        .access()
                        .withDatabases(List.of(
                                one.name("a_b").build(),
                                one.name("a-b").build(),
                                one.name("A B").build())));
        List<ObjectNode> written = new DatabaseKind().write(wish, CloudNativePgOptions.ofDefaults());
        assertThat(written)
                .extracting(o -> o.path("metadata").path("name").asText())
                .containsExactly("hippo-a-b", "hippo-a-b-2", "hippo-a-b-3");
        BesideHippo again = BesideHippo.read(BesideHippo.yaml(written));
        assertThat(again.wish().access()).isEqualTo(wish.access());
        assertThat(again.options()).isEqualTo(SatelliteOptions.ofDefaults());
    }
}
