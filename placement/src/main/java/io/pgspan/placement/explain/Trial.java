package io.pgspan.placement.explain;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import java.util.function.UnaryOperator;

/** A pod and the cluster it is tried on. */
record Trial(KubernetesCluster cluster, PodTemplate pod) {
    Trial pod(UnaryOperator<PodTemplate> change) {
        return new Trial(cluster, change.apply(pod));
    }

    Trial node(String name, UnaryOperator<Node> change) {
        return new Trial(
                cluster.nodes(cluster.nodes().stream()
                        .map(n -> n.name().equals(name) ? change.apply(n) : n)
                        .toList()),
                pod);
    }
}
