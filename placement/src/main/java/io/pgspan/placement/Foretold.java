package io.pgspan.placement;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.NodeScore;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Prediction;
import io.pgspan.placement.scheduler.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pod in one Kubernetes cluster, in sentences: what decided, and why each node is out that can't take it.
 *
 * @param nodeName the node, or null when none fits
 * @param reasons in sentences
 */
record Foretold(@Nullable String nodeName, List<String> reasons) {

    /** Places one more pod, or finds that it fits nowhere and leaves it out. */
    static Foretold place(PodTemplate pod, ClusterScheduler scheduler) {
        List<String> reasons = new ArrayList<>();
        Map<String, List<Reason>> refusals = scheduler.diagnose(pod);
        refusals.forEach((node, found) -> {
            if (!found.isEmpty()) {
                reasons.add("node " + node + " is out: "
                        + found.stream().map(Foretold::said).distinct().collect(Collectors.joining("; ")));
            }
        });
        List<NodeScore> scores = scheduler.scores(pod);
        Prediction prediction = scheduler.place(pod);
        if (!prediction.isPlaced()) {
            reasons.add(0, prediction.sentence());
            reasons.add(
                    0,
                    "it fits none of the " + refusals.size() + " nodes of cluster " + pod.clusterName()
                            + " and stays pending");
            return new Foretold(null, reasons);
        }
        reasons.add(0, decision(scores, prediction.node().orElseThrow()));
        prediction.sampling().ifPresent(sampling -> reasons.add(1, sampling.toString()));
        return new Foretold(prediction.node().orElse(null), reasons);
    }

    private static String said(Reason reason) {
        return reason.detail().isEmpty() ? reason.text() : reason.detail();
    }

    private static String decision(List<NodeScore> scores, String node) {
        NodeScore best =
                scores.stream().filter(s -> s.node().equals(node)).findFirst().orElse(scores.get(0));
        String chosen = "node " + best.node() + " is chosen";
        if (scores.size() == 1) {
            return chosen + ": the only one that fits";
        }
        chosen += " with " + points(best);
        NodeScore second = scores.get(scores.get(0).node().equals(node) ? 1 : 0);
        if (second.total() == best.total()) {
            String equals = scores.stream()
                    .filter(s -> !s.node().equals(node) && s.total() == best.total())
                    .map(NodeScore::node)
                    .collect(Collectors.joining(", "));
            return chosen + "; as good: " + equals + ": the scheduler draws lots among equals, the smallest name is"
                    + " foretold here";
        }
        Plugin deciding = best.parts().get(0).plugin();
        for (NodeScore.Part part : best.parts()) {
            if (lead(best, second, part.plugin()) > lead(best, second, deciding)) {
                deciding = part.plugin();
            }
        }
        return chosen + "; the runner-up " + second.node() + " has " + points(second) + " and loses by " + deciding;
    }

    private static int lead(NodeScore best, NodeScore second, Plugin plugin) {
        return best.weighted(plugin) - second.weighted(plugin);
    }

    private static String points(NodeScore score) {
        return score.total() + " points ("
                + score.parts().stream()
                        .map(part -> part.plugin() + " " + (part.weight() == 1 ? "" : part.weight() + "×")
                                + part.normalised())
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
