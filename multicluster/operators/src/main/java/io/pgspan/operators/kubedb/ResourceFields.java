package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.Map;
import java.util.TreeMap;

/** Requests and limits of a container. */
final class ResourceFields {
    private ResourceFields() {}

    /**
     * As KubeDB fills them where it fills anything: an absent request is the limit, without one the default; memory without a limit is
     * limited to its request.
     */
    static Resources read(Cursor resources, String model, Resources defaults) {
        Cursor requests = resources.object("requests");
        Cursor limits = resources.object("limits");
        requests.origin(model + ".cpu", "cpu");
        requests.origin(model + ".memory", "memory");
        Map<String, Quantity> requested = quantities(requests);
        Map<String, Quantity> limited = quantities(limits);
        for (String name : defaults.requests().keySet()) {
            if (!requested.containsKey(name)) {
                requested.put(name, limited.getOrDefault(name, defaults.reserved(name)));
            }
        }
        for (String name : defaults.limits().keySet()) {
            limited.putIfAbsent(name, requested.getOrDefault(name, defaults.reserved(name)));
        }
        return new Resources(requested, limited);
    }

    /** Those that are said, nothing filled in. */
    static Resources readPlain(Cursor resources) {
        return new Resources(quantities(resources.object("requests")), quantities(resources.object("limits")));
    }

    static void write(ObjectNode parent, Resources resources) {
        quantities(parent, "requests", resources.requests());
        quantities(parent, "limits", resources.limits());
    }

    private static Map<String, Quantity> quantities(Cursor cursor) {
        Map<String, Quantity> quantities = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : cursor.peek().properties()) {
            cursor.quantity(entry.getKey()).ifPresent(quantity -> quantities.put(entry.getKey(), quantity));
        }
        return quantities;
    }

    private static void quantities(ObjectNode parent, String field, Map<String, Quantity> quantities) {
        if (!quantities.isEmpty()) {
            ObjectNode object = parent.putObject(field);
            for (Map.Entry<String, Quantity> entry : new TreeMap<>(quantities).entrySet()) {
                object.put(entry.getKey(), entry.getValue().toString());
            }
        }
    }
}
