package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.cnpg.CloudNativePgOptions;
import io.pgspan.operators.conduct.Aspect;
import io.pgspan.operators.crunchy.Crunchy;
import io.pgspan.operators.crunchy.CrunchyOptions;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.kubedb.KubeDbOptions;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From one operator to another, one thing at a time. */
class TranslatorTest {
    private static final String CRUNCHY = """
            apiVersion: postgres-operator.crunchydata.com/v1beta1
            kind: PostgresCluster
            metadata:
              name: orders
              namespace: shop
              uid: 7-7
              annotations:
                postgres-operator.crunchydata.com/autoCreateUserSchema: "true"
                kubectl.kubernetes.io/last-applied-configuration: "{}"
                example.org/owner: sales
            spec:
              postgresVersion: 17
              image: registry.example.org/crunchy-postgres:17
              imagePullPolicy: Always
              instances:
                - name: east
                  replicas: 1
                  dataVolumeClaimSpec:
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 5Gi}}
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        - topologyKey: kubernetes.io/hostname
                          labelSelector:
                            matchLabels: {postgres-operator.crunchydata.com/cluster: orders}
                - name: west
                  replicas: 2
                  dataVolumeClaimSpec:
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 5Gi}}
              backups:
                pgbackrest:
                  global: {process-max: "4"}
                  repos:
                    - name: repo1
                      s3: {bucket: backups, endpoint: s3.example.org, region: eu}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: notes}
            """;

    private static ManifestSet set(String text) {
        return ManifestReader.parse(List.of(new Source("orders.yaml", text)));
    }

    private static Reading<CrunchyOptions> crunchy() {
        Reading<CrunchyOptions> reading = Crunchy.dialect().read(set(CRUNCHY), ReadOptions.ofDefaults());
        assertThat(reading.violations()).isEmpty();
        return reading;
    }

    private static Translation<CloudNativePgOptions> translated() {
        return Translator.translate(crunchy(), Crunchy.dialect(), CloudNativePg.dialect());
    }

    @Test
    void whatOnlyTheSourcesOperatorUnderstandsIsToldAndLeftOut() {
        Translation<CloudNativePgOptions> there = translated();
        assertThat(there.lost())
                .extracting(UnsupportedFeature::rule)
                .contains(
                        "translation.order",
                        "translation.image",
                        "translation.affinity-labels",
                        "translation.backup-tool");
        assertThat(there.lost())
                .extracting(UnsupportedFeature::path)
                .contains(
                        "annotations[\"postgres-operator.crunchydata.com/autoCreateUserSchema\"]",
                        "annotations[\"kubectl.kubernetes.io/last-applied-configuration\"]");
        assertThat(there.wish().annotations()).containsOnlyKeys("example.org/owner");
        assertThat(ManifestWriter.toYaml(there.manifests()))
                .doesNotContain("crunchy")
                .doesNotContain("process-max");
    }

    @Test
    void nothingIsToldToBeLostThatWasNotSaid() {
        assertThat(translated().lost())
                .extracting(UnsupportedFeature::path)
                .noneMatch(path -> path.startsWith("placement.rules") || path.startsWith("tls"));
    }

    @Test
    void instancesOfSeveralSetsAreCountedTogetherAndThatIsTold() {
        Translation<CloudNativePgOptions> there = translated();
        assertThat(there.wish().replicas()).isEqualTo(3);
        assertThat(there.wish().furtherInstances()).isEmpty();
        assertThat(there.tells("replicas")).isTrue();
        assertThat(there.tells("furtherInstances")).isTrue();
    }

    @Test
    void optionsFieldsAndObjectsOfTheSourceAreLeftBehindEachWithItsPlace() {
        List<LeftBehind> left = translated().leftBehind();
        assertThat(left)
                .filteredOn(one -> one.reason() == LeftBehind.Reason.OPTION)
                .extracting(LeftBehind::path)
                .contains("spec.instances[0].name");
        assertThat(left)
                .filteredOn(one -> one.reason() == LeftBehind.Reason.OBJECT)
                .extracting(LeftBehind::object)
                .containsExactly("ConfigMap notes");
        assertThat(left)
                .filteredOn(one -> one.reason() != LeftBehind.Reason.OBJECT)
                .extracting(LeftBehind::path)
                .contains("spec.imagePullPolicy");
        assertThat(ManifestWriter.toYaml(translated().manifests())).doesNotContain("ConfigMap");
    }

    @Test
    void whatTheOperatorsDoDifferentlyIsToldInTheNamesOfTheCluster() {
        assertThat(translated().changed())
                .filteredOn(change -> change.reason() == MeaningChange.Reason.CONDUCT)
                .extracting(MeaningChange::path)
                .contains("election", "deletionPolicy", "services", "access.users", "backups", "name");
        assertThat(translated().changed())
                .filteredOn(change -> change.path().equals("services"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before()).contains("orders-primary");
                    assertThat(change.after()).contains("orders-rw");
                });
        assertThat(translated().changed())
                .allSatisfy(change -> assertThat(change.toString()).doesNotContain("{"));
    }

    @Test
    void theSameOperatorKeepsItsOptionsAndFieldsAndLosesOnlyNotes() {
        Reading<CrunchyOptions> reading = crunchy();
        Translation<CrunchyOptions> there = Translator.translate(reading, Crunchy.dialect(), Crunchy.dialect());
        assertThat(there.options()).isEqualTo(reading.options());
        assertThat(there.lost())
                .extracting(UnsupportedFeature::path)
                .containsExactly("annotations[\"kubectl.kubernetes.io/last-applied-configuration\"]");
        assertThat(there.leftBehind())
                .extracting(LeftBehind::toString)
                .containsExactly("UNREAD PostgresCluster metadata.uid: 7-7", "OBJECT ConfigMap notes");
        assertThat(ManifestWriter.toYaml(there.manifests()))
                .contains("imagePullPolicy: Always")
                .doesNotContain("uid");
        assertThat(there.changed()).isEmpty();
    }

    @Test
    void otherOptionsOfTheSameOperatorLeaveTheOldOnesBehind() {
        CrunchyOptions other = CrunchyOptions.builder().postgresPort(5433).build();
        Translation<CrunchyOptions> there = Translator.translate(
                crunchy(),
                Crunchy.dialect(),
                Crunchy.dialect(),
                Destination.<CrunchyOptions>same().with(other));
        assertThat(there.options()).isEqualTo(other);
        assertThat(there.leftBehind()).extracting(LeftBehind::path).contains("spec.instances[0].name");
    }

    @Test
    void instancesThatAreToldWhereToLiveStayInTheirSets() {
        PostgresCluster placed = crunchy()
                .orThrow()
                .withPlacement(PlacementPolicy.builder().on("east", 0).build());
        List<UnsupportedFeature> lost = new ArrayList<>();
        assertThat(Fitting.before(placed, CloudNativePg.dialect().capabilities(), lost))
                .isEqualTo(placed);
        assertThat(lost).isEmpty();
    }

    @Test
    void anotherNameNamespaceAndOptionsAreTheTargets() {
        CloudNativePgOptions options = CloudNativePgOptions.ofDefaults().withBackupTarget("primary");
        Translation<CloudNativePgOptions> there = Translator.translate(
                crunchy(),
                Crunchy.dialect(),
                CloudNativePg.dialect(),
                Destination.<CloudNativePgOptions>same()
                        .named("orders2")
                        .inNamespace("store")
                        .with(options));
        assertThat(there.options()).isEqualTo(options);
        PostgresCluster read = CloudNativePg.dialect()
                .read(ManifestSet.of(there.manifests()), ReadOptions.ofDefaults())
                .orThrow();
        assertThat(read.name()).isEqualTo("orders2");
        assertThat(read.namespace()).isEqualTo("store");
    }

    @Test
    void aVersionThatTheOtherOperatorDoesNotRunIsImpossibleAndNoManifestIsWritten() {
        PostgresCluster old = PostgresCluster.builder()
                .name("orders")
                .version(new PostgresVersion(10, 4))
                .build();
        Reading<KubeDbOptions> reading =
                KubeDb.dialect().read(ManifestSet.of(KubeDb.dialect().write(old)), ReadOptions.ofDefaults());
        Translation<CrunchyOptions> there = Translator.translate(reading, KubeDb.dialect(), Crunchy.dialect());
        assertThat(there.impossible()).extracting(UnsupportedFeature::path).containsExactly("version");
        assertThat(there.lost()).doesNotContainAnyElementsOf(there.impossible());
        assertThat(there.manifests()).isEmpty();
        assertThatThrownBy(there::orThrow).isInstanceOf(InvalidException.class).hasMessageContaining("version");

        Translation<CrunchyOptions> newer = Translator.translate(
                reading,
                KubeDb.dialect(),
                Crunchy.dialect(),
                Destination.<CrunchyOptions>same().onVersion(PostgresVersion.of("17")));
        assertThat(newer.orThrow().manifests()).isNotEmpty();
        assertThat(newer.plan().orElseThrow().title()).startsWith(Way.DUMP.title());
    }

    @Test
    void aReadingWithAnErrorIsRefused() {
        Reading<KubeDbOptions> reading = KubeDb.dialect()
                .read(
                        set("apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: {name: a}\nspec: {replicas: many}\n"),
                        ReadOptions.ofDefaults());
        assertThatThrownBy(() -> Translator.translate(reading, KubeDb.dialect(), Crunchy.dialect()))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void everyDialectIsFoundByItsName() {
        assertThat(Dialects.known().ids()).containsExactly("kubedb", "cnpg", "crunchy");
        assertThat(Dialects.known().find("kubedb")).containsSame(KubeDb.dialect());
        assertThat(Dialects.known().find("other")).isEmpty();
        assertThatThrownBy(() -> Dialects.known().of("other")).hasMessageContaining("kubedb, cnpg, crunchy");
        assertThat(Dialects.known().capabilities()).hasSize(4);
        assertThat(Dialects.known().all())
                .allSatisfy(dialect ->
                        assertThat(dialect.conduct().habits()).as(dialect.id()).hasSize(Aspect.values().length));
    }

    @Test
    void whatTheOtherOperatorSaysOfTheManifestsIsTold() {
        assertThat(translated().lint()).isNotEmpty().extracting(Lint::severity).doesNotContain(Severity.ERROR);
    }
}
