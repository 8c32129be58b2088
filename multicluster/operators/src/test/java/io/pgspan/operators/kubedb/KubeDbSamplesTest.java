package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeDbSamplesTest {
    private static Reading<KubeDbOptions> read(ManifestSet set) {
        return KubeDb.dialect().read(set, ReadOptions.ofDefaults());
    }

    private static Reading<KubeDbOptions> read(String folder) {
        return read(Samples.set(folder));
    }

    @Test
    void theNewerDocumentIsTheSentenceOfTheBuilder() {
        PostgresCluster said = PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .version("17.2")
                .replicas(3)
                .storage(Storage.of("2Gi"))
                .placement(PlacementPolicy.builder()
                        .name("distributed-postgres")
                        .addRule(ClusterRule.of("demo-controller", 0, 2).onClass("local-path"))
                        .addRule(ClusterRule.of("demo-worker", 1).onClass("local-path"))
                        .spread(Spread.acrossZones().maxSkew(1).scheduleAnyway())
                        .spread(Spread.acrossNodes().maxSkew(1).scheduleAnyway())
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build())
                .deletionPolicy(DeletionPolicy.WIPE_OUT)
                .build();

        Reading<KubeDbOptions> reading = read("newer");

        assertThat(reading.orThrow()).isEqualTo(said);
        assertThat(reading.options().generation()).isEqualTo(PolicyGeneration.G2);
        assertThat(reading.options().policy().labels()).containsEntry("app.kubernetes.io/managed-by", "Helm");
        assertThat(reading.lint())
                .filteredOn(found -> found.severity() != Severity.INFO)
                .extracting(Lint::id)
                .containsExactly("kubedb.md5-default");
    }

    @Test
    void theOlderDocumentIsReadAndItsShapeIsRemembered() {
        Reading<KubeDbOptions> reading = read("older");

        PostgresCluster cluster = reading.orThrow();
        assertThat(cluster.storage()).isEqualTo(Storage.of("500Mi"));
        assertThat(cluster.placement().orElseThrow().slice()).contains(new SliceRef(null, "demo-slice"));
        assertThat(cluster.placement().orElseThrow().rules())
                .extracting(rule -> rule.clusterName() + rule.ordinals())
                .containsExactly("demo-controller[0, 2]", "demo-worker[1]");
        assertThat(reading.options().generation()).isEqualTo(PolicyGeneration.G1);
        assertThat(reading.lint()).anyMatch(found -> found.happens().contains("drop this section"));
        assertThat(ManifestWriter.toYaml(KubeDb.dialect().write(reading)))
                .contains("ocm:")
                .doesNotContain("clusterSpreadConstraint");
    }

    @Test
    void fiveReplicasKeepTheirReplicationResourcesAndParameters() {
        PostgresCluster cluster = read("five").orThrow();

        assertThat(cluster.replicas()).isEqualTo(5);
        assertThat(cluster.replication()).isEqualTo(Replication.anySynchronous(1));
        assertThat(cluster.resources()).isEqualTo(Resources.of("250m", "512Mi"));
        assertThat(cluster.parameters()).containsExactlyEntriesOf(Map.of("work_mem", "8MB"));
        assertThat(cluster.storage()).isEqualTo(Storage.of("1Gi").onClass("local-path"));
        assertThat(cluster.labels()).containsEntry("team", "checkout");
        assertThat(cluster.deletionPolicy()).isEqualTo(DeletionPolicy.PROTECT);
        assertThat(cluster.placement().orElseThrow().spreads()).containsExactly(Spread.acrossZones());
    }

    @Test
    void twoReplicasHaveTheArbiterThatKubeDbAdds() {
        Reading<KubeDbOptions> reading = read("two");

        assertThat(reading.orThrow().arbiter()).contains(Arbiter.ofDefaults());
        assertThat(reading.orThrow().deletionPolicy()).isEqualTo(DeletionPolicy.KEEP_DATA);
        assertThat(reading.lint()).anyMatch(found -> found.happens().contains("arbiter"));
    }

    @Test
    void oneReplicaIsTheWebhooksDefault() {
        PostgresCluster cluster = read("one").orThrow();

        assertThat(cluster.replicas()).isEqualTo(1);
        assertThat(cluster.arbiter()).isEmpty();
        assertThat(cluster.placement()).isEmpty();
        assertThat(cluster.deletionPolicy()).isEqualTo(DeletionPolicy.DELETE_VOLUMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newer", "older", "five", "two", "one"})
    void aSampleIsValidOnItsFleet(String folder) {
        ManifestSet set = Samples.set(folder);
        Reading<KubeDbOptions> reading = read(set);

        assertThat(reading.violationsOn(FleetReader.read(
                                set, reading.orThrow().placement(), Optional.empty(), FleetDefaults.ofDefaults())
                        .fleet()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newer", "older", "five", "two", "one"})
    void whatIsWrittenReadsAsWhatWasRead(String folder) {
        Reading<KubeDbOptions> reading = read(folder);

        String yaml = ManifestWriter.toYaml(KubeDb.dialect().write(reading));
        Reading<KubeDbOptions> again = read(ManifestReader.parse(List.of(new Source("written", yaml))));

        assertThat(again.violations()).isEmpty();
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
        assertThat(yaml).doesNotContain("kind: Pod\n");
    }
}
