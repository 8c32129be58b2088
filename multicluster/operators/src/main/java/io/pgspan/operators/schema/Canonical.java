package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text that two values share exactly when they are the same JSON value: 1 and 1.0 are, whatever the order of an object's fields. So
 * duplicates are found through a set, not by comparing each with each. Cost: the value's size.
 */
final class Canonical {
    /** A number is shortened to its plain digits only up to this scale; beyond, its exponent is kept. */
    private static final int PLAIN_SCALE_MAX = 30;

    private Canonical() {}

    static String of(JsonNode value) {
        if (value.isTextual()) {
            return '"' + value.textValue();
        }
        if (value.isInt() || value.isLong()) {
            return value.asText();
        }
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            text.append('{');
            sorted.forEach((name, field) -> {
                text.append(name.length()).append(':').append(name);
                write(field, text);
            });
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> items = value.elements(); items.hasNext(); ) {
                write(items.next(), text);
                text.append(',');
            }
            text.append(']');
        } else if (value.isTextual()) {
            text.append('"').append(value.textValue().length()).append(':').append(value.textValue());
        } else if (value.isNumber()) {
            text.append(number(value));
        } else {
            text.append(value.asText());
        }
    }

    private static String number(JsonNode value) {
        BigDecimal number = Numbers.of(value).stripTrailingZeros();
        return Math.abs(number.scale()) <= PLAIN_SCALE_MAX ? number.toPlainString() : number.toString();
    }
}
