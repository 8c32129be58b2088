package io.pgspan.placement.scheduler;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod stays pending.
 *
 * @param nodes how many nodes there are
 * @param message why none was looked at, empty when they were
 * @param reasons how many nodes are out for each reason; a node may be counted in several
 * @param preemption what became of evicting others, empty when it may help
 * @param evictionOrNull what would be evicted for the pod, or null
 */
public record Refusal(
        int nodes,
        String message,
        Map<String, Integer> reasons,
        String preemption,
        @Nullable Eviction evictionOrNull) {

    /**
     * Pods that the scheduler evicts so that another one has room.
     *
     * @param node where
     * @param victims the pods, as {@code namespace/name}, the most important first
     */
    public record Eviction(String node, List<String> victims) {
        /** Copies the list. */
        public Eviction {
            victims = List.copyOf(victims);
        }
    }

    /** Copies the map, sorted by text. */
    public Refusal {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** What would be evicted for the pod, which then is scheduled once they have gone. */
    public Optional<Eviction> eviction() {
        return Optional.ofNullable(evictionOrNull);
    }

    /** The scheduler's own sentence. */
    public String sentence() {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        return available(nodes, message, reasons) + (preemption.isEmpty() ? "" : " preemption: " + preemption);
    }

    /** Counts before reasons are sorted as text: ten comes before two. */
    static String available(int nodes, String message, Map<String, Integer> reasons) {
        String start = "0/" + nodes + " nodes are available:";
        if (!message.isEmpty()) {
            return start + " " + message + ".";
        }
        String counted = reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        return counted.isEmpty() ? start : start + " " + counted + ".";
    }
}
