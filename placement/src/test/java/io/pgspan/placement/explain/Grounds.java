package io.pgspan.placement.explain;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;

/** Clusters and pods. */
final class Grounds {
    static final Map<String, String> POSTGRES = Map.of("app", "postgres");
    static final LabelSelector ALL = LabelSelector.of(POSTGRES);

    private Grounds() {}

    static KubernetesCluster cluster(Node... nodes) {
        return new KubernetesCluster("k", List.of(nodes), List.of("std"), "std");
    }

    static Node node(String name, String zone, String cpu) {
        return new Node(
                name,
                Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone),
                Quantity.of(cpu),
                Quantity.of("16Gi"),
                List.of(),
                true);
    }

    static Node tainted(Node node) {
        return node.taints(List.of(new Node.Taint("dedicated", "other", "NoSchedule")));
    }

    static PodTemplate.Builder pod(int ordinal) {
        return PodTemplate.of("p-" + ordinal, POSTGRES, "1", "1Gi");
    }

    static Affinity apart(String key) {
        return new Affinity(
                NodeAffinity.none(), PodAffinity.none(), new PodAffinity(List.of(PodTerm.of(key, ALL)), List.of()));
    }

    static Affinity near(String key) {
        return new Affinity(
                NodeAffinity.none(),
                new PodAffinity(List.of(PodTerm.of(key, LabelSelector.of(Map.of("app", "nobody")))), List.of()),
                PodAffinity.none());
    }
}
