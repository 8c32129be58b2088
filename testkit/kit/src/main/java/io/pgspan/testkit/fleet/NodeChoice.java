package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Chooses a node for one pod as kube-scheduler's default plugins do, written apart from pgspan's own placement so that the two can be
 * compared. Filters: cordon, {@code NoSchedule}/{@code NoExecute} taints, node selector, CPU and memory, the node of a bound volume,
 * hard topology spread, required pod anti-affinity. Scores, 0 to 100 each: soft topology spread (weight 2), least allocated (1), balanced
 * allocation (1); the best wins, the first name among equals, where the real one draws lots. Node affinity, pod affinity and preferences
 * are not looked at.
 *
 * <p>Cost: nodes × pods.
 */
final class NodeChoice {
    private static final double SCORE_MAX = 100;
    private static final double SPREAD_WEIGHT = 2;

    /** What the scorers (not the filters) count for a container that requests nothing. */
    private static final Map<String, BigDecimal> ASSUMED =
            Map.of("cpu", new BigDecimal("0.1"), "memory", BigDecimal.valueOf(200L << 20));

    private final List<? extends JsonNode> nodes;
    private final List<SchedulablePod> placed;

    /** The outcome: a node's name, or why there is none. */
    record Choice(String node, String reason) {}

    /** {@code placed}: the live pods that are bound already. */
    NodeChoice(List<? extends JsonNode> nodes, List<SchedulablePod> placed) {
        this.nodes = nodes;
        this.placed = placed;
    }

    /** {@code volumeNode}: where the pod's volume is; empty when it may go anywhere. */
    Choice choose(SchedulablePod pod, String volumeNode) {
        Map<String, Integer> refusals = new TreeMap<>();
        List<? extends JsonNode> fitting = nodes.stream()
                .filter(node -> {
                    String refusal = refusal(pod, node, volumeNode);
                    if (!refusal.isEmpty()) {
                        refusals.merge(refusal, 1, Integer::sum);
                    }
                    return refusal.isEmpty();
                })
                .toList();
        return fitting.stream()
                .max(Comparator.comparingDouble((JsonNode node) -> score(pod, node, fitting))
                        .thenComparing(NodeChoice::name, Comparator.reverseOrder()))
                .map(node -> new Choice(name(node), ""))
                .orElseGet(() -> new Choice("", "0/" + nodes.size() + " nodes are available: " + refusals));
    }

    private String refusal(SchedulablePod pod, JsonNode node, String volumeNode) {
        if (node.path("spec").path("unschedulable").asBoolean()) {
            return "node is cordoned";
        }
        if (!volumeNode.isEmpty() && !volumeNode.equals(name(node))) {
            return "volume is on another node";
        }
        if (node.path("spec").path("taints").valueStream().anyMatch(taint -> keepsAway(taint, pod))) {
            return "untolerated taint";
        }
        boolean selected = pod.spec()
                .path("nodeSelector")
                .propertyStream()
                .allMatch(e -> labels(node).path(e.getKey()).equals(e.getValue()));
        if (!selected) {
            return "node selector doesn't match";
        }
        for (String resource : List.of("cpu", "memory")) {
            if (free(node, resource).compareTo(pod.request(resource)) < 0) {
                return "insufficient " + resource;
            }
        }
        if (!meetsAntiAffinity(pod, node)) {
            return "pod anti-affinity";
        }
        return constraints(pod, "DoNotSchedule").allMatch(c -> keepsSkew(pod, node, c)) ? "" : "topology spread";
    }

    private static boolean keepsAway(JsonNode taint, SchedulablePod pod) {
        return !taint.path("effect").asText().equals("PreferNoSchedule")
                && pod.spec().path("tolerations").valueStream().noneMatch(t -> tolerates(t, taint));
    }

    private static boolean tolerates(JsonNode toleration, JsonNode taint) {
        String key = toleration.path("key").asText("");
        String effect = toleration.path("effect").asText("");
        boolean exists = toleration.path("operator").asText("Equal").equals("Exists");
        return (key.isEmpty() ? exists : key.equals(taint.path("key").asText()))
                && (effect.isEmpty() || effect.equals(taint.path("effect").asText()))
                && (exists
                        || toleration
                                .path("value")
                                .asText("")
                                .equals(taint.path("value").asText("")));
    }

    private BigDecimal free(JsonNode node, String resource) {
        return placed.stream()
                .filter(p -> p.nodeName().equals(name(node)))
                .map(p -> p.request(resource))
                .reduce(allocatable(node, resource), BigDecimal::subtract);
    }

    private static BigDecimal allocatable(JsonNode node, String resource) {
        return Quantity.of(
                        node.path("status").path("allocatable").path(resource).asText("0"))
                .amount();
    }

    private boolean meetsAntiAffinity(SchedulablePod pod, JsonNode node) {
        return antiAffinity(pod)
                        .allMatch(term -> placed.stream()
                                .filter(p -> p.namespace().equals(pod.namespace()))
                                .filter(p -> Selector.matches(term.path("labelSelector"), p.labels()))
                                .noneMatch(p -> domainOf(p, term).equals(domain(node, term))))
                && placed.stream()
                        .filter(p -> p.namespace().equals(pod.namespace()))
                        .allMatch(p -> antiAffinity(p)
                                .filter(term -> Selector.matches(term.path("labelSelector"), pod.labels()))
                                .noneMatch(term -> domainOf(p, term).equals(domain(node, term))));
    }

    private static Stream<JsonNode> antiAffinity(SchedulablePod pod) {
        return pod.spec()
                .path("affinity")
                .path("podAntiAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution")
                .valueStream();
    }

    private String domainOf(SchedulablePod placedPod, JsonNode term) {
        return nodes.stream()
                .filter(n -> name(n).equals(placedPod.nodeName()))
                .map(n -> domain(n, term))
                .findFirst()
                .orElse("no node");
    }

    private static Stream<JsonNode> constraints(SchedulablePod pod, String whenUnsatisfiable) {
        return pod.spec()
                .path("topologySpreadConstraints")
                .valueStream()
                .filter(c -> c.path("whenUnsatisfiable").asText("DoNotSchedule").equals(whenUnsatisfiable));
    }

    private boolean keepsSkew(SchedulablePod pod, JsonNode node, JsonNode constraint) {
        if (!labels(node).has(constraint.path("topologyKey").asText())) {
            return false;
        }
        int self = Selector.matches(constraint.path("labelSelector"), pod.labels()) ? 1 : 0;
        int least = nodes.stream()
                .filter(n -> labels(n).has(constraint.path("topologyKey").asText()))
                .mapToInt(n -> count(pod, n, constraint))
                .min()
                .orElse(0);
        return count(pod, node, constraint) + self - least
                <= constraint.path("maxSkew").asInt(1);
    }

    /** The pods that the constraint counts in the node's domain. */
    private int count(SchedulablePod pod, JsonNode node, JsonNode constraint) {
        return (int) placed.stream()
                .filter(p -> p.namespace().equals(pod.namespace()))
                .filter(p -> Selector.matches(constraint.path("labelSelector"), p.labels()))
                .filter(p -> domainOf(p, constraint).equals(domain(node, constraint)))
                .count();
    }

    private double score(SchedulablePod pod, JsonNode node, List<? extends JsonNode> fitting) {
        ToDoubleFunction<JsonNode> crowd = n -> constraints(pod, "ScheduleAnyway")
                .mapToInt(c -> count(pod, n, c))
                .sum();
        double most = fitting.stream().mapToDouble(crowd).max().orElse(0);
        double least = fitting.stream().mapToDouble(crowd).min().orElse(0);
        double spread = most == 0 ? SCORE_MAX : SCORE_MAX * (most + least - crowd.applyAsDouble(node)) / most;
        double cpu = usedFraction(pod, node, "cpu");
        double memory = usedFraction(pod, node, "memory");
        double leastAllocated = SCORE_MAX * ((1 - cpu) + (1 - memory)) / 2;
        double balanced = SCORE_MAX * (1 - Math.abs(cpu - memory) / 2);
        return SPREAD_WEIGHT * spread + leastAllocated + balanced;
    }

    private double usedFraction(SchedulablePod pod, JsonNode node, String resource) {
        BigDecimal used = Stream.concat(placed.stream().filter(p -> p.nodeName().equals(name(node))), Stream.of(pod))
                .map(p -> p.request(resource).signum() == 0
                        ? ASSUMED.getOrDefault(resource, BigDecimal.ZERO)
                        : p.request(resource))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        double all = allocatable(node, resource).doubleValue();
        return all <= 0 ? 1 : Math.min(1, used.doubleValue() / all);
    }

    private static String domain(JsonNode node, JsonNode term) {
        return labels(node).path(term.path("topologyKey").asText()).asText();
    }

    private static JsonNode labels(JsonNode node) {
        return node.path("metadata").path("labels");
    }

    private static String name(JsonNode node) {
        return node.path("metadata").path("name").asText();
    }
}
