package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeDbViolationsTest {
    private static final String POSTGRES = "postgres.yaml";

    @Test
    void anOrdinalOfAReplicaThatNobodyNames() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "replicas: 3", "replicas: 5"),
                "placement.ordinal-missing",
                "placement-policy.yaml:9",
                "spec.clusterSpreadConstraint.distributionRules",
                "0, 1, 2",
                "0 to 4");
    }

    @Test
    void aNegativeQuantity() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "storage: 2Gi", "storage: -2Gi"),
                "storage.positive",
                "postgres.yaml:15",
                "spec.storage.resources.requests.storage",
                "-2Gi",
                "positive");
    }

    @Test
    void aTextThatIsNoQuantity() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "storage: 2Gi", "storage: 2 GB"),
                "kubedb.malformed",
                "postgres.yaml:15",
                "spec.storage.resources.requests.storage",
                "2 GB",
                "2Gi");
    }

    @Test
    void anUnknownEnumNamesTheAllowedValues() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "WipeOut", "Wipeout"),
                "kubedb.unknown-enum",
                "postgres.yaml:8",
                "spec.deletionPolicy",
                "Wipeout",
                "DoNotTerminate, Halt, Delete, WipeOut");
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "distributed: true", "distributed: true\n  sslMode: maybe"),
                "kubedb.unknown-enum",
                "postgres.yaml:8",
                "spec.sslMode",
                "maybe",
                "verify-full");
    }

    @Test
    void anUnknownFieldNamesTheOneThatWasMeant() {
        ManifestSet set = Samples.changed("newer", POSTGRES, "  replicas: 3", "  replicas: 3\n  standbymode: Warm");

        Refusal.assertThatIs(
                Refusal.violations(set).get(0),
                "kubedb.unknown-field",
                "postgres.yaml:10",
                "spec.standbymode",
                "Warm",
                "write standbyMode");
        assertThat(Refusal.violations(set, "spec.standbymode")).isEmpty();
        assertThat(Refusal.violations(set, "spec.other")).hasSize(1);
    }

    @Test
    void aSliceThatDoesNotExistOrLacksACluster() {
        Refusal.assertThatIs(
                Refusal.only("five", "orders.yaml", "sliceName: orders-slice", "sliceName: other"),
                "placement.slice-unknown",
                "orders.yaml:15",
                "spec.clusterSpreadConstraint.slice",
                "kubeslice-orders/other",
                "kubeslice-orders/orders-slice");
    }

    @Test
    void aClusterTheFleetDoesNotHave() {
        Refusal.assertThatIs(
                Refusal.only("five", "orders.yaml", "clusterName: dublin", "clusterName: cork"),
                "placement.cluster-unknown",
                "orders.yaml:11",
                "spec.clusterSpreadConstraint.distributionRules[1].clusterName",
                "cork",
                "frankfurt, dublin, stockholm");
    }

    @Test
    void aBadName() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "name: postgres\n", "name: Postgres_1\n"),
                "name.dns-1123",
                "postgres.yaml:4",
                "metadata.name",
                "Postgres_1",
                "lower-case");
    }

    @Test
    void aVersionWithoutQuotesAndOneThatIsNone() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "version: \"17.2\"", "version: 17.10"),
                "kubedb.wrong-type",
                "postgres.yaml:17",
                "spec.version",
                "17.10",
                "\"17.10\"");
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "version: \"17.2\"", "version: newest"),
                "kubedb.malformed",
                "postgres.yaml:17",
                "spec.version",
                "newest",
                "17.2");
    }

    @Test
    void theVersionOfACatalogMayHaveASuffixThatIsKept() {
        ManifestSet set = Samples.changed("newer", POSTGRES, "\"17.2\"", "17.9-bookworm");
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.ofDefaults());

        assertThat(reading.orThrow().version()).hasToString("17.9");
        assertThat(reading.options().versionName()).contains("17.9-bookworm");
        assertThat(KubeDb.dialect().write(reading).get(1).at("/spec/version").asText())
                .isEqualTo("17.9-bookworm");
    }

    @Test
    void distributedAndItsPolicyMustAgree() {
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "  distributed: true\n", ""),
                "kubedb.distributed",
                "postgres.yaml:6",
                "spec.distributed",
                "",
                "distributed: true");
        Refusal.assertThatIs(
                Refusal.only("newer", POSTGRES, "name: distributed-postgres", "name: distributed-postgre"),
                "kubedb.policy-missing",
                "postgres.yaml:21",
                "spec.podTemplate.spec.podPlacementPolicy.name",
                "distributed-postgre",
                "distributed-postgres");
        Refusal.assertThatIs(
                Refusal.only("one", "notes.yaml", "  version: ", "  distributed: true\n  version: "),
                "kubedb.required",
                "notes.yaml:7",
                "spec.podTemplate.spec.podPlacementPolicy.name",
                "",
                "PlacementPolicy");
    }

    @Test
    void aContainerTwice() {
        String containers =
                "  podTemplate:\n    spec:\n      containers:\n        - name: postgres\n        - name: postgres\n";

        Refusal.assertThatIs(
                Refusal.only("one", "notes.yaml", "  deletionPolicy: Delete\n", containers),
                "kubedb.item-twice",
                "notes.yaml:19",
                "spec.podTemplate.spec.containers[1].name",
                "postgres",
                "keep one, or name them differently");
    }

    @Test
    void deletionPoliciesThatKubeDbRefuses() {
        Refusal.assertThatIs(
                Refusal.only(
                        "one",
                        "notes.yaml",
                        "deletionPolicy: Delete",
                        "storageType: Ephemeral\n  deletionPolicy: Halt"),
                "kubedb.deletion-policy",
                "notes.yaml:16",
                "spec.deletionPolicy",
                "Halt",
                "WipeOut");
        Refusal.assertThatIs(
                Refusal.only(
                        "one",
                        "notes.yaml",
                        "deletionPolicy: Delete",
                        "halted: true\n  deletionPolicy: DoNotTerminate"),
                "kubedb.deletion-policy",
                "notes.yaml:16",
                "spec.deletionPolicy",
                "DoNotTerminate",
                "remove halted");
    }

    @Test
    void severalClustersAreNamed() {
        String second = Samples.text("manifests/one/notes.yaml");
        ManifestSet set = Samples.changed(
                "one", "notes.yaml", second, second + "---\n" + second.replace("name: notes", "name: other"));

        Violation several = Refusal.violations(set).get(0);

        Refusal.assertThatIs(
                several, "kubedb.several", "notes.yaml:19", "kind", "Postgres demo/notes, Postgres demo/other", "one");
    }

    @Test
    void anOldApiVersionIsNamed() {
        Refusal.assertThatIs(
                Refusal.only("one", "notes.yaml", "kubedb.com/v1", "kubedb.com/v1alpha2"),
                "kubedb.api-version",
                "notes.yaml:2",
                "apiVersion",
                "kubedb.com/v1alpha2",
                "kubedb.com/v1");
    }

    @Test
    void requiredFieldsAreNamedWhereTheyBelong() {
        Refusal.assertThatIs(
                Refusal.only("one", "notes.yaml", "        storage: 500Mi\n", "        # none\n"),
                "kubedb.required",
                "notes.yaml:13",
                "spec.storage.resources.requests.storage",
                "",
                "2Gi");
    }

    @Test
    void everythingWrongInAFolderIsFoundAtOnceInTheOrderOfTheText() {
        List<Violation> found = Refusal.violations(Samples.set("bad"));

        assertThat(found)
                .extracting(v -> v.source() + " " + v.path() + " = " + v.value() + " " + v.rule())
                .containsExactlyElementsOf(
                        Samples.text("bad-violations.txt").lines().toList());
        assertThat(found).allSatisfy(v -> {
            assertThat(v.message()).isNotBlank();
            assertThat(v.remedy()).isNotBlank();
        });
    }
}
