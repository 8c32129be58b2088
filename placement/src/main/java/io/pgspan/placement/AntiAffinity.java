package io.pgspan.placement;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.PodTerm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Required pod anti-affinity, both ways: the pod's own terms against pods that run, and their terms against the pod. A node that
 * lacks a term's key is never out because of it. Cost: once pods × keys, then O(keys) a node.
 */
final class AntiAffinity {
    /** Topology key to its value to the pods met there. */
    private final Map<String, Map<String, List<String>>> met = new TreeMap<>();

    AntiAffinity(PodTemplate pod, Collection<NodeState> nodes) {
        for (NodeState node : nodes) {
            for (PodTemplate running : node.pods()) {
                if (NodeState.selects(pod, running)) {
                    keys(pod).forEach(key -> meet(key, node, running));
                }
                if (NodeState.selects(running, pod)) {
                    keys(running).forEach(key -> meet(key, node, running));
                }
            }
        }
    }

    private static List<String> keys(PodTemplate pod) {
        return pod.affinity().apart().required().stream()
                .map(PodTerm::topologyKey)
                .toList();
    }

    private void meet(String key, NodeState node, PodTemplate running) {
        String value = node.labels().get(key);
        if (value != null) {
            List<String> names =
                    met.computeIfAbsent(key, k -> new TreeMap<>()).computeIfAbsent(value, v -> new ArrayList<>());
            if (!names.contains(running.name())) {
                names.add(running.name());
            }
        }
    }

    /** Why the node is out, a sentence a key; empty when it is not. */
    List<String> refusals(NodeState node) {
        return met.entrySet().stream()
                .map(byKey -> {
                    String value = node.labels().get(byKey.getKey());
                    List<String> names = value == null ? null : byKey.getValue().get(value);
                    return names == null
                            ? null
                            : "pod anti-affinity over " + byKey.getKey() + ": domain " + value + " has "
                                    + String.join(", ", names);
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
