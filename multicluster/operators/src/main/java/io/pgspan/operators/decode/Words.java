package io.pgspan.operators.decode;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's words for some values of the model, both ways:
 *
 * <pre>{@code
 * static final Words<StandbyMode> STANDBY = Words.of("Hot", StandbyMode.HOT).or("Warm", StandbyMode.WARM);
 * }</pre>
 *
 * <p>Several words may mean the same value; it is written as the first of them. Immutable.
 *
 * @param <T> the values; they must have {@code equals}
 */
public final class Words<T> {
    private final Map<String, T> values;
    private final Map<T, String> words;

    private Words(Map<String, T> values) {
        this.values = Collections.unmodifiableMap(values);
        this.words = new HashMap<>();
        values.forEach((word, value) -> words.putIfAbsent(value, word));
    }

    /** One word and what it means. */
    public static <T> Words<T> of(String word, T value) {
        Map<String, T> values = new LinkedHashMap<>();
        values.put(word, value);
        return new Words<>(values);
    }

    /** The words of some values, in the order given; each is said as {@code toString} says it. */
    public static <T> Words<T> ofNames(Collection<T> all) {
        Map<String, T> values = new LinkedHashMap<>();
        all.forEach(value -> values.put(value.toString(), value));
        return new Words<>(values);
    }

    /**
     * These words and one more.
     *
     * @throws IllegalArgumentException when the word has a meaning already
     */
    public Words<T> or(String word, T value) {
        Map<String, T> more = new LinkedHashMap<>(values);
        if (more.put(word, value) != null) {
            throw new IllegalArgumentException("words: '" + word + "' has a meaning already; give each word once");
        }
        return new Words<>(more);
    }

    /** What a word means; empty for an unknown one. */
    public Optional<T> value(String word) {
        return Optional.ofNullable(values.get(word));
    }

    /** The word for a value; empty when the operator has none. */
    public Optional<String> find(T value) {
        return Optional.ofNullable(words.get(value));
    }

    /**
     * The word for a value that has one.
     *
     * @throws IllegalArgumentException when it has none
     */
    public String word(T value) {
        @Nullable String word = words.get(value);
        if (word == null) {
            throw new IllegalArgumentException("words: there is none for " + value + "; ask find first");
        }
        return word;
    }

    /** Every word, in the order given. */
    public List<String> all() {
        return List.copyOf(values.keySet());
    }
}
