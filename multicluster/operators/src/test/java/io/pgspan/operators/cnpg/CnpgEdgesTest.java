package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.Database.Extension;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Values that are absent, empty, the default, or at odds with others: where reading and writing alike could be wrong in the same way. */
class CnpgEdgesTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final String BARE = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: hippo}
            spec:
              imageName: ghcr.io/cloudnative-pg/postgresql:17
              storage: {size: 1Gi}
            """;
    private static final String STORES = """
            externalClusters:
            - {name: gone, plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: vault%s}}}
            """;

    private static Reading<CloudNativePgOptions> with(String spec) {
        return Read.yaml(BARE + spec.indent(2));
    }

    private static RestoreFrom restored(String spec) {
        return (RestoreFrom) with(spec).orThrow().dataSource().orElseThrow();
    }

    @Test
    void aClusterThatDoesNotSayHowManyHasOneInstance() {
        assertThat(with("").orThrow().replicas()).isEqualTo(1);
    }

    @Test
    void aCatalogHasVersionsSinceTen() {
        String catalog = BARE.replace(
                "imageName: ghcr.io/cloudnative-pg/postgresql:17",
                "imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: c, major: 10}");
        assertThat(Read.yaml(catalog).cluster().orElseThrow().version().major()).isEqualTo(10);
        assertThat(Read.yaml(catalog.replace("major: 10", "major: 9")).violations())
                .extracting(found -> found.path())
                .contains("spec.imageCatalogRef.major");
    }

    @Test
    void eachListOfSqlRunsInItsDatabase() {
        assertThat(with("""
                bootstrap:
                  initdb:
                    postInitSQL: [A]
                    postInitTemplateSQL: [B]
                    postInitApplicationSQL: [C]
                """).orThrow().initScripts())
                .containsExactly(
                        new InitScript.Sql("A", "postgres"),
                        new InitScript.Sql("B", "template1"),
                        new InitScript.Sql("C", null));
    }

    @Test
    void aPluginThatIsSwitchedOffArchivesNothing() {
        String plugin = "plugins: [{name: barman-cloud.cloudnative-pg.io, enabled: %s, isWALArchiver: true, "
                + "parameters: {barmanObjectName: vault}}]\n";
        assertThat(with(plugin.formatted("true")).orThrow().backups()).isPresent();
        assertThat(with(plugin.formatted("false")).orThrow().backups()).isEmpty();
    }

    @Test
    void snapshotsAreOnlineUnlessSaidOtherwise() {
        assertThat(snapshotsOnline("{className: c}")).isTrue();
        assertThat(snapshotsOnline("{className: c, online: false}")).isFalse();
    }

    private static boolean snapshotsOnline(String said) {
        return with("backup: {volumeSnapshot: " + said + "}\n")
                .orThrow()
                .backups()
                .orElseThrow()
                .snapshots()
                .orElseThrow()
                .isOnline();
    }

    @Test
    void aLibraryWhoseNameIsNoPlainWordStaysAsItIs() {
        Reading<CloudNativePgOptions> reading = with("postgresql: {shared_preload_libraries: [a, \"b,c\"]}\n");
        assertThat(reading.orThrow().parameters()).isEmpty();
        assertThat(CNPG.write(reading).get(0).at("/spec/postgresql/shared_preload_libraries"))
                .hasToString("[\"a\",\"b,c\"]");
    }

    @Test
    void theRuleThatKeepsInstancesApartIsReadAsItStands() {
        assertThat(with("affinity: {podAntiAffinityType: preferred, topologyKey: zone}\n")
                        .options()
                        .antiAffinity())
                .isEqualTo(new AntiAffinity(true, "zone", false));
        assertThat(with("affinity: {podAntiAffinityType: required}\n").options().antiAffinity())
                .isEqualTo(new AntiAffinity(true, "kubernetes.io/hostname", true));
    }

    @Test
    void anEmptyNameOfABackupOrAServerIsNone() {
        String recovery = "bootstrap: {recovery: {source: gone, recoveryTarget: {backupID: \"%s\"}}}\n";
        assertThat(restored(recovery.formatted("") + STORES.formatted("")).backupName())
                .isEmpty();
        assertThat(restored(recovery.formatted("b") + STORES.formatted("")).backupName())
                .contains("b");
        assertThat(restored(recovery.formatted("") + STORES.formatted(", serverName: \"\""))
                        .clusterName())
                .as("the external cluster's name stands in")
                .contains("gone");
        assertThat(restored(recovery.formatted("") + STORES.formatted(", serverName: old"))
                        .clusterName())
                .contains("old");
    }

    @Test
    void aFollowerThatIsRestoredToATargetSaysSo() {
        String follower = """
                plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: vault}}]
                replica: {enabled: true, source: gone}
                bootstrap: {recovery: {source: gone%s}}
                """ + STORES.formatted("");
        assertThat(with(follower.formatted("")).orThrow().dataSource())
                .as("what is followed is what it is made of")
                .isEmpty();
        assertThat(restored(follower.formatted(", recoveryTarget: {targetTime: \"2026-01-31T12:00:00Z\"}"))
                        .target()
                        .toString())
                .contains("2026-01-31");
    }

    @Test
    void aServerThatIsCopiedAndAnotherOneThatIsFollowedHaveNamesOfTheirOwn() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .dataSource(CloneOf.builder()
                        .connection(Connection.builder().host("copied.example").build())
                        .build())
                .standby(StandbyCluster.builder().enabled(false).stream(
                                Connection.builder().host("followed.example").build())
                        .build())
                .build();
        CloudNativePgOptions options = CloudNativePgOptions.ofDefaults().withBootstrapSource("source");
        assertThat(CNPG.write(wish, options, Residue.none(), WriteOptions.ofDefaults())
                        .get(0)
                        .at("/spec/externalClusters"))
                .extracting(
                        one -> one.path("name").asText(),
                        one -> one.at("/connectionParameters/host").asText())
                .containsExactlyInAnyOrder(
                        tuple("source-bootstrap", "copied.example"), tuple("source", "followed.example"));
    }

    @Test
    void ofSeveralCommandsTheOneOfMostWeightIsTheLifecycle() {
        String commands = BARE.replace(
                "{name: hippo}",
                "{name: hippo, annotations: {cnpg.io/reconciliationLoop: disabled, cnpg.io/fencedInstances: '[\"*\"]'%s}}");
        assertThat(Read.yaml(commands.formatted("")).orThrow().lifecycle()).isEqualTo(Lifecycle.SHUT_DOWN);
        assertThat(Read.yaml(commands.formatted(", cnpg.io/hibernation: \"on\""))
                        .orThrow()
                        .lifecycle())
                .isEqualTo(Lifecycle.HIBERNATED);
    }

    @Test
    void databasesAreTheLeadersInADistributedTopology() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .replicas(2)
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .access(Access.ofDefaults()
                        .withDatabases(List.of(
                                Database.builder().name("orders").owner("app").build())))
                .placement(PlacementPolicy.builder().on("eu", 0).on("us", 1).build())
                .build();
        CloudNativePgOptions options =
                CloudNativePgOptions.ofDefaults().withHosts(Map.of("eu", "eu.example", "us", "us.example"));
        Map<String, List<String>> kinds = new TreeMap<>();
        CNPG.render(
                        Wish.of(wish, options).written(WriteOptions.waiving(List.of("placement.rules"))),
                        Assignments.of(wish),
                        "hub")
                .forEach((home, objects) -> kinds.put(
                        home,
                        objects.stream()
                                .map(object -> object.path("kind").asText())
                                .toList()));
        assertThat(kinds).isEqualTo(Map.of("eu", List.of("Cluster", "Database"), "us", List.of("Cluster")));
    }

    @Test
    void timesOfALeaseThatTheOperatorRefusesAreToldAsALimit() {
        assertThat(limits(15, 10, 2)).isEmpty();
        assertThat(limits(15, 6, 5)).as("not more than 1.2 times").containsExactly("cnpg.lease-seconds");
        assertThat(limits(15, 7, 5)).isEmpty();
        assertThat(limits(15, 10, 0)).containsExactly("cnpg.lease-seconds");
    }

    private static List<String> limits(int duration, int deadline, int period) {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .election(new ElectionTiming.Lease(
                        Duration.ofSeconds(duration), Duration.ofSeconds(deadline), Duration.ofSeconds(period)))
                .build();
        return CNPG.unsupported(wish, CloudNativePgOptions.ofDefaults()).stream()
                .map(UnsupportedFeature::rule)
                .toList();
    }

    @Test
    void backupsThatRestAreToldAsALimit() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .backups(Backups.builder()
                        .addRepository(Repository.builder()
                                .name("vault")
                                .target(RepositoryTarget.S3
                                        .builder()
                                        .bucket("b")
                                        .build())
                                .build())
                        .paused(true)
                        .build())
                .build();
        assertThat(CNPG.unsupported(wish, CloudNativePgOptions.ofDefaults()))
                .extracting(UnsupportedFeature::rule)
                .contains("cnpg.backup-parts");
    }

    @Test
    void keysOfAStoreInTwoSecretsStayAsTheyAre() {
        Reading<CloudNativePgOptions> reading = with("""
                backup:
                  barmanObjectStore:
                    destinationPath: s3://b
                    s3Credentials:
                      accessKeyId: {name: one, key: ACCESS_KEY_ID}
                      secretAccessKey: {name: two, key: ACCESS_SECRET_KEY}
                """);
        assertThat(CNPG.write(reading).get(0).at("/spec/backup/barmanObjectStore/s3Credentials"))
                .hasToString("{\"accessKeyId\":{\"name\":\"one\",\"key\":\"ACCESS_KEY_ID\"},"
                        + "\"secretAccessKey\":{\"name\":\"two\",\"key\":\"ACCESS_SECRET_KEY\"}}");
    }

    @Test
    void aLineThatTurnsAwayTlsTurnsNobodyAwayWhoComesWithoutIt() {
        String lines = "postgresql: {pg_hba: [hostssl shop shop all scram-sha-256, %s all all all reject]}\n";
        assertThat(with(lines.formatted("hostssl")).lint()).extracting(Lint::id).contains("cnpg.tls-not-enforced");
        assertThat(with(lines.formatted("hostnossl")).lint())
                .extracting(Lint::id)
                .doesNotContain("cnpg.tls-not-enforced");
    }

    @Test
    void aWindowOfMoreDaysThanCanBeReadBackIsNotWritten() {
        assertThat(RetentionText.text(Retention.window(Duration.ofDays(999_999))))
                .contains("999999d");
        assertThat(RetentionText.text(Retention.window(Duration.ofDays(1_000_000))))
                .isEmpty();
    }

    @Test
    void aPodsOwnIdentityIsNotSaidBesideCredentialsThatWereKept() {
        ObjectNode store = (ObjectNode) CNPG.write(with("""
                backup:
                  barmanObjectStore:
                    destinationPath: gs://b
                    googleCredentials: {applicationCredentials: {name: s, key: k}}
                """)).get(0).at("/spec/backup/barmanObjectStore");
        store.withObject("/googleCredentials").put("gkeEnvironment", true);
        BarmanFields.complete(store);
        assertThat(store.path("googleCredentials").has("gkeEnvironment")).isFalse();
    }

    @Test
    void theLogOfOneInstanceMayPileUpOnlyWhereItIsArchived() {
        assertThat(with("").lint()).extracting(Lint::id).doesNotContain("cnpg.wal-beside-data");
        assertThat(with("backup: {barmanObjectStore: {destinationPath: s3://b}}\n")
                        .lint())
                .extracting(Lint::id)
                .contains("cnpg.wal-beside-data");
    }

    @Test
    void aSizeThatIsSaidTwiceIsThatOfTheShorterForm() {
        String twice = BARE.replace(
                "storage: {size: 1Gi}",
                "storage: {size: 3Gi, storageClass: fast, pvcTemplate: {storageClassName: slow, resources: {requests: {storage: 5Gi}}}}");

        Reading<CloudNativePgOptions> reading = Read.yaml(twice);

        assertThat(reading.orThrow().storage()).isEqualTo(Storage.of("3Gi").onClass("fast"));
        ObjectNode written = CNPG.write(reading).get(0);
        assertThat(written.at("/spec/storage/size").asText()).isEqualTo("3Gi");
        assertThat(Read.yaml(ManifestWriter.toYaml(List.of(written))).orThrow().storage())
                .isEqualTo(reading.orThrow().storage());
    }

    @Test
    void anExtensionOrSchemaThatIsNamedTwiceCountsOnce() {
        Reading<CloudNativePgOptions> reading = Read.yaml(BARE + """
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: Database
                metadata: {name: hippo-app}
                spec:
                  name: app
                  owner: app
                  cluster: {name: hippo}
                  extensions: [{name: hstore, version: "1.8"}, {name: hstore, version: "1.7"}]
                  schemas: [{name: sales}, {name: sales, owner: app}]
                """);

        Database app = reading.cluster().orElseThrow().access().databases().get(0);
        assertThat(app.extensions()).extracting(Extension::name).containsExactly("hstore");
        assertThat(app.extensions().get(0).version()).contains("1.8");
        assertThat(app.schemas()).containsExactly("sales");
    }

    @Test
    void aServerThatIsCopiedAndThenFollowedIsSaidOnce() {
        Connection north = Connection.builder().host("north").build();
        PostgresCluster wish = Read.yaml(BARE).orThrow().toBuilder()
                .dataSource(CloneOf.builder().connection(north).build())
                .standby(StandbyCluster.builder().stream(north).build())
                .build();

        assertThat(CNPG.restrictions()
                        .restrict(wish, CNPG.defaults(), RoundTrip.WAIVED.waivers())
                        .dataSource())
                .isEmpty();
        assertThat(CNPG.restrictions()
                        .restrict(wish.withStandby(Optional.empty()), CNPG.defaults(), RoundTrip.WAIVED.waivers())
                        .dataSource())
                .isPresent();
    }
}
