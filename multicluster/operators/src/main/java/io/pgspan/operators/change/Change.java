package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;

/**
 * A value that is another one afterwards.
 *
 * @param path where, with list items named by their key where they have one
 * @param before what it was; a missing node when it was not there
 * @param after what it is to be; a missing node when it is no more there
 */
public record Change(TreePath path, JsonNode before, JsonNode after) {
    private static final int TEXT_MAX = 80;

    /** Whether it was not there. */
    public boolean isAdded() {
        return before.isMissingNode();
    }

    /** Whether it is no more there. */
    public boolean isRemoved() {
        return after.isMissingNode();
    }

    /** Whether it lies at or below a path. */
    public boolean isIn(TreePath above) {
        return above.covers(path);
    }

    /** For a reader, for example {@code spec.replicas: 3 -> 5}. */
    public String text() {
        return path + ": " + shown(before) + " -> " + shown(after);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "(none)";
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        if (text.isEmpty()) {
            return "\"\"";
        }
        boolean isLine = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        if (isLine && text.length() <= TEXT_MAX) {
            return text;
        }
        String line = text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), TEXT_MAX)) + "...";
    }
}
