package io.pgspan.placement;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The documents' example and its parts. */
final class Samples {
    static final String CONTROLLER = "demo-controller";
    static final String WORKER = "demo-worker";
    static final PlacementLimits MAJORITY = new PlacementLimits(true, true, false, ElectionModel.memberMajority());
    static final PlacementLimits HUB_RECORD = new PlacementLimits(false, false, false, ElectionModel.store(CONTROLLER));

    private static final Map<String, String> POSTGRES = Map.of("app", "postgres");

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
        return node.taints(List.of(new Node.Taint("dedicated", "other", effect)));
    }

    static Node cordoned(Node node) {
        return node.schedulable(false);
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
                .ifPresent(a ->
                        pods.add(PodTemplate.of(a.pod(), Map.of("app", "postgres", "role", "arbiter"), "200m", "256Mi")
                                .clusterName(a.clusterName())
                                .holdsData(false)
                                .build()));
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
        return PodTemplate.of(name, POSTGRES, cpu, memory)
                .clusterName(cluster)
                .spreads(counting(spreads, POSTGRES))
                .affinity(apart(antiAffinityKeys, POSTGRES))
                .nodeSelector(nodeSelector)
                .build();
    }

    /** The constraints, counting pods of these labels. */
    static List<Spread> counting(List<Spread> spreads, Map<String, String> labels) {
        return spreads.stream().map(s -> s.counting(LabelSelector.of(labels))).toList();
    }

    /** Never beside a pod of these labels. */
    static Affinity apart(List<String> keys, Map<String, String> labels) {
        List<PodTerm> terms = keys.stream()
                .map(key -> PodTerm.of(key, LabelSelector.of(labels)))
                .toList();
        return new Affinity(NodeAffinity.none(), PodAffinity.none(), new PodAffinity(terms, List.of()));
    }

    /** Members need a record on that cluster's API server. */
    static PlacementLimits recordOn(String cluster) {
        return new PlacementLimits(false, false, false, ElectionModel.store(cluster));
    }

    static PlacementPlan plan(PostgresCluster cluster, Fleet fleet, PlacementLimits limits) {
        Assignment assignment = Placer.assign(cluster, fleet, limits);
        return Placer.predict(cluster, assignment, pods(cluster, assignment), fleet, limits);
    }
}
