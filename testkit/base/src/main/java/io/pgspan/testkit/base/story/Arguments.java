package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a line of a story has in the slots of a shape. Asking for a slot the shape does not have, or has with another type, is a
 * mistake of the vocabulary and throws {@link IllegalArgumentException}.
 */
public final class Arguments {
    private final String shape;
    private final Map<String, Object> values;

    Arguments(String shape, Map<String, Object> values) {
        this.shape = shape;
        this.values = Map.copyOf(values);
    }

    /** The word in {@code <name>} or {@code <name:one|other>}. */
    public String word(String name) {
        return value(name, String.class);
    }

    /** The number in {@code <name:int>}. */
    public int number(String name) {
        return value(name, Integer.class);
    }

    /** The span in {@code <name:time>}. */
    public Duration time(String name) {
        return value(name, Duration.class);
    }

    /** The words in {@code <name...>}, one or more. */
    public List<String> words(String name) {
        return ((List<?>) value(name, List.class))
                .stream().map(String.class::cast).toList();
    }

    private <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("shape \"" + shape + "\" has no slot " + name + " with a "
                    + type.getSimpleName() + ": correct the shape or the handler");
        }
        return type.cast(value);
    }
}
