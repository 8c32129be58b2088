package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a manifest while it is read. A field that is absent or null reads as empty; so does one that can't be read, and then there
 * is a finding at its place, once, so that a reader goes on and finds every mistake. An absent object, or something else where an object
 * should be, is an empty cursor: each of its reads answers empty.
 *
 * <p>What was read is remembered: {@link #leftovers} is the rest. An empty object or list counts as read once it was opened, an
 * empty item of a list once a field of it was read; where being there means something, ask {@link #isPresent}.
 *
 * <p>Reading a field costs one look-up in the object and one in what was read. Paths are built when a finding needs one.
 */
public final class Cursor {
    /** In {@link #seen}: the field and everything below was read. */
    static final Object READ = new Object();

    private final Place place;
    private final JsonNode node;
    private @Nullable Map<String, Object> seen;

    private Cursor(Place place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /** The whole object, with nothing read but its {@code apiVersion} and {@code kind}. */
    public static Cursor of(Manifest manifest, Findings findings) {
        Cursor root = new Cursor(Place.root(manifest, findings), manifest.tree());
        root.skip("apiVersion");
        root.skip("kind");
        return root;
    }

    /** What is being read. */
    public Manifest manifest() {
        return place.manifest();
    }

    /** Where findings go. */
    public Findings findings() {
        return place.findings();
    }

    /** Whether there is such an object, be it empty. */
    public boolean isPresent() {
        return node.isObject();
    }

    /** The object's fields as they stand, in the order written; they don't count as read. */
    public ObjectNode peek() {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** Whether the field is there with a value; it does not count as read. */
    public boolean has(String name) {
        return !peek(name).isMissingNode();
    }

    /** The value as it stands, a missing node when there is none or null; it does not count as read. */
    public JsonNode peek(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? MissingNode.getInstance() : value;
    }

    /** The object in a field; an empty cursor when there is none. The same cursor whenever it is asked for. */
    public Cursor object(String name) {
        if (seen(name) instanceof Cursor known) {
            return known;
        }
        JsonNode value = peek(name);
        if (!value.isObject() && !value.isMissingNode()) {
            place.wrongType(name, value, "an object");
            value = MissingNode.getInstance();
        }
        Cursor child = new Cursor(place.field(name), value);
        see(name, child);
        return child;
    }

    /** The object at the end of several fields: {@code object(a).object(b)}. */
    public Cursor path(String... names) {
        Cursor at = this;
        for (String name : names) {
            at = at.object(name);
        }
        return at;
    }

    /**
     * The objects of a list, in order; empty when there is none. An item that is no object is a finding and an empty cursor, so that
     * positions hold.
     */
    public List<Cursor> objects(String name) {
        if (seen(name) instanceof Items known) {
            return known.cursors();
        }
        JsonNode list = list(name);
        List<Cursor> cursors = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            if (!item.isObject()) {
                place.wrongItem(name, i, item, "an object");
                item = MissingNode.getInstance();
            }
            cursors.add(new Cursor(place.item(name, i), item));
        }
        List<Cursor> items = List.copyOf(cursors);
        see(name, new Items(items));
        return items;
    }

    /** A text. */
    public Optional<String> text(String name) {
        JsonNode value = take(name);
        if (value.isTextual()) {
            return Optional.of(value.textValue());
        }
        return refuse(name, value, ValueText.TEXT);
    }

    /** A text that must be there and not be empty. */
    public Optional<String> requiredText(String name, String remedy) {
        Optional<String> text = text(name);
        if (text.isEmpty() ? !has(name) : text.get().isEmpty()) {
            missing(name, remedy);
            return Optional.empty();
        }
        return text;
    }

    /** A list of texts; items of another type are findings and left out. */
    public List<String> texts(String name) {
        return items(name, ValueText.TEXT, item -> item.isTextual() ? item.textValue() : null);
    }

    /** A list of whole numbers of 32 bits; other items are findings and left out. */
    public List<Integer> integers(String name) {
        return items(name, "a whole number", item -> item.isInt() ? item.intValue() : null);
    }

    /** A map of texts, in the order written; entries of another type are findings and left out. */
    public Map<String, String> labels(String name) {
        boolean first = seen(name) == null;
        JsonNode value = take(name);
        Map<String, String> labels = new LinkedHashMap<>();
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (entry.getValue().isTextual()) {
                    labels.put(entry.getKey(), entry.getValue().textValue());
                } else if (first) {
                    place.wrongEntry(name, entry.getKey(), entry.getValue(), ValueText.TEXT);
                }
            }
        } else {
            refuse(name, value, "a map of texts");
        }
        return labels;
    }

    /** A whole number of 32 bits. */
    public Optional<Integer> integer(String name) {
        JsonNode value = take(name);
        return value.isInt() ? Optional.of(value.intValue()) : refuse(name, value, "a whole number");
    }

    /** A whole number of 64 bits. */
    public Optional<Long> number(String name) {
        JsonNode value = take(name);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Optional.of(value.longValue())
                : refuse(name, value, "a whole number");
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> bool(String name) {
        JsonNode value = take(name);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : refuse(name, value, "true or false");
    }

    /** A text, or a number, that is a quantity. */
    public Optional<Quantity> quantity(String name) {
        JsonNode value = take(name);
        return value.isTextual() || value.isNumber()
                ? made(name, value.asText(), Quantity::of)
                : refuse(name, value, "a quantity");
    }

    /** A duration as Go writes it, for example {@code 1h30m} or {@code 300ms}. */
    public Optional<Duration> goDuration(String name) {
        return parsed(name, GoText::duration);
    }

    /** A time as RFC 3339 writes it, for example {@code 2026-01-31T12:00:00Z}. */
    public Optional<Instant> instant(String name) {
        return parsed(name, GoText::instant);
    }

    /** One of a few words; an unknown one is a finding that names them. */
    public <T> Optional<T> choice(String name, Words<T> words) {
        Optional<String> word = text(name);
        Optional<T> value = word.flatMap(words::value);
        if (word.isPresent() && value.isEmpty() && !isFaulty(name)) {
            reject("unknown-enum", name, "no such value is known", "use one of " + String.join(", ", words.all()));
        }
        return value;
    }

    /** A text that a factory reads; the {@link PgspanException} it throws is a finding. */
    public <T> Optional<T> parsed(String name, Function<String, T> factory) {
        JsonNode value = take(name);
        return value.isTextual() ? made(name, value.textValue(), factory) : refuse(name, value, ValueText.TEXT);
    }

    /** The value as it stands, whatever it is; it and everything below counts as read. Not to be changed. */
    public Optional<JsonNode> raw(String name) {
        JsonNode value = take(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    /** Counts a field and everything below as read. */
    public void skip(String name) {
        see(name, READ);
    }

    /** Whether an error was found at this field or below. */
    public boolean isFaulty(String name) {
        return place.isFaulty(name);
    }

    /** An error at a field, with the value that stands there. */
    public void reject(String rule, String name, String message, String remedy) {
        lint(rule, Severity.ERROR, name, message, remedy);
    }

    /** An error at one item of a list. */
    public void rejectItem(String rule, String name, int item, String message, String remedy) {
        place.addItem(rule, name, item, peek(name).path(item), message, remedy);
    }

    /** An error: a field that must be there is not. */
    public void missing(String name, String remedy) {
        reject("required", name, "the field is required", remedy);
    }

    /** A finding at a field, with the value that stands there. */
    public void lint(String rule, Severity severity, String name, String happens, String instead) {
        place.add(rule, severity, name, peek(name), happens, instead);
    }

    /** Where this object stands. */
    public TreePath at() {
        return place.path();
    }

    /** Where a field of this object stands, or would. */
    public TreePath at(String name) {
        return place.path().field(name);
    }

    /**
     * What of this object, the whole one, was not read, keyed by path: known fields as they stand, unknown ones too. An unknown field is a
     * finding, an error unless it is waived; so is a known one of the wrong type.
     */
    public Map<TreePath, JsonNode> leftovers(Fields fields, Waivers waivers) {
        return new Leftovers(place.manifest(), place.findings(), waivers).collect(this, fields);
    }

    /**
     * A part of the wish was said at a field of this object: what is found wrong with that part is located here.
     *
     * @param modelPath the part's path in the model, for example {@code storage.size}
     */
    public void origin(String modelPath, String name) {
        place.findings().origins().put(modelPath, place.manifest(), at(name));
    }

    /** A part of the wish is said by this object. */
    public void origin(String modelPath) {
        place.findings().origins().put(modelPath, place.manifest(), at());
    }

    /** One value among several of one part was said at an item of a list; the last one said counts. */
    public void origin(String modelPath, String value, String name, int item) {
        place.findings().origins().put(modelPath, value, place.manifest(), at(name).index(item));
    }

    /** This part of the wish could not be read and has its default: what the model says about it only follows from that. */
    public void doubt(String modelPath) {
        place.findings().origins().doubt(modelPath);
    }

    /** Whether anything of it was asked for. */
    boolean isTouched() {
        return seen != null;
    }

    /** How far a field was read: {@link #READ}, a {@link Cursor}, {@link Items}, or null. */
    @Nullable
    Object seen(String name) {
        return seen == null ? null : seen.get(name);
    }

    private void see(String name, Object how) {
        if (seen == null) {
            seen = new HashMap<>();
        }
        seen.put(name, how);
    }

    /** A list whose items were opened. */
    record Items(List<Cursor> cursors) {}

    private JsonNode take(String name) {
        JsonNode value = peek(name);
        if (isPresent()) {
            see(name, READ);
        }
        return value;
    }

    private JsonNode list(String name) {
        JsonNode value = take(name);
        if (value.isArray() || value.isMissingNode()) {
            return value;
        }
        place.wrongType(name, value, "a list");
        return MissingNode.getInstance();
    }

    private <T> List<T> items(String name, String type, Function<JsonNode, @Nullable T> read) {
        boolean first = seen(name) == null;
        JsonNode list = list(name);
        List<T> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            @Nullable T item = read.apply(list.get(i));
            if (item != null) {
                items.add(item);
            } else if (first) {
                place.wrongItem(name, i, list.get(i), type);
            }
        }
        return items;
    }

    private <T> Optional<T> refuse(String name, JsonNode value, String type) {
        if (!value.isMissingNode()) {
            place.wrongType(name, value, type);
        }
        return Optional.empty();
    }

    private <T> Optional<T> made(String name, String text, Function<String, T> factory) {
        try {
            return Optional.of(factory.apply(text));
        } catch (PgspanException e) {
            if (!isFaulty(name)) {
                String message = String.valueOf(e.getMessage()).replaceFirst("^[a-z ]+: ", "");
                int cut = message.lastIndexOf("; ");
                reject(
                        "malformed",
                        name,
                        cut < 0 ? message : message.substring(0, cut),
                        cut < 0 ? "correct it" : message.substring(cut + 2));
            }
            return Optional.empty();
        }
    }
}
