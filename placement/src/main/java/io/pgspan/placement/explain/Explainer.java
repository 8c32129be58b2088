package io.pgspan.placement.explain;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.NodeScore;
import io.pgspan.placement.scheduler.Prediction;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains what one Kubernetes cluster's scheduler would do with a pod, the cluster being as it is: nothing is placed.
 *
 * <pre>{@code
 * Explainer explainer = Explainer.of(cluster, SchedulerProfile.ofDefaults());
 * System.out.println(explainer.explain(pod).text());           // why here, or why nowhere
 * System.out.println(explainer.whyNot(pod, "node-2").text());  // why not there
 * }</pre>
 *
 * <p>Cost: one prediction, one table of scores or reasons over all nodes; for a pod that fits nowhere that of {@link Relaxations}.
 */
public final class Explainer {
    private final KubernetesCluster cluster;
    private final SchedulerProfile profile;
    private final ClusterScheduler scheduler;

    private Explainer(KubernetesCluster cluster, SchedulerProfile profile) {
        this.cluster = cluster;
        this.profile = profile;
        this.scheduler = ClusterScheduler.of(cluster, profile);
    }

    /** Explains for a cluster as it is. */
    public static Explainer of(KubernetesCluster cluster, SchedulerProfile profile) {
        return new Explainer(cluster, profile);
    }

    /** Why the pod lands where it does, or why nowhere. */
    public Explanation explain(PodTemplate pod) {
        Prediction prediction = scheduler.predict(pod);
        return prediction.isPlaced() ? here(pod, prediction) : nowhere(pod, prediction);
    }

    private WhyHere here(PodTemplate pod, Prediction prediction) {
        String node = prediction.node().orElseThrow();
        List<NodeScore> scores = scheduler.scores(pod);
        Optional<Comparison> runnerUp = score(scores, node)
                .flatMap(own -> scores.stream()
                        .filter(other -> !other.node().equals(node))
                        .findFirst()
                        .map(other -> Comparison.of(own, other)));
        return new WhyHere(
                pod.name(),
                node,
                prediction.best().stream().filter(n -> !n.equals(node)).toList(),
                runnerUp,
                prediction.feasible(),
                prediction.sampling().map(Prediction.Sampling::toString).orElse(""));
    }

    private static Optional<NodeScore> score(List<NodeScore> scores, String node) {
        return scores.stream().filter(s -> s.node().equals(node)).findFirst();
    }

    private WhyNowhere nowhere(PodTemplate pod, Prediction prediction) {
        Map<String, List<Reason>> reasons = scheduler.diagnose(pod);
        Optional<Relaxations.Found> found = new Relaxations(cluster, pod, profile).smallest(reasons);
        return new WhyNowhere(
                pod.name(),
                prediction.sentence(),
                reasons,
                found.map(Relaxations.Found::given).orElse(List.of()),
                found.map(Relaxations.Found::node),
                found.map(Relaxations.Found::smallest).orElse(false));
    }

    /**
     * Why the pod does not land on that node.
     *
     * @throws PgspanException when the cluster has no such node
     */
    public WhyNotThere whyNot(PodTemplate pod, String node) {
        List<Reason> reasons = scheduler.diagnose(pod).get(node);
        if (reasons == null) {
            throw new PgspanException("node: " + cluster.name() + " has no node '" + node + "'; name one of its "
                    + cluster.nodes().size());
        }
        Optional<Comparison> better = Optional.empty();
        Prediction prediction = scheduler.predict(pod);
        String best = prediction.node().orElse(node);
        if (reasons.isEmpty() && !best.equals(node)) {
            List<NodeScore> scores = scheduler.scores(pod);
            better = score(scores, node).flatMap(own -> score(scores, best).map(other -> Comparison.of(own, other)));
        }
        return new WhyNotThere(pod.name(), node, reasons, better);
    }
}
