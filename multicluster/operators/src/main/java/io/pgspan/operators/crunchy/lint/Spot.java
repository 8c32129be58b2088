package io.pgspan.operators.crunchy.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an object as it stands, with its place; what is absent, null or of another type reads as nothing. A path is built
 * only when it is asked for. Two hundred traps look at the same places again and again, so what was asked for once is kept: looking
 * costs one look-up a step, and each list is taken apart once. For one thread.
 */
final class Spot {
    private static final int NO_INDEX = -1;

    private final @Nullable Spot above;
    private final String field;
    private final int index;
    private final JsonNode node;
    private @Nullable Spot latest;
    private @Nullable Map<String, Spot> below;
    private @Nullable List<Spot> items;
    private @Nullable List<Spot> fields;

    private Spot(@Nullable Spot above, String field, int index, JsonNode node) {
        this.above = above;
        this.field = field;
        this.index = index;
        this.node = node;
    }

    /** A whole object. */
    static Spot of(JsonNode object) {
        return new Spot(null, "", NO_INDEX, object);
    }

    /** The value as it stands; a missing node when there is none. */
    JsonNode node() {
        return node;
    }

    /** The value in a field. Most spots are asked for one field only, or for the same one again: the others go into a map. */
    Spot at(String name) {
        Spot last = latest;
        if (last != null && last.field.equals(name)) {
            return last;
        }
        Spot known = below == null ? null : below.get(name);
        if (known == null) {
            known = new Spot(this, name, NO_INDEX, node.isObject() ? node.path(name) : MissingNode.getInstance());
            if (last != null) {
                keep(last, known);
            }
        }
        latest = known;
        return known;
    }

    private void keep(Spot first, Spot second) {
        Map<String, Spot> all = below;
        if (all == null) {
            all = new HashMap<>();
            all.put(first.field, first);
            below = all;
        }
        all.put(second.field, second);
    }

    /** The value at the end of these fields. */
    Spot at(String... names) {
        Spot at = this;
        for (String name : names) {
            at = at.at(name);
        }
        return at;
    }

    /** The items of a list, in order; empty when this is none. */
    List<Spot> items() {
        if (items == null) {
            List<Spot> all = new ArrayList<>(node.isArray() ? node.size() : 0);
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                all.add(new Spot(this, "", i, node.get(i)));
            }
            items = Collections.unmodifiableList(all);
        }
        return items;
    }

    /** The fields of an object, in order; empty when this is none. */
    List<Spot> fields() {
        if (fields == null) {
            List<Spot> all = new ArrayList<>(node.isObject() ? node.size() : 0);
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                all.add(at(entry.getKey()));
            }
            fields = Collections.unmodifiableList(all);
        }
        return fields;
    }

    /** The last field's name; empty for an item of a list. */
    String name() {
        return field;
    }

    /** The position in its list, from 0; -1 for a field. */
    int index() {
        return index;
    }

    /** Whether there is a value, be it empty. */
    boolean is() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Whether there is none. */
    boolean isNone() {
        return !is();
    }

    /** The text; empty when it is none. */
    String text() {
        return node.isTextual() ? node.textValue() : "";
    }

    /** The text of a text, a number or a flag; empty when it is none of them. */
    String word() {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    /** Whether this is that text. */
    boolean is(String text) {
        return node.isTextual() && node.textValue().equals(text);
    }

    /** Whether this is {@code true}. */
    boolean isTrue() {
        return node.isBoolean() && node.booleanValue();
    }

    /** Whether this is {@code false}. */
    boolean isFalse() {
        return node.isBoolean() && !node.booleanValue();
    }

    /** The whole number. */
    int number(int otherwise) {
        return node.isInt() ? node.intValue() : otherwise;
    }

    /** Whether this is a whole number below that one. */
    boolean isBelow(int least) {
        return node.isIntegralNumber() && node.longValue() < least;
    }

    /** Whether this is a whole number above that one. */
    boolean isAbove(int most) {
        return node.isIntegralNumber() && node.longValue() > most;
    }

    /** Where this stands, or would stand. */
    TreePath path() {
        if (above == null) {
            return TreePath.ROOT;
        }
        return index == NO_INDEX ? above.path().field(field) : above.path().index(index);
    }
}
