package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeDbPolicyViolationsTest {
    private static final String POLICY = "placement-policy.yaml";

    @Test
    void anOrdinalTwice() {
        Refusal.assertThatIs(
                Refusal.only("newer", POLICY, "          - 1\n", "          - 1\n          - 0\n"),
                "placement.ordinal-twice",
                "placement-policy.yaml:19",
                "spec.clusterSpreadConstraint.distributionRules[1].replicaIndices[1]",
                "0",
                "once");
    }

    @Test
    void aGap() {
        Refusal.assertThatIs(
                Refusal.only("newer", POLICY, "          - 1\n", "          - 3\n"),
                "placement.ordinal-gap",
                "placement-policy.yaml:9",
                "spec.clusterSpreadConstraint.distributionRules",
                "0, 2, 3",
                "without a gap");
    }

    @Test
    void anOrdinalThatIsNoNumberIsOneMistakeAndNoGap() {
        Refusal.assertThatIs(
                Refusal.only("newer", POLICY, "          - 1\n", "          - one\n"),
                "kubedb.wrong-type",
                "placement-policy.yaml:18",
                "spec.clusterSpreadConstraint.distributionRules[1].replicaIndices[0]",
                "one",
                "a whole number");
    }

    @Test
    void aGapInTheFirstGeneration() {
        Violation gap = Refusal.only("older", POLICY, "          - 1\n", "          - 3\n");

        Refusal.assertThatIs(
                gap,
                "placement.ordinal-gap",
                "placement-policy.yaml:12",
                "spec.ocm.distributionRules",
                "0, 2, 3",
                "gap");
    }

    @Test
    void aWaiverCoversWhatIsBelowAndEveryIndexAndIsKept() {
        ManifestSet set = Samples.changed(
                "newer",
                POLICY,
                "      - clusterName: demo-worker",
                "      - clusterName: demo-worker\n        x: {y: 1}");

        assertThat(Refusal.violations(set))
                .extracting(Violation::path)
                .containsExactly("spec.clusterSpreadConstraint.distributionRules[1].x");
        assertThat(Refusal.violations(set, "spec.clusterSpreadConstraint.distributionRules[].x"))
                .isEmpty();
        Reading<KubeDbOptions> reading = KubeDb.dialect()
                .read(set, ReadOptions.waiving(List.of("spec.clusterSpreadConstraint.distributionRules[1].x")));
        assertThat(KubeDb.dialect().write(reading).get(0).at("/spec/clusterSpreadConstraint/distributionRules/1/x/y"))
                .hasToString("1");
    }

    @Test
    void aMissingSlice() {
        Refusal.assertThatIs(
                Refusal.only(
                        "newer",
                        POLICY,
                        "    slice:\n      projectNamespace: kubeslice-demo-distributed-postgres\n      sliceName: demo-slice\n",
                        ""),
                "kubedb.policy.slice-required",
                "placement-policy.yaml:8",
                "spec.clusterSpreadConstraint.slice",
                "",
                "projectNamespace and sliceName");
        Refusal.assertThatIs(
                Refusal.only("older", POLICY, "    sliceName: demo-slice\n", ""),
                "placement.slice-missing",
                "placement-policy.yaml:11",
                "spec.ocm.sliceName",
                "",
                "name the slice");
    }

    @Test
    void aStorageClassTheClusterDoesNotHave() {
        Refusal.assertThatIs(
                Refusal.only(
                        "newer", POLICY, "storageClassName: local-path # may be", "storageClassName: fast # may be"),
                "placement.storage-class-unknown",
                "placement-policy.yaml:11",
                "spec.clusterSpreadConstraint.distributionRules[0].storageClassName",
                "fast",
                "local-path");
    }

    @Test
    void aSkewOfZeroAndASynchronousConfigurationWithoutSynchronousMode() {
        Refusal.assertThatIs(
                Refusal.only(
                        "newer",
                        POLICY,
                        "  zoneSpreadConstraint:\n    maxSkew: 1",
                        "  zoneSpreadConstraint:\n    maxSkew: 0"),
                "spread.skew-positive",
                "placement-policy.yaml:26",
                "spec.zoneSpreadConstraint.maxSkew",
                "0",
                "1 or more");
        Refusal.assertThatIs(
                Refusal.only("five", "orders.yaml", "  streamingMode: Synchronous\n", ""),
                "kubedb.sync-config",
                "orders.yaml:33",
                "spec.synchronousReplicationConfig",
                "{\"mode\":\"Any\",\"numSyncReplicas\":1,\"commitLevel\":\"On\"}",
                "remove it");
        Refusal.assertThatIs(
                Refusal.only("five", "orders.yaml", "numSyncReplicas: 1", "numSyncReplicas: 5"),
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

        Refusal.assertThatIs(
                Refusal.only("newer", POLICY, section, ""),
                "kubedb.distributed",
                "placement-policy.yaml:7",
                "spec.clusterSpreadConstraint",
                "",
                "add clusterSpreadConstraint");
    }

    @Test
    void aPolicyOfTwoGenerationsAndAPolicyTwice() {
        Refusal.assertThatIs(
                Refusal.only("newer", POLICY, "spec:\n", "spec:\n  ocm: {}\n"),
                "kubedb.policy.two-generations",
                "placement-policy.yaml:8",
                "spec.ocm",
                "{}",
                "clusterSpreadConstraint only");
        String policy = Samples.text("manifests/newer/placement-policy.yaml");
        Violation twice = Refusal.only("newer", POLICY, policy, policy + "---\n" + policy);
        Refusal.assertThatIs(
                twice,
                "kubedb.policy-twice",
                "placement-policy.yaml:34",
                "metadata.name",
                "distributed-postgres",
                "keep one");
        assertThat(twice.message()).contains("placement-policy.yaml:6");
    }

    @Test
    void aTextThatCanNotBeReadIsNamedBesideTheRest() {
        ManifestSet set = Samples.changed("newer", POLICY, "spec:\n", "spec: {\n");

        assertThat(Refusal.violations(set))
                .extracting(v -> v.source().replaceAll(":.*", "") + " " + v.rule())
                .containsExactly("placement-policy.yaml yaml.malformed", "postgres.yaml kubedb.policy-missing");
    }
}
