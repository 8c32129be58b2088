package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps and lists of texts, written. */
public final class TextFields {
    private TextFields() {}

    /** A map of texts, in the order of keys; nothing when it is empty. */
    public static void write(ObjectNode parent, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode object = parent.putObject(field);
            new TreeMap<>(texts).forEach(object::put);
        }
    }

    /** A list of texts; nothing when it is empty. */
    public static void write(ObjectNode parent, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(parent.putArray(field)::add);
        }
    }
}
