package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests and limits of a container. */
final class ResourceFields {
    private ResourceFields() {}

    /**
     * As KubeDB fills them where it fills anything: an absent request is the limit, without one the default; memory is limited to what is
     * said or to its request, whichever is more, and to the default where neither is said.
     */
    static Resources read(Cursor resources, String model, Resources defaults) {
        Cursor requests = resources.object("requests");
        Cursor limits = resources.object("limits");
        requests.origin(model + ".cpu", "cpu");
        requests.origin(model + ".memory", "memory");
        return filled(quantities(requests), quantities(limits), defaults);
    }

    /** The same for a container whose resources are no part of the wish. */
    static Resources readOwn(Cursor resources, Resources defaults) {
        return filled(quantities(resources.object("requests")), quantities(resources.object("limits")), defaults);
    }

    private static Resources filled(
            Map<String, Quantity> requested, Map<String, Quantity> limited, Resources defaults) {
        Map<String, Quantity> requests = new TreeMap<>(requested);
        Map<String, Quantity> limits = new TreeMap<>(limited);
        for (Map.Entry<String, Quantity> one : defaults.requests().entrySet()) {
            requests.putIfAbsent(one.getKey(), limited.getOrDefault(one.getKey(), one.getValue()));
        }
        for (Map.Entry<String, Quantity> one : defaults.limits().entrySet()) {
            @Nullable Quantity request = requested.get(one.getKey());
            @Nullable Quantity limit = limited.get(one.getKey());
            if (request != null && (limit == null || limit.compareTo(request) < 0)) {
                limits.put(one.getKey(), request);
            } else if (limit == null) {
                limits.put(one.getKey(), one.getValue());
            }
        }
        return new Resources(requests, limits);
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
