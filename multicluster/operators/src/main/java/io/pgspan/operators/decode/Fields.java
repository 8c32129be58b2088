package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields a kind is known to have, with their types. It is written as a table, one line per object:
 *
 * <pre>{@code
 * $: apiVersion kind
 * spec: version replicas:int halted:bool standbyMode:Hot|Warm labels:labels anything:any
 * spec.containers[name]: image args[]
 * }</pre>
 *
 * <p>A field without a type is text; {@code labels} is a map of texts, {@code any} a tree of which nothing is known,
 * {@code a|b} one of these texts. {@code [name]} behind a list says which field tells its items apart. The table is compiled into a tree
 * of hash maps when it is read.
 */
public final class Fields {
    /** A field of which nothing is known, nor of anything below. */
    static final Fields ANY = new Fields(Type.ANY);

    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9._-]+)(\\[([A-Za-z]*)])?");
    private static final int TYPO_DISTANCE_MAX = 2;
    private static final String ROOT = "$";

    private enum Type {
        OBJECT("an object"),
        TEXT(ValueText.TEXT),
        WORD(ValueText.TEXT),
        INT("a whole number"),
        BOOL("true or false"),
        QUANTITY("a quantity"),
        LABELS("a map of texts"),
        ANY("anything");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        static Type of(String name) {
            return switch (name) {
                case "text" -> TEXT;
                case "int" -> INT;
                case "bool" -> BOOL;
                case "quantity" -> QUANTITY;
                case "labels" -> LABELS;
                case "any" -> ANY;
                default -> {
                    if (name.indexOf('|') < 0) {
                        throw new IllegalArgumentException("table of fields: there is no type '" + name
                                + "'; write text, int, bool, quantity, labels," + " any, or a|b");
                    }
                    yield WORD;
                }
            };
        }
    }

    private final Map<String, Fields> children = new LinkedHashMap<>();
    private Type type;
    private List<String> choices = List.of();
    private Optional<String> listKey = Optional.empty();
    private boolean list;

    private Fields(Type type) {
        this.type = type;
    }

    /** Reads a table. */
    public static Fields of(String table) {
        Fields root = new Fields(Type.OBJECT);
        table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(": ");
            Fields object = root;
            for (String step : line.substring(0, colon).split("\\.", -1)) {
                object = step.equals(ROOT) ? object : object.grow(step);
            }
            for (String word : line.substring(colon + 2).strip().split("\\s+", -1)) {
                String[] parts = word.split(":", 2);
                object.grow(parts[0]).type(parts.length == 1 ? "text" : parts[1]);
            }
        });
        return root;
    }

    /**
     * Every field that is no object with known fields, in the order of the table, as it stands there: {@code spec.containers[name].image}. A
     * list without a key of its items, and a map, count as one field.
     */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return List.copyOf(paths);
    }

    private void collect(String above, List<String> paths) {
        children.forEach((name, child) -> {
            String path = (above.isEmpty() ? "" : above + ".") + name;
            if (child.isObject()) {
                child.collect(path + child.listKey.map(key -> "[" + key + "]").orElse(child.list ? "[]" : ""), paths);
            } else {
                paths.add(path);
            }
        });
    }

    private Fields grow(String step) {
        Matcher m = STEP.matcher(step);
        if (!m.matches()) {
            throw new IllegalArgumentException("table of fields: '" + step + "' is not a field; write name or name[]");
        }
        Fields child = children.computeIfAbsent(m.group(1), name -> new Fields(Type.OBJECT));
        child.list |= m.group(2) != null;
        if (m.group(3) != null && !m.group(3).isEmpty()) {
            child.listKey = Optional.of(m.group(3));
        }
        return child;
    }

    private void type(String name) {
        type = Type.of(name);
        choices = type == Type.WORD ? List.of(name.split("\\|")) : List.of();
    }

    /** What is known of a field; null when it is not known. Of what is below {@code any}, nothing is known, which is not unknown. */
    @Nullable
    Fields child(String name) {
        @Nullable Fields child = children.get(name);
        return child == null && type == Type.ANY ? ANY : child;
    }

    boolean isObject() {
        return !children.isEmpty();
    }

    boolean isList() {
        return list;
    }

    /** The field that tells the items of this list apart, if one does. */
    Optional<String> listKey() {
        return listKey;
    }

    /** Whether nothing is known of what is below. */
    boolean isFree() {
        return type == Type.ANY;
    }

    /** The allowed words, when this is one of a few. */
    List<String> choices() {
        return choices;
    }

    /** Whether one value, not a list of them, is of this type; an object's fields are not looked at. */
    boolean accepts(JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        if (isObject()) {
            return value.isObject();
        }
        return switch (type) {
            case OBJECT -> value.isObject();
            case TEXT, WORD -> value.isTextual();
            case INT -> value.isIntegralNumber();
            case BOOL -> value.isBoolean();
            case QUANTITY -> value.isTextual() || value.isNumber();
            case LABELS -> isLabels(value);
            case ANY -> true;
        };
    }

    String describe() {
        return isObject() ? Type.OBJECT.title : type.title;
    }

    /** The known name next to a mistyped one. */
    Optional<String> similar(String name) {
        return children.keySet().stream()
                .filter(known ->
                        distance(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= TYPO_DISTANCE_MAX)
                .min(Comparator.comparingInt(known -> distance(known, name)));
    }

    private static boolean isLabels(JsonNode node) {
        if (!node.isObject()) {
            return false;
        }
        for (JsonNode value : node) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** How many letters must be put in, taken out or changed; gives up early on names of very different length. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > TYPO_DISTANCE_MAX) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
