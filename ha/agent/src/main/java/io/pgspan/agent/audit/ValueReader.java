package io.pgspan.agent.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.agent.AgentException;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link ValueCodec} wrote. Another version's value may have more or fewer components: what is missing is empty, zero or
 * null, what is unknown is left out, and both are told in {@link #differences()}, since a replay of such a value proves less.
 */
final class ValueReader {
    private final List<String> differences = new ArrayList<>();

    /** The paths at which the text and this version's types differ. */
    List<String> differences() {
        return differences;
    }

    /**
     * Reads a value.
     *
     * @throws AgentException when the text is not of that type; names where
     */
    <T> T read(JsonNode json, Class<T> type) {
        Object value = value(json, type, "");
        if (value == null) {
            throw new AgentException("audit: there is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private @Nullable Object value(JsonNode json, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return container(json, (Class<?>) generic.getRawType(), generic.getActualTypeArguments(), path);
        }
        Class<?> plain = (Class<?>) type;
        if (json.isNull() || json.isMissingNode()) {
            return plain.isPrimitive() ? zero(plain) : null;
        }
        if (plain.isSealed()) {
            return record(
                    json, Alternatives.named(plain, json.path(ValueCodec.TYPE).asText(), path), path);
        }
        return plain.isRecord() && plain != Lsn.class ? record(json, plain, path) : leaf(json, plain, path);
    }

    private Object container(JsonNode json, Class<?> raw, Type[] of, String path) {
        if (raw == Optional.class) {
            return Optional.ofNullable(value(json, of[0], path));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            json.properties().forEach(e -> {
                Object key = leaf(TextNode.valueOf(e.getKey()), (Class<?>) of[0], path);
                map.put(key, element(e.getValue(), of[1], path + "." + e.getKey()));
            });
            return map;
        }
        List<Object> items = new ArrayList<>();
        json.forEach(item -> items.add(element(item, of[0], path + "[]")));
        if (raw == Set.class) {
            return new LinkedHashSet<>(items);
        }
        if (raw == List.class) {
            return items;
        }
        throw new AgentException("audit: " + path + " is a " + raw + ", which is never written down");
    }

    private Object element(JsonNode json, Type type, String path) {
        Object value = value(json, type, path);
        if (value == null) {
            throw malformed(json, path, type.getTypeName());
        }
        return value;
    }

    private Object record(JsonNode json, Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String at = path + "." + components[i].getName();
            if (!json.has(components[i].getName())) {
                differences.add(at + " is missing");
            }
            arguments[i] = value(json.path(components[i].getName()), components[i].getGenericType(), at);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!name.equals(ValueCodec.TYPE)
                    && Arrays.stream(components).noneMatch(c -> c.getName().equals(name))) {
                differences.add(path + "." + name + " is unknown");
            }
        });
        return construct(type, components, arguments, path);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] arguments, String path) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new AgentException("audit: " + path + " is no " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new AgentException("audit: " + path + ": " + type + " can't be made", e);
        }
    }

    private static Object leaf(JsonNode json, Class<?> type, String path) {
        try {
            if (type == boolean.class || type == Boolean.class) {
                return json.booleanValue();
            }
            if (type == int.class || type == Integer.class) {
                return json.intValue();
            }
            if (type == long.class || type == Long.class) {
                return json.longValue();
            }
            if (type == short.class || type == Short.class) {
                return json.shortValue();
            }
            if (type == double.class || type == Double.class) {
                return json.doubleValue();
            }
            return text(json.asText(), type, path);
        } catch (IllegalArgumentException | DateTimeException | PgspanException e) {
            throw malformed(json, path, type.getSimpleName());
        }
    }

    private static Object text(String text, Class<?> type, String path) {
        if (type == String.class) {
            return text;
        }
        if (type == Duration.class) {
            return Duration.parse(text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == Lsn.class) {
            return Lsn.of(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(c -> ((Enum<?>) c).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(text));
        }
        throw new AgentException("audit: " + path + " is of " + type + ", which is never written down");
    }

    private static Object zero(Class<?> primitive) {
        if (primitive == boolean.class) {
            return false;
        }
        if (primitive == int.class) {
            return 0;
        }
        if (primitive == long.class) {
            return 0L;
        }
        return primitive == short.class ? (Object) (short) 0 : (Object) 0.0;
    }

    private static AgentException malformed(JsonNode json, String path, String wanted) {
        return new AgentException("audit: " + path + " is '" + json + "', wanted: " + wanted);
    }
}
