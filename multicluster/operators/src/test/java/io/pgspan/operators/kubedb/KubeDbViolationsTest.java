package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubeDbViolationsTest {
    private static final String POLICY = "placement-policy.yaml";
    private static final String POSTGRES = "postgres.yaml";

    private static List<Violation> violations(ManifestSet set, String... waivers) {
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.waiving(List.of(waivers)));
        return reading.violationsOn(FleetReader.read(
                        set,
                        reading.cluster().flatMap(cluster -> cluster.placement()),
                        Optional.empty(),
                        FleetDefaults.ofDefaults())
                .fleet());
    }

    private static Violation only(String folder, String file, String from, String to) {
        List<Violation> found = violations(Samples.changed(folder, file, from, to));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void assertThatIs(
            Violation found, String rule, String source, String path, String value, String remedy) {
        assertThat(found.rule()).isEqualTo(rule);
        assertThat(found.source()).isEqualTo(source);
        assertThat(found.path()).isEqualTo(path);
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.remedy()).contains(remedy);
    }

    @Test
    void anOrdinalTwice() {
        assertThatIs(
                only("newer", POLICY, "          - 1\n", "          - 1\n          - 0\n"),
                "placement.ordinal-twice",
                "placement-policy.yaml:19",
                "spec.clusterSpreadConstraint.distributionRules[1].replicaIndices[1]",
                "0",
                "once");
    }

    @Test
    void aGap() {
        assertThatIs(
                only("newer", POLICY, "          - 1\n", "          - 3\n"),
                "placement.ordinal-gap",
                "placement-policy.yaml:9",
                "spec.clusterSpreadConstraint.distributionRules",
                "0, 2, 3",
                "without a gap");
    }

    @Test
    void anOrdinalOfAReplicaThatNobodyNames() {
        assertThatIs(
                only("newer", POSTGRES, "replicas: 3", "replicas: 5"),
                "placement.ordinal-missing",
                "placement-policy.yaml:9",
                "spec.clusterSpreadConstraint.distributionRules",
                "0, 1, 2",
                "0 to 4");
    }

    @Test
    void anOrdinalThatIsNoNumberIsOneMistakeAndNoGap() {
        assertThatIs(
                only("newer", POLICY, "          - 1\n", "          - one\n"),
                "kubedb.wrong-type",
                "placement-policy.yaml:18",
                "spec.clusterSpreadConstraint.distributionRules[1].replicaIndices[0]",
                "one",
                "a whole number");
    }

    @Test
    void aGapInTheFirstGeneration() {
        Violation gap = only("older", POLICY, "          - 1\n", "          - 3\n");

        assertThatIs(
                gap,
                "placement.ordinal-gap",
                "placement-policy.yaml:12",
                "spec.ocm.distributionRules",
                "0, 2, 3",
                "gap");
    }

    @Test
    void aNegativeQuantity() {
        assertThatIs(
                only("newer", POSTGRES, "storage: 2Gi", "storage: -2Gi"),
                "storage.positive",
                "postgres.yaml:15",
                "spec.storage.resources.requests.storage",
                "-2Gi",
                "positive");
    }

    @Test
    void aTextThatIsNoQuantity() {
        assertThatIs(
                only("newer", POSTGRES, "storage: 2Gi", "storage: 2 GB"),
                "kubedb.malformed",
                "postgres.yaml:15",
                "spec.storage.resources.requests.storage",
                "2 GB",
                "2Gi");
    }

    @Test
    void anUnknownEnumNamesTheAllowedValues() {
        assertThatIs(
                only("newer", POSTGRES, "WipeOut", "Wipeout"),
                "kubedb.unknown-enum",
                "postgres.yaml:8",
                "spec.deletionPolicy",
                "Wipeout",
                "DoNotTerminate, Halt, Delete, WipeOut");
        assertThatIs(
                only("newer", POSTGRES, "distributed: true", "distributed: true\n  sslMode: maybe"),
                "kubedb.unknown-enum",
                "postgres.yaml:8",
                "spec.sslMode",
                "maybe",
                "verify-full");
    }

    @Test
    void anUnknownFieldNamesTheOneThatWasMeant() {
        ManifestSet set = Samples.changed("newer", POSTGRES, "  replicas: 3", "  replicas: 3\n  standbymode: Warm");

        assertThatIs(
                violations(set).get(0),
                "kubedb.unknown-field",
                "postgres.yaml:10",
                "spec.standbymode",
                "Warm",
                "write standbyMode");
        assertThat(violations(set, "spec.standbymode")).isEmpty();
        assertThat(violations(set, "spec.other")).hasSize(1);
    }

    @Test
    void aWaiverCoversWhatIsBelowAndEveryIndexAndIsKept() {
        ManifestSet set = Samples.changed(
                "newer",
                POLICY,
                "      - clusterName: demo-worker",
                "      - clusterName: demo-worker\n        x: {y: 1}");

        assertThat(violations(set))
                .extracting(Violation::path)
                .containsExactly("spec.clusterSpreadConstraint.distributionRules[1].x");
        assertThat(violations(set, "spec.clusterSpreadConstraint.distributionRules[].x"))
                .isEmpty();
        Reading<KubeDbOptions> reading = KubeDb.dialect()
                .read(set, ReadOptions.waiving(List.of("spec.clusterSpreadConstraint.distributionRules[1].x")));
        assertThat(KubeDb.dialect().write(reading).get(0).at("/spec/clusterSpreadConstraint/distributionRules/1/x/y"))
                .hasToString("1");
    }

    @Test
    void aMissingSlice() {
        assertThatIs(
                only(
                        "newer",
                        POLICY,
                        "    slice:\n      projectNamespace: kubeslice-demo-distributed-postgres\n      sliceName: demo-slice\n",
                        ""),
                "kubedb.policy.slice-required",
                "placement-policy.yaml:8",
                "spec.clusterSpreadConstraint.slice",
                "",
                "projectNamespace and sliceName");
        assertThatIs(
                only("older", POLICY, "    sliceName: demo-slice\n", ""),
                "placement.slice-missing",
                "placement-policy.yaml:11",
                "spec.ocm.sliceName",
                "",
                "name the slice");
    }

    @Test
    void aSliceThatDoesNotExistOrLacksACluster() {
        assertThatIs(
                only("five", "orders.yaml", "sliceName: orders-slice", "sliceName: other"),
                "placement.slice-unknown",
                "orders.yaml:15",
                "spec.clusterSpreadConstraint.slice",
                "kubeslice-orders/other",
                "kubeslice-orders/orders-slice");
    }

    @Test
    void aClusterTheFleetDoesNotHave() {
        assertThatIs(
                only("five", "orders.yaml", "clusterName: dublin", "clusterName: cork"),
                "placement.cluster-unknown",
                "orders.yaml:11",
                "spec.clusterSpreadConstraint.distributionRules[1].clusterName",
                "cork",
                "frankfurt, dublin, stockholm");
    }

    @Test
    void aStorageClassTheClusterDoesNotHave() {
        assertThatIs(
                only("newer", POLICY, "storageClassName: local-path # may be", "storageClassName: fast # may be"),
                "placement.storage-class-unknown",
                "placement-policy.yaml:11",
                "spec.clusterSpreadConstraint.distributionRules[0].storageClassName",
                "fast",
                "local-path");
    }

    @Test
    void aBadName() {
        assertThatIs(
                only("newer", POSTGRES, "name: postgres\n", "name: Postgres_1\n"),
                "name.dns-1123",
                "postgres.yaml:4",
                "metadata.name",
                "Postgres_1",
                "lower-case");
    }

    @Test
    void aVersionWithoutQuotesAndOneThatIsNone() {
        assertThatIs(
                only("newer", POSTGRES, "version: \"17.2\"", "version: 17.10"),
                "kubedb.wrong-type",
                "postgres.yaml:17",
                "spec.version",
                "17.10",
                "\"17.10\"");
        assertThatIs(
                only("newer", POSTGRES, "version: \"17.2\"", "version: newest"),
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
        assertThatIs(
                only("newer", POSTGRES, "  distributed: true\n", ""),
                "kubedb.distributed",
                "postgres.yaml:6",
                "spec.distributed",
                "",
                "distributed: true");
        assertThatIs(
                only("newer", POSTGRES, "name: distributed-postgres", "name: distributed-postgre"),
                "kubedb.policy-missing",
                "postgres.yaml:21",
                "spec.podTemplate.spec.podPlacementPolicy.name",
                "distributed-postgre",
                "distributed-postgres");
        assertThatIs(
                only("one", "notes.yaml", "  version: ", "  distributed: true\n  version: "),
                "kubedb.required",
                "notes.yaml:7",
                "spec.podTemplate.spec.podPlacementPolicy.name",
                "",
                "PlacementPolicy");
    }

    @Test
    void aSkewOfZeroAndASynchronousConfigurationWithoutSynchronousMode() {
        assertThatIs(
                only(
                        "newer",
                        POLICY,
                        "  zoneSpreadConstraint:\n    maxSkew: 1",
                        "  zoneSpreadConstraint:\n    maxSkew: 0"),
                "spread.skew-positive",
                "placement-policy.yaml:26",
                "spec.zoneSpreadConstraint.maxSkew",
                "0",
                "1 or more");
        assertThatIs(
                only("five", "orders.yaml", "  streamingMode: Synchronous\n", ""),
                "kubedb.sync-config",
                "orders.yaml:33",
                "spec.synchronousReplicationConfig",
                "{\"mode\":\"Any\",\"numSyncReplicas\":1,\"commitLevel\":\"On\"}",
                "remove it");
        assertThatIs(
                only("five", "orders.yaml", "numSyncReplicas: 1", "numSyncReplicas: 5"),
                "replication.confirmations",
                "orders.yaml:36",
                "spec.synchronousReplicationConfig.numSyncReplicas",
                "5",
                "1 to 4");
    }

    @Test
    void aDistributedClusterNeedsAPolicyAboutClusters() {
        String policy = Samples.text("manifests/newer/placement-policy.yaml");
        String section = policy.substring(policy.indexOf("  clusterSpread"), policy.indexOf("  nodeSpread"));

        assertThatIs(
                only("newer", POLICY, section, ""),
                "kubedb.distributed",
                "placement-policy.yaml:7",
                "spec.clusterSpreadConstraint",
                "",
                "add clusterSpreadConstraint");
    }

    @Test
    void aPolicyOfTwoGenerationsAndAPolicyTwice() {
        assertThatIs(
                only("newer", POLICY, "spec:\n", "spec:\n  ocm: {}\n"),
                "kubedb.policy.two-generations",
                "placement-policy.yaml:8",
                "spec.ocm",
                "{}",
                "clusterSpreadConstraint only");
        String policy = Samples.text("manifests/newer/placement-policy.yaml");
        Violation twice = only("newer", POLICY, policy, policy + "---\n" + policy);
        assertThatIs(
                twice,
                "kubedb.policy-twice",
                "placement-policy.yaml:34",
                "metadata.name",
                "distributed-postgres",
                "keep one");
        assertThat(twice.message()).contains("placement-policy.yaml:6");
    }

    @Test
    void aContainerTwice() {
        String containers =
                "  podTemplate:\n    spec:\n      containers:\n        - name: postgres\n        - name: postgres\n";

        assertThatIs(
                only("one", "notes.yaml", "  deletionPolicy: Delete\n", containers),
                "kubedb.container-twice",
                "notes.yaml:19",
                "spec.podTemplate.spec.containers[1].name",
                "postgres",
                "keep one");
    }

    @Test
    void deletionPoliciesThatKubeDbRefuses() {
        assertThatIs(
                only("one", "notes.yaml", "deletionPolicy: Delete", "storageType: Ephemeral\n  deletionPolicy: Halt"),
                "kubedb.deletion-policy",
                "notes.yaml:16",
                "spec.deletionPolicy",
                "Halt",
                "WipeOut");
        assertThatIs(
                only("one", "notes.yaml", "deletionPolicy: Delete", "halted: true\n  deletionPolicy: DoNotTerminate"),
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

        Violation several = violations(set).get(0);

        assertThatIs(
                several, "kubedb.several", "notes.yaml:19", "kind", "Postgres demo/notes, Postgres demo/other", "one");
    }

    @Test
    void anOldApiVersionIsNamed() {
        assertThatIs(
                only("one", "notes.yaml", "kubedb.com/v1", "kubedb.com/v1alpha2"),
                "kubedb.api-version",
                "notes.yaml:2",
                "apiVersion",
                "kubedb.com/v1alpha2",
                "kubedb.com/v1");
    }

    @Test
    void requiredFieldsAreNamedWhereTheyBelong() {
        assertThatIs(
                only("one", "notes.yaml", "        storage: 500Mi\n", "        # none\n"),
                "kubedb.required",
                "notes.yaml:13",
                "spec.storage.resources.requests.storage",
                "",
                "2Gi");
    }

    @Test
    void aTextThatCanNotBeReadIsNamedBesideTheRest() {
        ManifestSet set = Samples.changed("newer", POLICY, "spec:\n", "spec: {\n");

        assertThat(violations(set))
                .extracting(v -> v.source().replaceAll(":.*", "") + " " + v.rule())
                .containsExactly("placement-policy.yaml yaml.malformed", "postgres.yaml kubedb.policy-missing");
    }

    @Test
    void everythingWrongInAFolderIsFoundAtOnceInTheOrderOfTheText() {
        List<Violation> found = violations(Samples.set("bad"));

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
