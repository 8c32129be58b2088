package io.pgspan.placement;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topology spread constraints that a pod demands ({@code DoNotSchedule}), with the counts they are judged by.
 *
 * <p>A node is a domain's only if it carries the keys of all demanded constraints and passes the pod's node selector; taints and
 * cordons don't hide it (the default inclusion policies), so that a domain nobody can use still holds the minimum down. On a
 * node, {@code pods in its domain + 1 - pods in the emptiest domain} must not exceed {@code maxSkew}.
 *
 * <p>Cost: once nodes × (constraints + pods), then O(constraints) a node.
 */
final class HardSpread {
    private record Constraint(Spread spread, Map<String, Long> counts, long min) {}

    private final List<Constraint> constraints = new ArrayList<>();

    HardSpread(PodTemplate pod, Collection<NodeState> nodes) {
        List<Spread> hard = pod.spreads().stream()
                .filter(s -> s.whenUnsatisfiable() == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE)
                .toList();
        for (Spread spread : hard) {
            Map<String, Long> counts = new HashMap<>();
            for (NodeState node : nodes) {
                if (hard.stream().allMatch(s -> node.labels().containsKey(s.topologyKey()))
                        && node.matchesSelectorOf(pod)) {
                    counts.merge(node.node().labels().get(spread.topologyKey()), node.countMatching(pod), Long::sum);
                }
            }
            long min = counts.values().stream().mapToLong(Long::longValue).min().orElse(Integer.MAX_VALUE);
            constraints.add(new Constraint(spread, counts, min));
        }
    }

    /** Why the node is out, a sentence a constraint; empty when it is not. */
    List<String> refusals(NodeState node) {
        List<String> found = new ArrayList<>();
        for (Constraint c : constraints) {
            String key = c.spread().topologyKey();
            String value = node.labels().get(key);
            if (value == null) {
                found.add("it lacks the label " + key + " of a topology spread constraint");
                continue;
            }
            long own = c.counts().getOrDefault(value, 0L);
            long skew = own + 1 - c.min();
            if (skew > c.spread().maxSkew()) {
                found.add("topology spread over " + key + ": domain " + value + " has " + own
                        + " of these pods and the emptiest domain " + c.min() + ", one more is a skew of " + skew
                        + ", at most " + c.spread().maxSkew() + " is allowed");
            }
        }
        return found;
    }
}
