package io.pgspan.placement;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Whether a pod may run on a node, the slow and obvious way: every rule is asked of every pod and node anew. */
final class FitOracle {
    record Running(PodTemplate pod, Node node) {}

    private final List<Node> nodes;
    private final List<Running> running;

    FitOracle(List<Node> nodes, List<Running> running) {
        this.nodes = nodes;
        this.running = running;
    }

    boolean fits(PodTemplate pod, Node node) {
        return node.schedulable()
                && node.taints().stream().allMatch(t -> t.effect().equals("PreferNoSchedule"))
                && selected(pod, node)
                && room(pod, node, p -> p.cpu().amount(), node.cpu().amount())
                && room(pod, node, p -> p.memory().amount(), node.memory().amount())
                && pod.spreads().stream()
                        .filter(s -> s.whenUnsatisfiable() == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE)
                        .allMatch(s -> spread(pod, node, s))
                && running.stream().noneMatch(r -> repels(pod, r.pod(), r.node(), node))
                && running.stream().noneMatch(r -> repels(r.pod(), pod, r.node(), node));
    }

    private boolean room(PodTemplate pod, Node node, Function<PodTemplate, BigDecimal> ask, BigDecimal all) {
        BigDecimal wanted = ask.apply(pod);
        for (Running r : running) {
            if (r.node().equals(node)) {
                wanted = wanted.add(ask.apply(r.pod()));
            }
        }
        return ask.apply(pod).signum() == 0 || wanted.compareTo(all) <= 0;
    }

    private boolean spread(PodTemplate pod, Node node, Spread spread) {
        String domain = node.labels().get(spread.topologyKey());
        if (domain == null) {
            return false;
        }
        long min = nodes.stream()
                .filter(n -> counts(pod, n))
                .mapToLong(n -> inDomain(pod, n.labels().getOrDefault(spread.topologyKey(), ""), spread))
                .min()
                .orElse(Long.MAX_VALUE / 2);
        return inDomain(pod, domain, spread) + 1 - min <= spread.maxSkew();
    }

    private long inDomain(PodTemplate pod, String domain, Spread spread) {
        return running.stream()
                .filter(r -> counts(pod, r.node()))
                .filter(r -> domain.equals(r.node().labels().get(spread.topologyKey())))
                .filter(r -> matches(pod, r.pod()))
                .count();
    }

    /** A node counts if it has the keys of all hard constraints and the node selector's labels. */
    private static boolean counts(PodTemplate pod, Node node) {
        return selected(pod, node)
                && pod.spreads().stream()
                        .filter(s -> s.whenUnsatisfiable() == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE)
                        .allMatch(s -> node.labels().containsKey(s.topologyKey()));
    }

    private static boolean selected(PodTemplate pod, Node node) {
        return pod.nodeSelector().entrySet().stream()
                .allMatch(e -> e.getValue().equals(node.labels().get(e.getKey())));
    }

    private static boolean repels(PodTemplate owner, PodTemplate other, Node there, Node here) {
        return matches(owner, other)
                && owner.affinity().apart().required().stream()
                        .map(PodTerm::topologyKey)
                        .anyMatch(key -> there.labels().containsKey(key)
                                && there.labels().get(key).equals(here.labels().get(key)));
    }

    private static boolean matches(PodTemplate owner, PodTemplate other) {
        return owner.labels().entrySet().stream()
                .allMatch(e -> e.getValue().equals(other.labels().get(e.getKey())));
    }
}
