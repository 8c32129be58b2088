package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * {@code a|b} one of these texts. {@code [name]} behind a list says which field tells its items apart.
 */
public final class Fields {
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9._-]+)(\\[([A-Za-z]*)])?");
    private static final int TYPO_DISTANCE_MAX = 2;
    private static final String ROOT = "$";
    private static final Map<String, Predicate<JsonNode>> TYPES = Map.of(
            "text", JsonNode::isTextual,
            "int", JsonNode::isIntegralNumber,
            "bool", JsonNode::isBoolean,
            "quantity", node -> node.isTextual() || node.isNumber(),
            "labels", Fields::isLabels,
            "any", node -> true);

    private final Map<String, Fields> children = new LinkedHashMap<>();
    private String type = "";
    private String listKey = "";
    private boolean list;

    private Fields() {}

    /** Reads a table. */
    public static Fields of(String table) {
        Fields root = new Fields();
        table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(": ");
            Fields object = root;
            for (String step : line.substring(0, colon).split("\\.", -1)) {
                object = step.equals(ROOT) ? object : object.grow(step);
            }
            for (String word : line.substring(colon + 2).strip().split("\\s+", -1)) {
                String[] parts = word.split(":", 2);
                object.grow(parts[0]).type = parts.length == 1 ? "text" : parts[1];
            }
        });
        return root;
    }

    private Fields grow(String step) {
        Matcher m = STEP.matcher(step);
        if (!m.matches()) {
            throw new IllegalArgumentException("table of fields: '" + step + "' is not a field; write name or name[]");
        }
        Fields child = children.computeIfAbsent(m.group(1), name -> new Fields());
        child.list |= m.group(2) != null;
        child.listKey = m.group(3) == null ? child.listKey : m.group(3);
        return child;
    }

    Optional<Fields> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    boolean isObject() {
        return !children.isEmpty();
    }

    boolean isList() {
        return list;
    }

    /** The field that tells the items of this list apart, if one does. */
    Optional<String> listKey() {
        return listKey.isEmpty() ? Optional.empty() : Optional.of(listKey);
    }

    /** Whether nothing is known of what is below. */
    boolean isFree() {
        return type.equals("any");
    }

    /** The allowed words, when this is one of a few. */
    List<String> choices() {
        return type.contains("|") ? List.of(type.split("\\|")) : List.of();
    }

    /** Whether one value, not a list of them, is of this type; an object's fields are not looked at. */
    boolean accepts(JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        if (isObject()) {
            return value.isObject();
        }
        return type.contains("|")
                ? value.isTextual()
                : TYPES.getOrDefault(type, node -> false).test(value);
    }

    String describe() {
        if (isObject() || type.equals("labels")) {
            return type.isEmpty() ? "an object" : "a map of texts";
        }
        return switch (type) {
            case "int" -> "a whole number";
            case "bool" -> "true or false";
            case "quantity" -> "a quantity";
            default -> "a text";
        };
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
