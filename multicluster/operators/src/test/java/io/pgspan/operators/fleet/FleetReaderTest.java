package io.pgspan.operators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Samples;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetReaderTest {
    private static FleetReading read(ManifestSet set, Optional<PlacementPolicy> policy, String hub) {
        return FleetReader.read(
                set, policy, hub.isEmpty() ? Optional.empty() : Optional.of(hub), FleetDefaults.ofDefaults());
    }

    private static FleetReading read(String folder, String hub) {
        ManifestSet set = Samples.set(folder);
        return read(
                set,
                KubeDb.dialect().read(set, ReadOptions.ofDefaults()).cluster().flatMap(c -> c.placement()),
                hub);
    }

    private static ManifestSet set(String yaml) {
        return ManifestReader.parse(List.of(new Source("fleet.yaml", yaml)));
    }

    @Test
    void withoutFleetObjectsThePolicyNamesTheClustersAndItsSliceConnectsThem() {
        Fleet fleet = read("newer", "").fleet();

        assertThat(fleet.hub()).isEqualTo("demo-controller");
        assertThat(fleet.names()).containsExactly("demo-controller", "demo-worker");
        assertThat(fleet.slices())
                .containsExactly(new Fleet.Slice(
                        "kubeslice-demo-distributed-postgres",
                        "demo-slice",
                        List.of("demo-controller", "demo-worker")));
    }

    @Test
    void aSliceConfigNamesTheClusters() {
        Fleet fleet = read("five", "dublin").fleet();

        assertThat(fleet.hub()).isEqualTo("dublin");
        assertThat(fleet.names()).containsExactly("frankfurt", "dublin", "stockholm");
        assertThat(fleet.slices()).extracting(Fleet.Slice::name).containsExactly("orders-slice");
    }

    @Test
    void managedClustersAndSlicesAreJoinedInTheOrderTheyAppear() {
        String managed = """
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata:
                  name: hub
                ---
                apiVersion: controller.kubeslice.io/v1alpha1
                kind: SliceConfig
                metadata:
                  name: s
                  namespace: p
                spec:
                  clusters: [worker, hub]
                """;

        Fleet fleet = read(set(managed), Optional.empty(), "").fleet();

        assertThat(fleet.names()).containsExactly("hub", "worker");
        assertThat(fleet.slices()).containsExactly(new Fleet.Slice("p", "s", List.of("worker", "hub")));
    }

    @Test
    void withoutAnythingThereIsOneLocalCluster() {
        Fleet fleet = read("one", "").fleet();

        assertThat(fleet.names()).containsExactly("local");
        assertThat(fleet.hub()).isEqualTo("local");
        assertThat(fleet.slices()).isEmpty();
    }

    @Test
    void eachClusterHasThreeNodesInThreeZones() {
        KubernetesCluster cluster = read("one", "").fleet().clusters().get(0);

        assertThat(cluster.nodes())
                .extracting(n -> n.name() + " " + n.zone())
                .containsExactly("local-node-1 local-zone-a", "local-node-2 local-zone-b", "local-node-3 local-zone-c");
        assertThat(cluster.nodes()).allSatisfy(node -> {
            assertThat(node.cpu()).isEqualTo(Quantity.of("4"));
            assertThat(node.memory()).isEqualTo(Quantity.of("16Gi"));
            assertThat(node.labels()).containsEntry("kubernetes.io/hostname", node.name());
        });
        assertThat(cluster.defaultStorageClass()).contains("local-path");
    }

    @Test
    void aHubThatIsNoClusterIsAViolation() {
        FleetReading reading = read("newer", "elsewhere");

        assertThat(reading.violations()).hasSize(1);
        Violation unknown = reading.violations().get(0);
        assertThat(unknown.rule()).isEqualTo("fleet.hub-unknown");
        assertThat(unknown.value()).isEqualTo("elsewhere");
        assertThat(unknown.remedy()).contains("demo-controller, demo-worker");
        assertThat(reading.fleet().hub()).as("to go on with").isEqualTo("demo-controller");
    }

    @Test
    void faultyFleetObjectsAreNamedWithTheirPlace() {
        String faulty = """
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {}
                ---
                apiVersion: controller.kubeslice.io/v1alpha1
                kind: SliceConfig
                metadata:
                  name: s
                spec:
                  clusters:
                    - 7
                """;

        assertThat(read(set(faulty), Optional.empty(), "").violations())
                .extracting(v -> v.source() + " " + v.path() + " " + v.rule())
                .containsExactly(
                        "fleet.yaml:3 metadata.name fleet.required",
                        "fleet.yaml:7 metadata.namespace fleet.required",
                        "fleet.yaml:11 spec.clusters[0] fleet.wrong-type");
    }

    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: n1
              labels: {topology.kubernetes.io/zone: z1}
            spec:
              unschedulable: true
              taints: [{key: dedicated, value: db, effect: NoSchedule}]
            status:
              allocatable: {cpu: 3920m, memory: 7Gi, pods: "58"}
              images: [{names: ["postgres:17"], sizeBytes: 1000}]
            """;

    @Test
    void nodesAreThoseOfTheOnlyCluster() {
        FleetReading reading = read(set(NODE), Optional.empty(), "");

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.fleet().clusters().get(0).nodes())
                .containsExactly(new Node(
                        "n1",
                        Map.of("topology.kubernetes.io/zone", "z1"),
                        Map.of("cpu", Quantity.of("3920m"), "memory", Quantity.of("7Gi"), "pods", Quantity.of("58")),
                        List.of(new Node.Image(List.of("postgres:17"), 1000)),
                        List.of(new Node.Taint("dedicated", "db", "NoSchedule")),
                        false,
                        Map.of()));
    }

    @Test
    void aNodeOfNoKnownClusterANegativeAmountAndASecondNodeOfANameAreViolations() {
        String elsewhere =
                NODE.replace("name: n1", "name: n1\n  annotations: {open-cluster-management.io/cluster-name: x}");

        assertThat(read(set(NODE + "---\n" + elsewhere), Optional.empty(), "").violations())
                .extracting(Violation::rule)
                .containsExactly("fleet.cluster-unknown");
        assertThat(read(set(NODE.replace("7Gi", "-1")), Optional.empty(), "").violations())
                .extracting(Violation::rule)
                .containsExactly("fleet.negative");
        assertThat(read(set(NODE + "---\n" + NODE.replace("3920m", "1")), Optional.empty(), "")
                        .violations())
                .isNotEmpty();
    }
}
