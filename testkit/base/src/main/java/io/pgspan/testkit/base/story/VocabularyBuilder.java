package io.pgspan.testkit.base.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Collects the words of a {@link Vocabulary}. Every method throws {@link IllegalArgumentException} for a shape that can't be read or
 * is there already.
 *
 * @param <C> what stories are told about
 */
public final class VocabularyBuilder<C> {
    private final Map<Shape, Vocabulary.Verb<C>> verbs = new LinkedHashMap<>();
    private final Map<Shape, Vocabulary.Condition<C>> conditions = new LinkedHashMap<>();
    private final Map<String, Vocabulary.Invariant<C>> invariants = new LinkedHashMap<>();
    private Function<C, String> state = context -> "";

    VocabularyBuilder() {}

    /** A verb for {@code given} and {@code at}. */
    public VocabularyBuilder<C> verb(String shape, Vocabulary.Verb<C> handler) {
        add(verbs, shape, handler);
        return this;
    }

    /** A condition for {@code by} and {@code never}. It must not start with {@code not}, which denies any condition. */
    public VocabularyBuilder<C> condition(String shape, Vocabulary.Condition<C> handler) {
        if (shape.strip().startsWith("not ")) {
            throw new IllegalArgumentException(
                    "condition \"" + shape + "\": stories deny a condition with not; say it positively");
        }
        add(conditions, shape, handler);
        return this;
    }

    /** An invariant for {@code check}. */
    public VocabularyBuilder<C> invariant(String id, Vocabulary.Invariant<C> handler) {
        if (id.isBlank() || id.contains(" ") || id.equals(Story.Check.ALL) || invariants.put(id, handler) != null) {
            throw new IllegalArgumentException("invariant \"" + id + "\": an id is one word, not all, and used once");
        }
        return this;
    }

    /** How a failure shows the context; default: not at all. */
    public VocabularyBuilder<C> state(Function<C, String> description) {
        state = description;
        return this;
    }

    /** The vocabulary so far. */
    public Vocabulary<C> build() {
        return new Vocabulary<>(verbs, conditions, invariants, state);
    }

    private static <H> void add(Map<Shape, H> known, String text, H handler) {
        Shape shape = Shape.of(text);
        for (Shape other : known.keySet()) {
            if (other.pattern().equals(shape.pattern())) {
                throw new IllegalArgumentException(
                        "shapes \"" + other.text() + "\" and \"" + text + "\" match the same lines");
            }
        }
        known.put(shape, handler);
    }
}
