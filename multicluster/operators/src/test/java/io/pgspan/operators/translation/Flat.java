package io.pgspan.operators.translation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A value of the model as paths and texts, by its fields: it knows nothing of what the translation compares. */
final class Flat {
    private final Map<String, String> values = new TreeMap<>();

    private Flat() {}

    /** The paths at which two values differ. */
    static List<String> differences(Object one, Object other) {
        Map<String, String> a = of(one);
        Map<String, String> b = of(other);
        Set<String> paths = new TreeSet<>(a.keySet());
        paths.addAll(b.keySet());
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(a.get(path), b.get(path))) {
                found.add(path);
            }
        }
        return found;
    }

    private static Map<String, String> of(Object value) {
        Flat flat = new Flat();
        flat.walk("", value);
        return flat.values;
    }

    private void walk(String path, @Nullable Object value) {
        if (value == null || (value instanceof Optional<?> said && said.isEmpty())) {
            return;
        }
        if (value instanceof Optional<?> said) {
            walk(path, said.get());
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> walk(path + "[\"" + key + "\"]", one));
        } else if (value.getClass().getName().startsWith("io.pgspan.model.") && !(value instanceof Enum<?>)) {
            fields(path, value);
        } else {
            values.put(path, value.toString());
        }
    }

    private void fields(String path, Object value) {
        try {
            for (Field field : value.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    walk(path.isEmpty() ? field.getName() : path + "." + field.getName(), field.get(value));
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
