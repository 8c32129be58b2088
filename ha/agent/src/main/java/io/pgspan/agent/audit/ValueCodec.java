package io.pgspan.agent.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.AgentException;
import io.pgspan.model.wal.Lsn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON, whatever they are made of: records by their components, sealed alternatives with their simple name in {@code @type},
 * texts, numbers, durations, moments, positions, lists, sets and maps of them. Nothing is named field by field, so that a record that gains a
 * component is written with it. What is none of these is refused and not guessed: a secret is no record, and must never get in by
 * its {@code toString}.
 *
 * <p>Equal values give equal text: maps and sets are sorted. Costs time linear in the value.
 */
final class ValueCodec {
    static final String TYPE = "@type";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEPTH_MAX = 32;

    private ValueCodec() {}

    /**
     * Writes a value.
     *
     * @throws AgentException when something in it can't be written; names where
     */
    static JsonNode encode(@Nullable Object value) {
        return encode(value, "", 0);
    }

    private static JsonNode encode(@Nullable Object value, String path, int depth) {
        if (depth > DEPTH_MAX) {
            throw new AgentException("audit: " + path + " is nested more than " + DEPTH_MAX + " deep");
        }
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Optional<?> optional) {
            return encode(optional.orElse(null), path, depth);
        }
        if (value instanceof Collection<?> items) {
            return items(items, path, depth);
        }
        if (value instanceof Map<?, ?> entries) {
            return entries(entries, path, depth);
        }
        if (value instanceof Record && !(value instanceof Lsn)) {
            return components(value, path, depth);
        }
        return leaf(value, path);
    }

    private static JsonNode items(Collection<?> items, String path, int depth) {
        ArrayNode array = JSON.arrayNode();
        Stream<JsonNode> encoded = items.stream().map(i -> encode(i, path + "[]", depth + 1));
        (items instanceof Set ? encoded.sorted(Comparator.comparing(JsonNode::toString)) : encoded).forEach(array::add);
        return array;
    }

    private static JsonNode entries(Map<?, ?> entries, String path, int depth) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (!(key instanceof String) && !(key instanceof Enum<?>)) {
                throw new AgentException("audit: " + path + " has keys of " + key.getClass());
            }
            String name = key instanceof Enum<?> e ? e.name() : key.toString();
            sorted.put(name, encode(value, path + "." + name, depth + 1));
        });
        ObjectNode object = JSON.objectNode();
        object.setAll(sorted);
        return object;
    }

    private static JsonNode components(Object value, String path, int depth) {
        ObjectNode object = JSON.objectNode();
        if (Alternatives.isOne(value.getClass())) {
            object.put(TYPE, value.getClass().getSimpleName());
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = component.getName();
            object.set(name, encode(read(value, component), path + "." + name, depth + 1));
        }
        return object;
    }

    private static @Nullable Object read(Object value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AgentException("audit: " + component + " can't be read", e);
        }
    }

    private static JsonNode leaf(Object value, String path) {
        if (value instanceof Boolean yes) {
            return JSON.booleanNode(yes);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Enum<?> constant) {
            return JSON.textNode(constant.name());
        }
        if (value instanceof String || value instanceof Duration || value instanceof Instant || value instanceof Lsn) {
            return JSON.textNode(value.toString());
        }
        throw new AgentException("audit: " + path + " is of " + value.getClass() + ", which is never written down");
    }
}
