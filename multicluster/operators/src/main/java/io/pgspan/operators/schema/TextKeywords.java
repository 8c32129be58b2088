package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of texts. Patterns are RE2's, as an API server's are: the same syntax, found anywhere in the text, and the time grows with the
 * text's length whatever the pattern. Lengths are counted in code points.
 */
final class TextKeywords {
    private TextKeywords() {}

    static void add(JsonNode source, List<Keyword> keywords) {
        if (source.path("minLength").isNumber()) {
            int min = source.get("minLength").asInt();
            keywords.add((value, at, report) -> {
                if (value.isTextual() && length(value) < min) {
                    report.error(
                            "min-length",
                            at,
                            value,
                            "it has " + length(value) + " characters",
                            "write " + min + " characters or more");
                }
            });
        }
        if (source.path("maxLength").isNumber()) {
            int max = source.get("maxLength").asInt();
            keywords.add((value, at, report) -> {
                if (value.isTextual() && length(value) > max) {
                    report.error(
                            "max-length",
                            at,
                            value,
                            "it has " + length(value) + " characters",
                            "write " + max + " characters or fewer");
                }
            });
        }
        if (!source.path("pattern").asText("").isEmpty()) {
            keywords.add(pattern(source.path("pattern").asText()));
        }
        String format = source.path("format").asText("");
        @Nullable Predicate<String> check = TextFormats.of(format);
        if (check != null) {
            keywords.add(format(format, check));
        }
    }

    private static int length(JsonNode value) {
        String text = value.textValue();
        return text.codePointCount(0, text.length());
    }

    private static Keyword pattern(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return (value, at, report) -> {
                if (value.isTextual() && !pattern.matcher(value.textValue()).find()) {
                    report.error(
                            "pattern",
                            at,
                            value,
                            "it does not match the pattern " + regex,
                            "write a text that matches it");
                }
            };
        } catch (PatternSyntaxException e) {
            return (value, at, report) -> {
                if (value.isTextual()) {
                    report.info(
                            "pattern-unchecked",
                            at,
                            value,
                            "the definition's pattern can't be read: " + regex,
                            "check it by hand");
                }
            };
        }
    }

    private static Keyword format(String format, Predicate<String> check) {
        return (value, at, report) -> {
            if (value.isTextual() && !check.test(value.textValue())) {
                report.error("format", at, value, "it is no " + format, "write " + TextFormats.example(format));
            }
        };
    }
}
