package io.pgspan.placement.explain;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Prediction;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of some pods when their cluster changes: they are placed in their order, then a node is drained, a zone is lost, or a pod
 * is added, and what has to move is placed again while the rest stays. What moves comes back in its order, as its controller would create
 * it; pods of others on the same node vanish with it.
 *
 * <p>Cost: two clusters built, one prediction for each pod that moves.
 */
public final class WhatIf {
    private final KubernetesCluster cluster;
    private final SchedulerProfile profile;
    private final List<PodTemplate> pods;
    private final Map<String, String> nodes = new LinkedHashMap<>();

    private WhatIf(KubernetesCluster cluster, SchedulerProfile profile, List<PodTemplate> pods) {
        this.cluster = cluster;
        this.profile = profile;
        this.pods = List.copyOf(pods);
        ClusterScheduler scheduler = ClusterScheduler.of(cluster, profile);
        for (PodTemplate pod : pods) {
            scheduler.place(pod).node().ifPresent(node -> nodes.put(pod.name(), node));
        }
    }

    /**
     * Starts from these pods, placed in this order on a cluster as it is.
     *
     * @throws PgspanException when two pods have one name
     */
    public static WhatIf of(KubernetesCluster cluster, SchedulerProfile profile, List<PodTemplate> pods) {
        return new WhatIf(cluster, profile, pods);
    }

    /** Where the pods are before anything happens, by name; pending ones are absent. */
    public Map<String, String> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /**
     * A node is cordoned and its pods are evicted.
     *
     * @throws PgspanException when the cluster has no such node
     */
    public Outcome drained(String node) {
        require(cluster.nodes().stream().anyMatch(n -> n.name().equals(node)), "node '" + node + "'");
        return outcome(
                "node " + node + " is drained",
                cluster.nodes(cluster.nodes().stream()
                        .map(n -> n.name().equals(node) ? n.schedulable(false) : n)
                        .toList()),
                node::equals);
    }

    /**
     * All nodes of a zone are gone.
     *
     * @throws PgspanException when no node is in such a zone
     */
    public Outcome zoneLost(String zone) {
        List<String> gone = cluster.nodes().stream()
                .filter(n -> n.zone().equals(zone))
                .map(Node::name)
                .toList();
        require(!gone.isEmpty(), "node in zone '" + zone + "'");
        return outcome(
                "zone " + zone + " is lost",
                cluster.nodes(cluster.nodes().stream()
                        .filter(n -> !gone.contains(n.name()))
                        .toList()),
                gone::contains);
    }

    /**
     * One pod more.
     *
     * @throws PgspanException when one of its name is there
     */
    public Outcome oneMore(PodTemplate pod) {
        ClusterScheduler scheduler = ClusterScheduler.of(cluster, profile);
        settle(scheduler, node -> false);
        return new Outcome(
                "there is one pod more, " + pod.name(), List.of(move(pod, Optional.empty(), scheduler.place(pod))));
    }

    private void require(boolean there, String what) {
        if (!there) {
            throw new PgspanException("what if: " + cluster.name() + " has no " + what + "; name one that it has");
        }
    }

    private Outcome outcome(String question, KubernetesCluster then, Predicate<String> gone) {
        ClusterContents contents = cluster.contents().toBuilder()
                .pods(cluster.contents().pods().stream()
                        .filter(running -> !gone.test(running.nodeName()))
                        .toList())
                .build();
        ClusterScheduler scheduler = ClusterScheduler.of(then.contents(contents), profile);
        List<PodTemplate> homeless = settle(scheduler, gone);
        List<Outcome.Move> moves = new ArrayList<>();
        for (PodTemplate pod : homeless) {
            moves.add(move(pod, Optional.ofNullable(nodes.get(pod.name())), scheduler.place(pod)));
        }
        return new Outcome(question, moves);
    }

    /** Puts those back that stay; tells the others. */
    private List<PodTemplate> settle(ClusterScheduler scheduler, Predicate<String> gone) {
        List<PodTemplate> homeless = new ArrayList<>();
        for (PodTemplate pod : pods) {
            String node = nodes.get(pod.name());
            if (node == null || gone.test(node)) {
                homeless.add(pod);
            } else {
                scheduler.add(RunningPod.of(pod, node));
            }
        }
        return homeless;
    }

    private static Outcome.Move move(PodTemplate pod, Optional<String> from, Prediction prediction) {
        return new Outcome.Move(pod.name(), from, prediction.node(), prediction.sentence());
    }
}
