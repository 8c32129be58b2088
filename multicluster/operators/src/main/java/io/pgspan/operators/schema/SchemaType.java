package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** The types a schema asks for. */
enum SchemaType {
    ANY("any value"),
    OBJECT("an object"),
    ARRAY("a list"),
    STRING("a text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false");

    private final String words;

    SchemaType(String words) {
        this.words = words;
    }

    static SchemaType of(String name) {
        return switch (name) {
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            case "string" -> STRING;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "boolean" -> BOOLEAN;
            default -> ANY;
        };
    }

    /** Whether a value that is not null is of this type; 1.0 is a whole number, as it is to an API server. */
    boolean accepts(JsonNode value) {
        return switch (this) {
            case ANY -> true;
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() || (value.isNumber() && isWhole(value.doubleValue()));
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
    }

    private static boolean isWhole(double number) {
        return Math.rint(number) == number && !Double.isInfinite(number);
    }

    /** The type in words, for example {@code a text}. */
    String words() {
        return words;
    }
}
