package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests and limits of a container. */
public final class ResourceFields {
    private ResourceFields() {}

    /** Those that are said, nothing filled in. */
    public static Resources read(Cursor resources) {
        return new Resources(quantities(resources.object("requests")), quantities(resources.object("limits")));
    }

    /** {@code requests} and {@code limits}, each only when it says something. */
    public static void write(ObjectNode parent, Resources resources) {
        write(parent, "requests", resources.requests());
        write(parent, "limits", resources.limits());
    }

    /** A map of quantities, in the order of keys. */
    public static Map<String, Quantity> quantities(Cursor cursor) {
        Map<String, Quantity> quantities = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : cursor.peek().properties()) {
            cursor.quantity(entry.getKey()).ifPresent(quantity -> quantities.put(entry.getKey(), quantity));
        }
        return quantities;
    }

    private static void write(ObjectNode parent, String field, Map<String, Quantity> quantities) {
        if (!quantities.isEmpty()) {
            ObjectNode object = parent.putObject(field);
            List<Map.Entry<String, Quantity>> sorted = new ArrayList<>(quantities.entrySet());
            sorted.sort(Map.Entry.comparingByKey());
            for (Map.Entry<String, Quantity> entry : sorted) {
                object.put(entry.getKey(), entry.getValue().toString());
            }
        }
    }
}
