package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Trees as YAML that every YAML reader takes for the same: block style, two columns a level, and a text that could be taken for something else
 * is quoted. Several lines stand behind {@code |} where that keeps them as they are.
 */
public final class ManifestWriter {
    /** The deepest tree written. */
    public static final int DEPTH_MAX = 1_000;

    private static final int FIRST_CAPACITY = 4_096;

    private final StringBuilder text = new StringBuilder(FIRST_CAPACITY);

    private ManifestWriter() {}

    /**
     * One document per tree, each preceded by {@code ---} but the first.
     *
     * @throws PgspanException when a tree is deeper than {@link #DEPTH_MAX}
     */
    public static String toYaml(List<? extends JsonNode> trees) {
        ManifestWriter writer = new ManifestWriter();
        for (JsonNode tree : trees) {
            writer.text.append(writer.text.isEmpty() ? "" : "---\n");
            if (tree.isContainerNode() && !tree.isEmpty()) {
                writer.block(tree, 0);
            } else {
                writer.line(tree, 0);
            }
        }
        return writer.text.toString();
    }

    /** An object or list that holds something; the first line's indent is already there. */
    private void block(JsonNode node, int depth) {
        if (depth > DEPTH_MAX) {
            throw new PgspanException("manifest: a tree is nested deeper than " + DEPTH_MAX + "; write a flatter one");
        }
        if (node.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                key(field.getKey(), depth);
                value(field.getValue(), depth);
                indent(fields.hasNext() ? depth : 0);
            }
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = node.get(i);
            indent(i > 0 ? depth : 0);
            text.append("- ");
            if (item.isContainerNode() && !item.isEmpty()) {
                block(item, depth + 1);
            } else {
                line(item, depth);
            }
        }
    }

    private void key(String key, int depth) {
        if (key.length() <= YamlText.SIMPLE_KEY_MAX) {
            YamlText.append(text, key);
        } else {
            text.append("? ");
            YamlText.append(text, key);
            text.append('\n');
            indent(depth);
        }
        text.append(':');
    }

    private void value(JsonNode value, int depth) {
        if (value.isContainerNode() && !value.isEmpty()) {
            text.append('\n');
            indent(depth + 1);
            block(value, depth + 1);
        } else {
            text.append(' ');
            line(value, depth);
        }
    }

    /** What fits behind a colon or a dash, to the end of its last line. */
    private void line(JsonNode value, int depth) {
        if (value.isContainerNode()) {
            text.append(value.isObject() ? "{}" : "[]");
        } else if (value.isNumber() || value.isBoolean() || value.isNull() || value.isMissingNode()) {
            text.append(value.isMissingNode() ? "null" : value.asText());
        } else if (YamlText.isLines(value.asText())) {
            lines(value.asText(), depth);
            return;
        } else {
            YamlText.append(text, value.asText());
        }
        text.append('\n');
    }

    private void lines(String value, int depth) {
        boolean ended = value.endsWith("\n");
        text.append(ended ? "|\n" : "|-\n");
        int start = 0;
        while (start < value.length()) {
            int end = value.indexOf('\n', start);
            end = end < 0 ? value.length() : end;
            if (end > start) {
                indent(depth + 1);
            }
            text.append(value, start, end).append('\n');
            start = end + 1;
        }
    }

    private void indent(int depth) {
        for (int i = 0; i < depth; i++) {
            text.append("  ");
        }
    }
}
