package io.pgspan.placement;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.ElectionModel;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The documents' example and its parts. */
final class Samples {
    static final String CONTROLLER = "demo-controller";
    static final String WORKER = "demo-worker";
    static final PlacementLimits MAJORITY = new PlacementLimits(true, true, false, ElectionModel.MEMBER_MAJORITY);
    static final PlacementLimits HUB_RECORD = new PlacementLimits(false, false, false, ElectionModel.RECORD_ON_HUB);

    private Samples() {}

    /** Three replicas: 0 and 2 on the controller, 1 on the worker. */
    static PostgresCluster.Builder postgres() {
        return PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .version("17.2")
                .replicas(3)
                .placement(PlacementPolicy.builder()
                        .on(CONTROLLER, 0, 2)
                        .on(WORKER, 1)
                        .spread(Spread.acrossNodes().scheduleAnyway())
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build());
    }

    /** Two clusters of three nodes in three zones; the controller is the hub. */
    static Fleet fleet() {
        return new Fleet(CONTROLLER, List.of(cluster(CONTROLLER), cluster(WORKER)), List.of());
    }

    static KubernetesCluster cluster(String name) {
        return new KubernetesCluster(
                name,
                List.of(
                        node(name + "-1", "zone-1", "4", "16Gi"),
                        node(name + "-2", "zone-2", "4", "16Gi"),
                        node(name + "-3", "zone-3", "4", "16Gi")),
                List.of("local-path", "fast"),
                "local-path");
    }

    static KubernetesCluster cluster(String name, Node... nodes) {
        return new KubernetesCluster(name, List.of(nodes), List.of("local-path"), "local-path");
    }

    static Node node(String name, String zone, String cpu, String memory) {
        return new Node(
                name,
                Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone),
                Quantity.of(cpu),
                Quantity.of(memory),
                List.of(),
                true);
    }

    static Node tainted(Node node, String effect) {
        return new Node(
                node.name(),
                node.labels(),
                node.cpu(),
                node.memory(),
                List.of(new Node.Taint("dedicated", "other", effect)),
                node.schedulable());
    }

    static Node cordoned(Node node) {
        return new Node(node.name(), node.labels(), node.cpu(), node.memory(), node.taints(), false);
    }

    /** A template for each member of the assignment, with the policy's spreads. */
    static List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        List<Spread> spreads = cluster.placement().map(PlacementPolicy::spreads).orElse(List.of());
        List<PodTemplate> pods = new ArrayList<>();
        assignment
                .replicas()
                .forEach(r -> pods.add(pod(r.pod(), r.clusterName(), "500m", "1Gi", spreads, List.of(), Map.of())));
        assignment
                .arbiter()
                .ifPresent(a -> pods.add(new PodTemplate(
                        a.pod(),
                        a.clusterName(),
                        Map.of("app", "postgres", "role", "arbiter"),
                        Quantity.of("200m"),
                        Quantity.of("256Mi"),
                        List.of(),
                        List.of(),
                        Map.of(),
                        false)));
        return pods;
    }

    static PodTemplate pod(
            String name,
            String cluster,
            String cpu,
            String memory,
            List<Spread> spreads,
            List<String> antiAffinityKeys,
            Map<String, String> nodeSelector) {
        return new PodTemplate(
                name,
                cluster,
                Map.of("app", "postgres"),
                Quantity.of(cpu),
                Quantity.of(memory),
                spreads,
                antiAffinityKeys,
                nodeSelector,
                true);
    }

    static PlacementPlan plan(PostgresCluster cluster, Fleet fleet, PlacementLimits limits) {
        Assignment assignment = Placer.assign(cluster, fleet, limits);
        return Placer.predict(cluster, assignment, pods(cluster, assignment), fleet, limits);
    }
}
