package io.pgspan.testkit.base.story;

import io.pgspan.testkit.base.story.StoryDraft.Mistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words a module's stories may use: verbs that do something to a context, conditions asked of it, invariants that are never
 * broken. The same vocabulary on an interface serves a simulation and a real fleet.
 *
 * <pre>{@code
 * Vocabulary<Fleet> words = Vocabulary.<Fleet>builder()
 *     .verb("kill <member>", (fleet, a) -> fleet.kill(a.word("member")))
 *     .verb("delay <link> <time:time>", (fleet, a) -> fleet.delay(a.word("link"), a.time("time")))
 *     .condition("leader is <member>", (fleet, a) -> fleet.leader().equals(a.word("member")))
 *     .condition("<count:int> members stream", (fleet, a) -> fleet.streaming() == a.number("count"))
 *     .invariant("I1", fleet -> fleet.writable() > 1 ? Optional.of("two primaries") : Optional.empty())
 *     .state(Fleet::toString)
 *     .build();
 * }</pre>
 *
 * <p>A shape is a row of words and slots: {@code <name>} takes any word, {@code <name:int>} a whole number, {@code <name:time>} a
 * time, {@code <name:one|other>} one of the words listed, and {@code <name...>}, at the end, one or more words. Where two shapes
 * match, the one with more literal words is meant.
 *
 * @param <C> what stories are told about
 */
public final class Vocabulary<C> {
    private final Map<Shape, Verb<C>> verbs;
    private final Map<Shape, Condition<C>> conditions;
    private final Map<String, Invariant<C>> invariants;
    private final Function<C, String> state;

    /** Does something. What it throws ends the story at its line. */
    @FunctionalInterface
    public interface Verb<C> {
        /** Does it. */
        void run(C context, Arguments arguments) throws Exception;
    }

    /** Asks something, often; changes nothing. What it throws ends the story at its line. */
    @FunctionalInterface
    public interface Condition<C> {
        /** Whether it holds now. */
        boolean holds(C context, Arguments arguments) throws Exception;
    }

    /** Looks for what must never be. What it throws ends the story. */
    @FunctionalInterface
    public interface Invariant<C> {
        /** What breaks it now, nothing when it holds. */
        Optional<String> violation(C context) throws Exception;
    }

    /** A line's meaning: what it calls, and with what. */
    record Meaning<H>(H handler, Arguments arguments) {}

    Vocabulary(
            Map<Shape, Verb<C>> verbs,
            Map<Shape, Condition<C>> conditions,
            Map<String, Invariant<C>> invariants,
            Function<C, String> state) {
        this.verbs = new LinkedHashMap<>(verbs);
        this.conditions = new LinkedHashMap<>(conditions);
        this.invariants = new LinkedHashMap<>(invariants);
        this.state = state;
    }

    /** Starts with no words at all. */
    public static <C> VocabularyBuilder<C> builder() {
        return new VocabularyBuilder<>();
    }

    /** The shapes of all verbs, as they were given. */
    public List<String> verbs() {
        return verbs.keySet().stream().map(Shape::text).toList();
    }

    /** The shapes of all conditions, as they were given. */
    public List<String> conditions() {
        return conditions.keySet().stream().map(Shape::text).toList();
    }

    /** The ids of all invariants, as they were given. */
    public List<String> invariants() {
        return List.copyOf(invariants.keySet());
    }

    Function<C, String> state() {
        return state;
    }

    /** @throws StoryException when the words mean nothing; not after {@link #mistakes} found none */
    Meaning<Verb<C>> verb(Statement statement) {
        return meaning(verbs, statement);
    }

    /** Like {@link #verb}. */
    Meaning<Condition<C>> condition(Statement statement) {
        return meaning(conditions, statement);
    }

    /** The invariants of a line {@code check}, by id. */
    Map<String, Invariant<C>> chosen(Story.Check check) {
        Map<String, Invariant<C>> chosen = new LinkedHashMap<>(invariants);
        if (!check.invariants().contains(Story.Check.ALL)) {
            chosen.keySet().retainAll(check.invariants());
        }
        return chosen;
    }

    /** What this vocabulary does not know in a story. */
    List<Mistake> mistakes(Story story) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Story.Check check : story.checks()) {
            for (String id : check.invariants()) {
                if (!id.equals(Story.Check.ALL) && !invariants.containsKey(id)) {
                    mistakes.add(mistake(
                            check.line(),
                            "unknown invariant \"" + id + "\"; nearest: " + Nearest.of(id, invariants.keySet())));
                }
            }
        }
        for (Statement statement : story.statements()) {
            boolean event = statement.match(e -> true, e -> false, b -> false);
            complaint(event ? "verb" : "condition", event ? verbs.keySet() : conditions.keySet(), statement.words())
                    .ifPresent(text -> mistakes.add(mistake(statement.line(), text)));
        }
        return mistakes;
    }

    private static Mistake mistake(StoryLine line, String text) {
        return new Mistake(line.file(), line.number(), text);
    }

    private static Optional<String> complaint(String what, Collection<Shape> shapes, List<String> words) {
        if (shapes.stream().anyMatch(shape -> shape.match(words).isPresent())) {
            return Optional.empty();
        }
        Optional<String> inSlot = shapes.stream()
                .filter(shape -> shape.fits(words))
                .max(Comparator.comparingInt(Shape::narrowness))
                .flatMap(shape -> shape.complaint(words));
        return inSlot.or(() -> Optional.of("unknown " + what + " \"" + String.join(" ", words) + "\"; "
                + (shapes.isEmpty() ? "this vocabulary has none" : "nearest: " + Nearest.shapes(words, shapes))));
    }

    private static <H> Meaning<H> meaning(Map<Shape, H> known, Statement statement) {
        Shape meant = null;
        for (Shape shape : known.keySet()) {
            if (shape.match(statement.words()).isPresent()
                    && (meant == null || shape.narrowness() > meant.narrowness())) {
                meant = shape;
            }
        }
        H handler = meant == null ? null : known.get(meant);
        if (meant == null || handler == null) {
            throw new StoryException(List.of(statement.line().at() + ": means nothing in this vocabulary"));
        }
        return new Meaning<>(handler, meant.match(statement.words()).orElseThrow());
    }
}
