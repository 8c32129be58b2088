package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the fields of one manifest by path. A field that is absent or null reads as empty; so does one that can't be read, and then
 * there is a violation with its place, so that a reader goes on and finds every mistake at once. What was read is remembered:
 * {@link #leftovers} is the rest.
 *
 * <p>Paths are those of {@link TreePath}; each violation's rule is {@code <dialect>.<mistake>}.
 */
public final class Decoder {
    private final Manifest manifest;
    private final Fields fields;
    private final String dialect;
    private final Set<TreePath> read = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    /**
     * Starts with nothing read; {@code apiVersion} and {@code kind} count as read.
     *
     * @param dialect the first word of every rule's id
     */
    public Decoder(Manifest manifest, Fields fields, String dialect) {
        this.manifest = manifest;
        this.fields = fields;
        this.dialect = dialect;
        read.add(TreePath.of("apiVersion"));
        read.add(TreePath.of("kind"));
    }

    /** What is being read. */
    public Manifest manifest() {
        return manifest;
    }

    /** Everything wrong so far. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Whether the field is there with a value; it does not count as read. */
    public boolean has(String path) {
        return !value(TreePath.of(path)).isMissingNode();
    }

    /** The value as it stands, a missing node when there is none; it does not count as read. */
    public JsonNode peek(String path) {
        return value(TreePath.of(path));
    }

    /** Counts a field and everything below as read. */
    public void consume(String path) {
        read.add(TreePath.of(path));
    }

    /** Counts each of these fields as read if it is an empty object, which says nothing. */
    public void consumeEmpty(String... paths) {
        for (String path : paths) {
            JsonNode value = peek(path);
            if (value.isObject() && value.isEmpty()) {
                consume(path);
            }
        }
    }

    /** A text. */
    public Optional<String> text(String path) {
        return typed(path, "a text", JsonNode::isTextual, JsonNode::asText);
    }

    /** A text that must be there and not be empty. */
    public Optional<String> requiredText(String path, String remedy) {
        Optional<String> text = text(path);
        JsonNode value = peek(path);
        if (value.isMissingNode() || (value.isTextual() && value.asText().isEmpty())) {
            missing(path, remedy);
            return Optional.empty();
        }
        return text;
    }

    /** A whole number of 32 bits. */
    public Optional<Integer> integer(String path) {
        return typed(path, "a whole number", JsonNode::isInt, JsonNode::asInt);
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String path) {
        return typed(path, "true or false", JsonNode::isBoolean, JsonNode::asBoolean);
    }

    /** One of a few words. */
    public <E> Optional<E> choice(String path, Map<String, E> allowed) {
        Optional<String> word = text(path);
        if (word.isPresent() && !allowed.containsKey(word.get())) {
            reject("unknown-enum", path, "no such value is known", "use one of " + String.join(", ", allowed.keySet()));
        }
        return word.flatMap(w -> Optional.ofNullable(allowed.get(w)));
    }

    /** A text, or a number, that is a quantity. */
    public Optional<Quantity> quantity(String path) {
        return made(
                path, typed(path, "a quantity", n -> n.isTextual() || n.isNumber(), JsonNode::asText), Quantity::of);
    }

    /** A text that a factory reads; what the factory throws is a violation. */
    public <T> Optional<T> parsed(String path, Function<String, T> factory) {
        return made(path, text(path), factory);
    }

    private <T> Optional<T> made(String path, Optional<String> text, Function<String, T> factory) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(factory.apply(text.get()));
        } catch (PgspanException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^[a-z]+: ", "");
            int cut = message.lastIndexOf("; ");
            reject(
                    "malformed",
                    path,
                    cut < 0 ? message : message.substring(0, cut),
                    cut < 0 ? "correct it" : message.substring(cut + 2));
            return Optional.empty();
        }
    }

    /** A map of texts, in the order written; entries of another type are violations and left out. */
    public Map<String, String> labels(String path) {
        Map<String, String> labels = new LinkedHashMap<>();
        TreePath at = TreePath.of(path);
        JsonNode value = value(at);
        read.add(at);
        if (value.isMissingNode()) {
            return labels;
        }
        if (!value.isObject()) {
            wrongType(at, value, "a map of texts");
            return labels;
        }
        value.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                labels.put(entry.getKey(), entry.getValue().asText());
            } else {
                wrongType(at.field(entry.getKey()), entry.getValue(), "a text");
            }
        });
        return labels;
    }

    /** How many items a list has; 0 when it is absent or no list, and the latter is a violation. Its items don't count as read. */
    public int count(String path) {
        JsonNode value = peek(path);
        if (value.isMissingNode() || value.isArray()) {
            return value.size();
        }
        wrongType(TreePath.of(path), value, "a list");
        consume(path);
        return 0;
    }

    /** A violation at a path, with the value that stands there. */
    public void reject(String mistake, String path, String message, String remedy) {
        TreePath at = TreePath.of(path);
        violations.add(manifest.violation(dialect + "." + mistake, at, Texts.show(manifest.at(at)), message, remedy));
    }

    /** A violation: a field that must be there is not. */
    public void missing(String path, String remedy) {
        reject("required", path, "the field is required", remedy);
    }

    /** Whether anything was wrong at this path or below. */
    public boolean isFaulty(String path) {
        TreePath at = TreePath.of(path);
        return violations.stream().anyMatch(v -> at.covers(TreePath.of(v.path())));
    }

    /**
     * What was not read, keyed by path: known fields as they stand, unknown ones too. An unknown field that is not waived, and a known
     * one of the wrong type, is added to {@link #violations}.
     */
    public Map<TreePath, JsonNode> leftovers(Waivers waivers) {
        Leftovers leftovers = new Leftovers(manifest, dialect, waivers, read);
        Map<TreePath, JsonNode> rest = leftovers.collect(fields);
        violations.addAll(leftovers.violations());
        return rest;
    }

    private <T> Optional<T> typed(
            String path, String type, Function<JsonNode, Boolean> accepts, Function<JsonNode, T> get) {
        TreePath at = TreePath.of(path);
        JsonNode value = value(at);
        read.add(at);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!accepts.apply(value)) {
            wrongType(at, value, type);
            return Optional.empty();
        }
        return Optional.of(get.apply(value));
    }

    private void wrongType(TreePath at, JsonNode value, String type) {
        violations.add(Texts.wrongType(manifest, dialect, at, value, type));
    }

    private JsonNode value(TreePath path) {
        JsonNode value = manifest.at(path);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
