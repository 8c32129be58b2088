package io.pgspan.model.validation;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.text.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What the Kubernetes clusters of a fleet and their nodes must be like for a placement to mean anything. */
final class NodeRules {
    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private NodeRules() {}

    static List<Violation> check(Fleet fleet) {
        List<Violation> all = new ArrayList<>(
                Findings.of("names.unique", found -> found.unique("fleet.clusters", "name", fleet.names())));
        fleet.clusters().forEach(cluster -> all.addAll(check(cluster)));
        return all;
    }

    static List<Violation> check(KubernetesCluster cluster) {
        String nodes = "fleet.clusters[" + cluster.name() + "].nodes";
        List<Violation> all = new ArrayList<>(Findings.of(
                "names.unique",
                found -> found.unique(
                        nodes, "name", cluster.nodes().stream().map(Node::name).toList())));
        all.addAll(Findings.of(
                "labels.form",
                found -> cluster.nodes()
                        .forEach(node ->
                                LabelRules.check(found, nodes + "[" + node.name() + "].labels", node.labels()))));
        all.addAll(Findings.of(
                "nodes.allocatable",
                found -> cluster.nodes()
                        .forEach(node -> TemplateRules.amounts(
                                node.allocatable(), nodes + "[" + node.name() + "].allocatable", found))));
        all.addAll(Findings.of(
                "nodes.volume-limit",
                found -> cluster.nodes().forEach(node -> limits(node, nodes + "[" + node.name() + "]", found))));
        all.addAll(Findings.of(
                "taint.form",
                found -> cluster.nodes().forEach(node -> taints(node, nodes + "[" + node.name() + "]", found))));
        return all;
    }

    private static void limits(Node node, String path, Findings found) {
        new TreeMap<>(node.volumeLimits())
                .forEach((driver, limit) -> found.addIf(
                        limit < 0,
                        path + ".volumeLimits[" + driver + "]",
                        limit,
                        "there is no such number of volumes",
                        "use 0 or more, or leave the driver out where it has no limit"));
    }

    private static void taints(Node node, String path, Findings found) {
        Parts.each(node.taints(), path + ".taints").forEach((at, taint) -> {
            found.addIf(
                    !EFFECTS.contains(taint.effect()),
                    at + ".effect",
                    taint.effect(),
                    "Kubernetes knows no such effect",
                    "use NoSchedule, PreferNoSchedule or NoExecute");
            found.addIf(
                    !Label.isKey(taint.key()),
                    at + ".key",
                    taint.key(),
                    "Kubernetes knows no such taint key",
                    "use the form of a label's key");
            found.addIf(
                    !Label.isValue(taint.value()),
                    at + ".value",
                    taint.value(),
                    "Kubernetes takes no such taint value",
                    "use the form of a label's value, or nothing");
        });
    }
}
