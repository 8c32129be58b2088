package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values as Kubernetes gives them to a rule: typed by the schema, the names of an object's fields escaped, its unknown fields out of sight. */
final class CelValues {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return");

    private CelValues() {}

    static @Nullable Object of(@Nullable StructuralSchema schema, JsonNode value) {
        if (value.isObject()) {
            Map<String, @Nullable Object> map = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String name = field.getKey();
                boolean named = schema != null && schema.hasField(name);
                if (!named || !field.getValue().isNull()) {
                    map.put(
                            named ? escaped(name) : name,
                            of(schema == null ? null : schema.field(name), field.getValue()));
                }
            }
            return map;
        }
        if (value.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(value.size());
            @Nullable StructuralSchema items = schema == null ? null : schema.items();
            value.forEach(item -> list.add(of(items, item)));
            return list;
        }
        if (value.isTextual()) {
            return text(schema == null ? "" : schema.format(), value.textValue());
        }
        if (value.isNumber()) {
            boolean whole = schema != null && schema.type() == SchemaType.INTEGER;
            boolean fraction = schema != null && schema.type() == SchemaType.NUMBER;
            return (value.isIntegralNumber() || whole) && !fraction && value.canConvertToLong()
                    ? (Object) value.longValue()
                    : (Object) value.doubleValue();
        }
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static Object text(String format, String text) {
        try {
            return switch (format) {
                case "date-time" ->
                    OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
                case "duration" -> duration(text);
                default -> text;
            };
        } catch (DateTimeException | ArithmeticException e) {
            return text;
        }
    }

    private static Object duration(String text) {
        @Nullable Duration duration = DurationText.parse(text);
        return duration == null ? text : duration;
    }

    /** Names that CEL can't say are written with words between underscores. */
    static String escaped(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }
}
