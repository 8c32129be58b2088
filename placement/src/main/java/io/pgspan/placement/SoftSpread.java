package io.pgspan.placement;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topology spread constraints that a pod prefers ({@code ScheduleAnyway}), as the scheduler scores them: each constraint adds
 * {@code pods in the domain × ln(domains + 2) + maxSkew - 1}, so that few domains weigh less than many; the sums are turned
 * around and brought to 0..100 over the nodes that fit. A node without one of the keys scores 0. Pods are counted on all nodes
 * that carry every key and pass the node selector.
 *
 * <p>Cost: nodes × (constraints + pods).
 */
final class SoftSpread {
    private static final int SCORE_MAX = 100;

    private SoftSpread() {}

    /** The score of each node that fits, by its name; 0 for all, as if skipped, when the pod prefers nothing. */
    static Map<String, Integer> scores(PodTemplate pod, Collection<NodeState> all, List<NodeState> fitting) {
        List<Spread> soft = pod.spreads().stream()
                .filter(s -> s.whenUnsatisfiable() == Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY)
                .toList();
        Map<String, Integer> scores = new HashMap<>();
        fitting.forEach(node -> scores.put(node.name(), 0));
        if (soft.isEmpty()) {
            return scores;
        }
        List<NodeState> scored =
                fitting.stream().filter(node -> hasKeys(node, soft)).toList();
        Map<String, Long> raw = raw(pod, soft, all, scored);
        long max = raw.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long min = raw.values().stream().mapToLong(Long::longValue).min().orElse(0);
        raw.forEach(
                (node, sum) -> scores.put(node, max == 0 ? SCORE_MAX : (int) (SCORE_MAX * (max + min - sum) / max)));
        return scores;
    }

    private static Map<String, Long> raw(
            PodTemplate pod, List<Spread> soft, Collection<NodeState> all, List<NodeState> scored) {
        List<Map<String, Long>> counts = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Spread spread : soft) {
            Map<String, Long> byDomain = counts(pod, spread, soft, all, scored);
            counts.add(byDomain);
            weights.add(StrictMath.log(byDomain.size() + 2.0));
        }
        Map<String, Long> raw = new HashMap<>();
        for (NodeState node : scored) {
            double sum = 0;
            for (int i = 0; i < soft.size(); i++) {
                long count = counts.get(i).getOrDefault(domain(node, soft.get(i)), 0L);
                sum += count * weights.get(i) + (soft.get(i).maxSkew() - 1);
            }
            raw.put(node.name(), Math.round(sum));
        }
        return raw;
    }

    private static Map<String, Long> counts(
            PodTemplate pod, Spread spread, List<Spread> soft, Collection<NodeState> all, List<NodeState> scored) {
        Set<String> domains = new HashSet<>();
        scored.forEach(node -> domains.add(domain(node, spread)));
        Map<String, Long> counts = new HashMap<>();
        domains.forEach(value -> counts.put(value, 0L));
        for (NodeState node : all) {
            boolean counted = hasKeys(node, soft) && node.matchesSelectorOf(pod);
            if (counted && domains.contains(domain(node, spread))) {
                counts.merge(domain(node, spread), node.countMatching(pod), Long::sum);
            }
        }
        return counts;
    }

    private static boolean hasKeys(NodeState node, List<Spread> soft) {
        return soft.stream().allMatch(s -> node.labels().containsKey(s.topologyKey()));
    }

    /** The domain's name: the label's value, but for host names the node itself. */
    private static String domain(NodeState node, Spread spread) {
        return spread.topologyKey().equals(Spread.HOSTNAME)
                ? node.name()
                : node.labels().getOrDefault(spread.topologyKey(), "");
    }
}
