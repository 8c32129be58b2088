package io.pgspan.operators.kubedb.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.decode.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object being written: what is null, empty or the default is left out. */
record Json(ObjectNode node) {

    Json text(String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
        return this;
    }

    Json number(String field, @Nullable Integer value) {
        if (value != null) {
            node.put(field, value);
        }
        return this;
    }

    Json flag(String field, boolean value) {
        if (value) {
            node.put(field, true);
        }
        return this;
    }

    <T> Json word(String field, @Nullable T value, Words<T> words) {
        if (value != null) {
            node.put(field, words.word(value));
        }
        return this;
    }

    Json quantity(String field, @Nullable Quantity value) {
        if (value != null) {
            node.put(field, value.toString());
        }
        return this;
    }

    Json duration(String field, @Nullable Duration value) {
        if (value != null) {
            node.put(field, GoText.text(value));
        }
        return this;
    }

    Json texts(String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(field);
            values.forEach(array::add);
        }
        return this;
    }

    /** Sorted by key, so that the same value is always written the same. */
    Json labels(String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode map = node.putObject(field);
            values.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        }
        return this;
    }

    Json quantities(String field, Map<String, Quantity> values) {
        if (!values.isEmpty()) {
            ObjectNode map = node.putObject(field);
            values.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().toString()));
        }
        return this;
    }

    /** A fresh object in a field. */
    Json object(String field) {
        return new Json(node.putObject(field));
    }

    /** A fresh list in a field. */
    ArrayNode array(String field) {
        return node.putArray(field);
    }
}
