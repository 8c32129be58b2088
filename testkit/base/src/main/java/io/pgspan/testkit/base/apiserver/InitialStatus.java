package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The status an API server itself gives a new object of a built-in kind. */
final class InitialStatus {
    private static final Map<String, String> PHASES = Map.of(
            "pods", "Pending",
            "namespaces", "Active",
            "persistentvolumeclaims", "Pending",
            "persistentvolumes", "Pending");

    private InitialStatus() {}

    static void set(ObjectKey key, ObjectNode object) {
        String phase = key.group().isEmpty() ? PHASES.get(key.plural()) : null;
        if (phase != null) {
            object.putObject("status").put("phase", phase);
        } else if (key.isCrd()) {
            object.putObject("status")
                    .putArray("conditions")
                    .addObject()
                    .put("type", "Established")
                    .put("status", "True");
        }
    }
}
