package io.pgspan.operators.kubedb.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReadingTest {

    @Test
    void theTwoGuidesNameTheSameClusters() {
        PolicyObject newer =
                PolicyObjectReader.read(policy("newer"), Waivers.of(List.of())).orThrow();
        PolicyObject older =
                PolicyObjectReader.read(policy("older"), Waivers.of(List.of())).orThrow();

        assertThat(newer.generation()).isEqualTo(PolicyGeneration.G2);
        assertThat(older.generation()).isEqualTo(PolicyGeneration.G1);
        assertThat(older.clusterSpread().flatMap(ClusterSpread::network)).contains(new SliceRef(null, "demo-slice"));
        Conversion conversion = PolicyConversion.convert(newer, PolicyGeneration.G1);
        assertThat(conversion.policy()).isEqualTo(older);
        assertThat(conversion.losses())
                .extracting(Loss::path)
                .containsExactly(
                        "spec.clusterSpreadConstraint.distributionRules[0].storageClassName",
                        "spec.clusterSpreadConstraint.distributionRules[1].storageClassName",
                        "spec.clusterSpreadConstraint.slice.projectNamespace");
        assertThatThrownBy(conversion::orThrow)
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("conversion-loss");
        assertThat(PolicyConversion.convert(older, PolicyGeneration.G2, "kubeslice-x")
                        .orThrow()
                        .clusterOf(2))
                .contains("demo-controller");
        assertThat(PolicyConversion.convert(older, PolicyGeneration.G2).violations())
                .extracting(v -> v.rule())
                .containsExactly("kubedb.policy.slice-required");
    }

    @Test
    void theOldestShapeIsToldFromTheFirstRelease() {
        PolicyReading reading = read("""
                spec:
                  ocm:
                    clusterSpec:
                    - clusterName: a
                      replicas: [0]
                    slice: demo-slice
                """);

        assertThat(reading.policy().generation()).isEqualTo(PolicyGeneration.G0);
        assertThat(reading.policy().clusterOf(0)).contains("a");
        assertThat(ids(reading)).containsExactly("kubedb.policy.legacy-section");
    }

    @Test
    void everyTrapIsToldAtItsLine() {
        PolicyReading reading = read("""
                spec:
                  clusterSpreadConstraint:
                    distributionRules:
                    - clusterName: a
                      replicas: [0, 2]
                    - clusterName: b
                      replicaIndices: ["1"]
                    slice: {projectNamespace: p, sliceName: s, zone: x}
                  ocm: {sliceName: s}
                  nodeSpreadConstraint: {maxSkew: 2}
                  affinity:
                    nodeAffinity:
                    - topologyKey: disk
                      domains:
                      - {values: [ssd], replicas: 2}
                      - {values: [hdd], replicas: "obj.spec.replicas > 1"}
                """);

        assertThat(ids(reading))
                .contains(
                        "kubedb.policy.renamed-indices",
                        "kubedb.policy.two-generations",
                        "kubedb.wrong-type",
                        "kubedb.unknown-field",
                        "kubedb.policy.one-per-domain",
                        "kubedb.policy.domain-replicas");
        assertThat(reading.lint())
                .filteredOn(lint -> lint.id().equals("kubedb.policy.renamed-indices"))
                .extracting(Lint::source)
                .containsExactly("policy.yaml:9");
        assertThat(ids(reading)).as("a consequence of what can't be read").doesNotContain("kubedb.policy.index-gap");
    }

    @Test
    void aDatabaseWithAnArbiterHasTwoVotesWhereOrdinalZeroIs() {
        PolicyObject policy = PolicyObject.of("p", PolicyGeneration.G2)
                .withClusters(new ClusterSpread(
                        List.of(DistributionRule.of("a", 0), DistributionRule.of("b", 1)), null, null));

        assertThat(PolicyLints.ofDatabase(policy, 2, true))
                .singleElement()
                .satisfies(lint -> assertThat(lint.happens()).contains("a has 2 of 3 votes"));
        assertThat(PolicyLints.ofDatabase(policy, 2, false)).isEmpty();
    }

    @Test
    void whatReplacingAPolicyLeavesBehindIsTold() {
        PolicyObject old = PolicyObject.of("p", PolicyGeneration.G2)
                .withClusters(new ClusterSpread(List.of(DistributionRule.of("a", 0, 1)), null, null));
        PolicyObject next = PolicyObject.of("p", PolicyGeneration.G2)
                .withClusters(new ClusterSpread(List.of(DistributionRule.of("a", 0)), null, null))
                .withZones(TopologySpread.ofDefaults());

        assertThat(PolicyLints.ofChange(old, next))
                .extracting(Lint::id)
                .containsExactly("kubedb.policy.shrink", "kubedb.policy.running-pods-keep");
        assertThat(PolicyLints.ofChange(old, old.withClusters(null)))
                .extracting(Lint::id)
                .containsExactly("kubedb.policy.section-changed");
        assertThat(PolicyLints.ofChange(old, old)).isEmpty();
    }

    @Test
    void theInstalledGenerationIsToldFromItsSchema() {
        assertThat(new InstalledPolicy(SchemaOfG2::has).generation()).contains(PolicyGeneration.G2);
        assertThat(PolicyGeneration.installed("spec.ocm"::equals)).contains(PolicyGeneration.G1);
        assertThat(PolicyGeneration.installed(path -> path.startsWith("spec.ocm")))
                .contains(PolicyGeneration.G0);
        assertThat(PolicyGeneration.installed(
                        path -> path.startsWith("spec.cluster") && !path.endsWith("failoverGroupRef")))
                .contains(PolicyGeneration.G3);
        assertThat(PolicyGeneration.installed(path -> true)).contains(PolicyGeneration.G4);
        assertThat(PolicyGeneration.installed(path -> false)).isEmpty();
        PolicyObject older =
                PolicyObjectReader.read(policy("older"), Waivers.of(List.of())).orThrow();
        assertThat(new InstalledPolicy(SchemaOfG2::has).pruned(older))
                .extracting(Lint::path)
                .containsExactly("spec.ocm");
    }

    private static Manifest policy(String folder) {
        return Samples.set(folder)
                .all(PolicyObject.API_VERSION, PolicyObject.KIND)
                .get(0);
    }

    private static PolicyReading read(String spec) {
        String text = "apiVersion: apps.k8s.appscode.com/v1\nkind: PlacementPolicy\nmetadata:\n  name: p\n" + spec;
        return PolicyObjectReader.read(
                ManifestReader.parse(List.of(new Source("policy.yaml", text)))
                        .manifests()
                        .get(0),
                Waivers.of(List.of()));
    }

    private static List<String> ids(PolicyReading reading) {
        return reading.lint().stream().map(Lint::id).toList();
    }
}
