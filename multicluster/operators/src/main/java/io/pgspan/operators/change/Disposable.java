package io.pgspan.operators.change;

import java.util.Map;
import java.util.Set;

/**
 * The kinds of objects that hold neither data nor keys, by API group: one that a wish names no more can be deleted by a program and written
 * again. Whatever is not known to be of such a kind is left to a human.
 */
public final class Disposable {
    private static final Map<String, Set<String>> KINDS = Map.of(
            "monitoring.coreos.com", Set.of("PodMonitor", "ServiceMonitor", "PrometheusRule"),
            "networking.k8s.io", Set.of("NetworkPolicy"),
            "policy", Set.of("PodDisruptionBudget"));

    private Disposable() {}

    /** Whether an object can be deleted by a program. */
    public static boolean is(ObjectKey object) {
        String version = object.apiVersion();
        String group = version.substring(0, Math.max(0, version.indexOf('/')));
        return KINDS.getOrDefault(group, Set.of()).contains(object.kind());
    }
}
