package io.pgspan.placement;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes cluster's scheduler, foretold: one pod at a time, in the order of creation, on nodes that are empty but for the
 * pods placed before. First every node that can't take the pod is filtered, then the rest is scored and the best one taken. One
 * instance never sees another cluster: spread and anti-affinity end at the cluster's border.
 *
 * <p>Why a simulation and not a better optimum: the cluster's own scheduler will decide, and it is greedy. Where it draws lots
 * among equal nodes, the smallest name is foretold and the reason says so.
 *
 * <p>Cost of one pod: nodes × (constraints × constraints + pods placed + labels), plus sorting the nodes that fit. Source: the
 * kube-scheduler's default profile (taints, node selector, resources fit, topology spread, pod anti-affinity). Not known here:
 * pods of others, volumes bound to a zone, ports, images, preferred affinities.
 */
final class Scheduler {
    private static final String EFFECT_PREFER = "PreferNoSchedule";
    private static final int TAINT_SCORE_MAX = 100;

    private final String clusterName;
    private final List<NodeState> nodes;

    Scheduler(KubernetesCluster cluster) {
        this.clusterName = cluster.name();
        this.nodes = cluster.nodes().stream().map(NodeState::new).toList();
    }

    /**
     * What became of one pod.
     *
     * @param node the node, or null when none fits
     * @param reasons in sentences
     */
    record Choice(@Nullable Node node, List<String> reasons) {}

    /** Places one more pod, or finds that it fits nowhere and leaves it out. */
    Choice place(PodTemplate pod) {
        Filters filters = new Filters(pod, nodes);
        List<String> reasons = new ArrayList<>();
        List<NodeState> fitting = new ArrayList<>();
        for (NodeState node : nodes) {
            List<String> refusals = filters.refusals(node);
            if (refusals.isEmpty()) {
                fitting.add(node);
            } else {
                reasons.add("node " + node.name() + " is out: " + String.join("; ", refusals));
            }
        }
        if (fitting.isEmpty()) {
            reasons.add(
                    0,
                    "it fits none of the " + nodes.size() + " nodes of cluster " + clusterName + " and stays pending");
            return new Choice(null, reasons);
        }
        List<Score> scores = score(pod, fitting);
        reasons.add(0, decision(scores));
        NodeState chosen = scores.get(0).node();
        chosen.add(pod);
        return new Choice(chosen.node(), reasons);
    }

    private List<Score> score(PodTemplate pod, List<NodeState> fitting) {
        Map<String, Integer> spread = SoftSpread.scores(pod, nodes, fitting);
        long tainted = fitting.stream().mapToLong(Scheduler::preferences).max().orElse(0);
        return fitting.stream()
                .map(node -> Score.of(
                        node,
                        pod,
                        tainted == 0
                                ? TAINT_SCORE_MAX
                                : (int) (TAINT_SCORE_MAX - TAINT_SCORE_MAX * preferences(node) / tainted),
                        spread.getOrDefault(node.name(), 0)))
                .sorted(Score.BEST_FIRST)
                .toList();
    }

    private static long preferences(NodeState node) {
        return node.node().taints().stream()
                .filter(taint -> taint.effect().equals(EFFECT_PREFER))
                .count();
    }

    private static String decision(List<Score> scores) {
        Score best = scores.get(0);
        String chosen = "node " + best.node().name() + " is chosen with " + best;
        if (scores.size() == 1) {
            return chosen + ": the only one that fits";
        }
        Score second = scores.get(1);
        if (second.total() == best.total()) {
            String equals = scores.stream()
                    .filter(s -> s.total() == best.total())
                    .skip(1)
                    .map(s -> s.node().name())
                    .collect(Collectors.joining(", "));
            return chosen + "; as good: " + equals + ": the scheduler draws lots among equals, the smallest name is"
                    + " foretold here";
        }
        int deciding = 0;
        for (int i = 1; i < Score.NAMES.size(); i++) {
            if (best.weighted(i) - second.weighted(i) > best.weighted(deciding) - second.weighted(deciding)) {
                deciding = i;
            }
        }
        return chosen + "; the runner-up " + second.node().name() + " has " + second + " and loses by "
                + Score.NAMES.get(deciding);
    }
}
