package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes of 4 CPUs and 8Gi, pods of label app=pg. */
final class Fixture {
    static final Map<String, String> PG = Map.of("app", "pg");
    static final LabelSelector PGS = LabelSelector.of(PG);

    private Fixture() {}

    static Node node(String name, String zone, String... labels) {
        return sized(name, zone, "4", "8Gi", labels);
    }

    static Node sized(String name, String zone, String cpu, String memory, String... labels) {
        Map<String, String> all = new HashMap<>(Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return labelled(name, cpu, memory, all);
    }

    static Node labelled(String name, String cpu, String memory, Map<String, String> labels) {
        return new Node(name, labels, Quantity.of(cpu), Quantity.of(memory), List.of(), true);
    }

    static Node tainted(Node node, String key, String value, String effect) {
        return node.taints(List.of(new Node.Taint(key, value, effect)));
    }

    static PodTemplate.Builder pod(String name) {
        return PodTemplate.of(name, PG, "1", "1Gi");
    }

    /** A pod that asks for nothing. */
    static PodTemplate.Builder idle(String name) {
        return PodTemplate.of(name, PG, "0", "0");
    }

    static KubernetesCluster cluster(Node... nodes) {
        return new KubernetesCluster("c", List.of(nodes), List.of(), null);
    }

    static ClusterScheduler scheduler(Node... nodes) {
        return ClusterScheduler.of(cluster(nodes));
    }

    static ClusterScheduler scheduler(ClusterContents contents, Node... nodes) {
        return ClusterScheduler.of(cluster(nodes).contents(contents));
    }

    static ClusterScheduler scheduler(Release release, Node... nodes) {
        return ClusterScheduler.of(cluster(nodes), SchedulerProfile.ofDefaults().withRelease(release));
    }

    /** So many pods of label app=pg that ask for nothing. */
    static void run(ClusterScheduler scheduler, String node, int pods) {
        for (int i = 0; i < pods; i++) {
            scheduler.add(RunningPod.of(idle(node + "-" + i).build(), node));
        }
    }

    static Affinity required(NodeTerm... terms) {
        return Affinity.toNodes(NodeAffinity.require(terms));
    }

    static Affinity near(PodTerm... terms) {
        return new Affinity(NodeAffinity.none(), new PodAffinity(List.of(terms), List.of()), PodAffinity.none());
    }

    static Affinity apart(PodTerm... terms) {
        return new Affinity(NodeAffinity.none(), PodAffinity.none(), new PodAffinity(List.of(terms), List.of()));
    }

    static Affinity rather(int weight, PodTerm term) {
        return new Affinity(
                NodeAffinity.none(),
                new PodAffinity(List.of(), List.of(new Preferred<>(weight, term))),
                PodAffinity.none());
    }

    /** The names of the nodes that can take a pod. */
    static List<String> fitting(ClusterScheduler scheduler, PodTemplate pod) {
        return scheduler.scores(pod).stream().map(NodeScore::node).sorted().toList();
    }

    /** One plugin's raw and normalised score of a node. */
    static List<Long> part(ClusterScheduler scheduler, PodTemplate pod, Plugin plugin, String node) {
        return scheduler.scores(pod).stream()
                .filter(s -> s.node().equals(node))
                .flatMap(s -> s.parts().stream())
                .filter(p -> p.plugin() == plugin)
                .map(p -> List.of(p.raw(), (long) p.normalised()))
                .findFirst()
                .orElse(List.of());
    }

    static long score(ClusterScheduler scheduler, PodTemplate pod, Plugin plugin, String node) {
        List<Long> part = part(scheduler, pod, plugin, node);
        return part.isEmpty() ? 0 : part.get(1);
    }
}
