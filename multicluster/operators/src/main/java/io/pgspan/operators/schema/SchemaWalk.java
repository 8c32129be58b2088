package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a schema about a value and everything below it. A value of the wrong type is told once, its other keywords are not asked. Goes no
 * deeper than the schema does.
 */
final class SchemaWalk {
    private SchemaWalk() {}

    static void check(StructuralSchema schema, JsonNode value, TreePath at, Report report) {
        if (!hasType(schema, value)) {
            String wanted = schema.isIntOrString()
                    ? "a whole number or a text"
                    : schema.type().words();
            report.error(
                    "type",
                    at,
                    value,
                    "it is " + words(value) + ", but " + wanted + " is expected",
                    remedy(schema, value, wanted));
            return;
        }
        if (value.isNull()) {
            return;
        }
        if (!schema.rules().isEmpty()) {
            report.spot(new CelPass.Spot(schema, value, at));
        }
        for (Keyword keyword : schema.keywords()) {
            keyword.check(value, at, report);
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                @Nullable StructuralSchema below = schema.field(field.getKey());
                if (below != null) {
                    check(below, field.getValue(), at.field(field.getKey()), report);
                }
            }
        } else if (value.isArray()) {
            @Nullable StructuralSchema items = schema.items();
            for (int i = 0; items != null && i < value.size(); i++) {
                check(items, value.get(i), at.index(i), report);
            }
        }
    }

    private static boolean hasType(StructuralSchema schema, JsonNode value) {
        if (schema.isIntOrString()) {
            return value.isNull() ? schema.isNullable() : value.isTextual() || SchemaType.INTEGER.accepts(value);
        }
        return value.isNull()
                ? schema.isNullable() || schema.type() == SchemaType.ANY
                : schema.type().accepts(value);
    }

    private static String remedy(StructuralSchema schema, JsonNode value, String wanted) {
        return schema.type() == SchemaType.STRING && value.isValueNode() && !value.isNull()
                ? "write it in quotes: \"" + value.asText() + "\""
                : "write " + wanted;
    }

    private static String words(JsonNode value) {
        for (SchemaType type : SchemaType.values()) {
            if (type != SchemaType.ANY && type.accepts(value)) {
                return type.words();
            }
        }
        return "null";
    }
}
