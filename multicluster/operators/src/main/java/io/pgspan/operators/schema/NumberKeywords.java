package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** What is asked of numbers. */
final class NumberKeywords {
    private NumberKeywords() {}

    static void add(JsonNode source, List<Keyword> keywords) {
        if (source.path("minimum").isNumber()) {
            keywords.add(
                    bound(source.get("minimum"), source.path("exclusiveMinimum").asBoolean(false), true));
        }
        if (source.path("maximum").isNumber()) {
            keywords.add(
                    bound(source.get("maximum"), source.path("exclusiveMaximum").asBoolean(false), false));
        }
        if (source.path("multipleOf").isNumber()
                && Numbers.of(source.get("multipleOf")).signum() > 0) {
            keywords.add(multiple(source.get("multipleOf")));
        }
        switch (source.path("format").asText("")) {
            case "int32" -> keywords.add(range(32));
            case "int64" -> keywords.add(range(64));
            default -> {
                // not about numbers
            }
        }
    }

    private static Keyword bound(JsonNode limit, boolean exclusive, boolean isMinimum) {
        BigDecimal bound = Numbers.of(limit);
        String wanted = (isMinimum ? "more than " : "less than ") + limit.asText();
        String words = exclusive ? wanted : limit.asText() + (isMinimum ? " or more" : " or less");
        String rule = isMinimum ? "minimum" : "maximum";
        return (value, at, report) -> {
            if (value.isNumber()) {
                int compared = Numbers.of(value).compareTo(bound);
                boolean outside = isMinimum ? compared < 0 : compared > 0;
                if (outside || (exclusive && compared == 0)) {
                    report.error(rule, at, value, "it is too " + (isMinimum ? "small" : "large"), "write " + words);
                }
            }
        };
    }

    private static Keyword multiple(JsonNode factor) {
        BigDecimal step = Numbers.of(factor);
        return (value, at, report) -> {
            if (value.isNumber() && Numbers.of(value).remainder(step).signum() != 0) {
                report.error(
                        "multiple-of",
                        at,
                        value,
                        "it is no multiple of " + factor.asText(),
                        "write a multiple of " + factor.asText());
            }
        };
    }

    private static Keyword range(int bits) {
        return (value, at, report) -> {
            if (value.isNumber() && Numbers.of(value).toBigInteger().bitLength() >= bits) {
                report.error(
                        "format",
                        at,
                        value,
                        "it does not fit into " + bits + " bits, so the operator can't read the object",
                        "write a smaller number");
            }
        };
    }
}
