package io.pgspan.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeRulesTest {
    private static Node node(String name) {
        return new Node(
                name,
                Map.of("topology.kubernetes.io/zone", "z"),
                Quantity.of("4"),
                Quantity.of("8Gi"),
                List.of(new Node.Taint("node-role.kubernetes.io/control-plane", "", "NoSchedule")),
                true);
    }

    private static Fleet fleet(KubernetesCluster... clusters) {
        return new Fleet("hub", List.of(clusters), List.of());
    }

    private static KubernetesCluster cluster(String name, Node... nodes) {
        return new KubernetesCluster(name, List.of(nodes), List.of(), null);
    }

    @Test
    void nodesAsKubernetesHasThemAreValid() {
        assertThat(Validator.validate(fleet(cluster("east", node("a"), node("b")), cluster("west", node("a")))))
                .isEmpty();
    }

    @Test
    void everythingWrongIsFoundAtOnce() {
        Node bad = new Node(
                "b",
                Map.of("disk", "v".repeat(64)),
                Map.of("cpu", Quantity.of("-4")),
                List.of(),
                List.of(new Node.Taint("", "", "Never")),
                true,
                Map.of("ebs.csi.aws.com", -1));

        assertThat(Validator.validate(fleet(cluster("east", node("a"), node("a"), bad), cluster("east"))))
                .extracting(v -> v.rule() + " " + v.path() + " = " + v.value())
                .containsExactly(
                        "names.unique fleet.clusters[1].name = east",
                        "names.unique fleet.clusters[east].nodes[1].name = a",
                        "labels.form fleet.clusters[east].nodes[b].labels[disk] = " + "v".repeat(64),
                        "nodes.allocatable fleet.clusters[east].nodes[b].allocatable[cpu] = -4",
                        "nodes.volume-limit fleet.clusters[east].nodes[b].volumeLimits[ebs.csi.aws.com] = -1",
                        "taint.form fleet.clusters[east].nodes[b].taints[0].effect = Never",
                        "taint.form fleet.clusters[east].nodes[b].taints[0].key = ");
    }
}
