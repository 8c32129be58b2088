package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the YAML that manifests are mostly written in: ASCII, block style, scalars on one line or behind {@code |}. It knows no error:
 * at anything else, be it wrong or only unusual, it gives up, and the text is read by the full parser. What it does read, it reads as that
 * parser does.
 *
 * <p>Why: the full parser's scanner takes most of the time that reading a wish takes. Cost: each character is looked at a few times, with
 * one allocation per value.
 */
final class BlockYaml {
    private static final int KEY_LENGTH_MAX = 200;
    private static final int VALUES_MAX = 100_000;
    private static final String NO_PLAIN_START = "&*!|>%@`,]}?:#\"'{[";

    private final String text;
    private int line;
    private int start;
    private int end = -1;
    private int content;
    private int indent;
    private boolean over;
    private int values;
    private @Nullable Lines below;
    private int nestedLine;

    /**
     * A document.
     *
     * @param tree an object
     * @param firstLine where it begins
     */
    record Document(ObjectNode tree, int firstLine, Lines lines) {}

    private static final class Unusual extends YAMLException {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super("unusual");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this; // it is thrown often and tells nothing
        }
    }

    private BlockYaml(String text) {
        this.text = text;
    }

    /** The documents that hold something; empty when the full parser must read the text. */
    static Optional<List<Document>> read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n') || c > '~') {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new BlockYaml(text).documents());
        } catch (Unusual e) {
            return Optional.empty();
        }
    }

    private List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        int markers = 0;
        advance();
        while (!over || end < text.length()) {
            if (isMarker()) {
                markers++;
                check(markers < ManifestReader.DOCUMENTS_MAX);
                over = false;
                advance();
                continue;
            }
            check(indent == 0 && documents.size() <= markers);
            int first = line;
            Lines lines = new Lines();
            documents.add(new Document(mapping(0, lines, 0), first, lines));
        }
        return documents;
    }

    private ObjectNode mapping(int column, Lines lines, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        do {
            int colon = keyEnd(content);
            check(colon > 0);
            String name = text.substring(content, colon);
            check(!object.has(name));
            int at = line;
            JsonNode value = value(colon + 1, column, false, depth + 1);
            object.set(name, value);
            lines.add(at, below);
        } while (isMore(column));
        return object;
    }

    private ArrayNode sequence(int column, Lines lines, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        do {
            int at = line;
            int item = skip(content + 1);
            JsonNode value;
            if (item < end && keyEnd(item) > 0) {
                check(depth < ManifestReader.DEPTH_MAX);
                values++;
                content = item;
                indent = item - start;
                Lines inner = new Lines();
                value = mapping(indent, inner, depth + 1);
                below = inner;
            } else {
                boolean nested = item == end || text.charAt(item) == '#';
                value = value(content + 1, column, true, depth + 1);
                at = nested && below != null ? nestedLine : at;
            }
            array.add(value);
            lines.add(at, below);
        } while (isMore(column) && isDash(content));
        return array;
    }

    /** What stands behind a colon or a dash, on the line or below it; leaves its lines in {@link #below}. */
    private JsonNode value(int from, int parent, boolean inSequence, int depth) {
        values++;
        check(values < VALUES_MAX && depth <= ManifestReader.DEPTH_MAX);
        int at = skip(from);
        if (at < end && text.charAt(at) != '#') {
            check(!isDash(at));
            below = null;
            JsonNode scalar;
            if (text.charAt(at) == '|') {
                scalar = literal(at, parent);
            } else {
                scalar = scalar(at);
                advance();
            }
            check(over || indent <= parent);
            return scalar;
        }
        advance();
        boolean dash = !over && isDash(content);
        if (!over && (indent > parent || (indent == parent && dash && !inSequence))) {
            int first = line;
            Lines inner = new Lines();
            JsonNode node = dash ? sequence(indent, inner, depth) : mapping(indent, inner, depth);
            nestedLine = first;
            below = inner;
            return node;
        }
        below = null;
        return NullNode.getInstance();
    }

    /** Whether the current line goes on with what is at this column; gives up when it belongs to nothing. */
    private boolean isMore(int column) {
        check(over || indent <= column);
        return !over && indent == column;
    }

    private JsonNode scalar(int from) {
        char c = text.charAt(from);
        if (c == '"' || c == '\'') {
            int close = text.indexOf(c, from + 1);
            check(close > 0 && close < end && isBlankFrom(close + 1));
            int escape = text.indexOf('\\', from);
            check(c == '\'' || escape < 0 || escape > close);
            return TextNode.valueOf(text.substring(from + 1, close));
        }
        if (c == '{' || c == '[') {
            check(from + 1 < end && text.charAt(from + 1) == (c == '{' ? '}' : ']') && isBlankFrom(from + 2));
            below = new Lines();
            return c == '{' ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
        }
        check(NO_PLAIN_START.indexOf(c) < 0);
        int last = from;
        for (int i = from; i < end; i++) {
            char at = text.charAt(i);
            if (at == '#' && text.charAt(i - 1) == ' ') {
                break;
            }
            check(at != ':' || (i + 1 < end && text.charAt(i + 1) != ' '));
            last = at == ' ' ? last : i;
        }
        return PlainScalars.value(text.substring(from, last + 1));
    }

    /** Lines behind {@code |}, or {@code |-} to leave out the last line's end. */
    private TextNode literal(int from, int parent) {
        boolean strip = from + 1 < end && text.charAt(from + 1) == '-';
        check(skip(from + (strip ? 2 : 1)) == end);
        StringBuilder body = new StringBuilder();
        int column = -1;
        int blank = 0;
        while (true) {
            int next = end + 1;
            if (next >= text.length()) {
                break;
            }
            int close = text.indexOf('\n', next);
            check(close >= 0);
            int first = next;
            while (first < close && text.charAt(first) == ' ') {
                first++;
            }
            if (first == close) {
                check(column >= 0 && first - next <= column);
                blank++;
            } else {
                column = column < 0 ? first - next : column;
                if (first - next < column) {
                    break;
                }
                check(column > parent);
                body.append("\n".repeat(blank)).append(text, next + column, close + 1);
                blank = 0;
            }
            line++;
            start = next;
            end = close;
        }
        check(column > parent);
        advance();
        return TextNode.valueOf(strip ? body.substring(0, body.length() - 1) : body.toString());
    }

    /** To the next line that says something; {@link #over} at the end of the document. */
    private void advance() {
        while (end < text.length()) {
            start = end + 1;
            line++;
            int close = text.indexOf('\n', start);
            end = close < 0 ? text.length() : close;
            content = Math.min(start, end);
            while (content < end && text.charAt(content) == ' ') {
                content++;
            }
            if (content < end && text.charAt(content) != '#') {
                indent = content - start;
                over = isMarker();
                return;
            }
        }
        over = true;
    }

    private boolean isMarker() {
        return start + 2 < end && text.startsWith("---", start) && skip(start + 3) == end;
    }

    private boolean isDash(int at) {
        return text.charAt(at) == '-' && (at + 1 == end || text.charAt(at + 1) == ' ');
    }

    /** The colon behind a key that is a plain word; −1 when there is none. */
    private int keyEnd(int from) {
        int at = from;
        while (at < end && isKey(text.charAt(at), at == from)) {
            at++;
        }
        boolean key = at > from
                && at - from < KEY_LENGTH_MAX
                && at < end
                && text.charAt(at) == ':'
                && (at + 1 == end || text.charAt(at + 1) == ' ');
        return key ? at : -1;
    }

    private static boolean isKey(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '/'
                || (!first && (c == '.' || c == '-'));
    }

    private int skip(int from) {
        int at = from;
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Whether nothing but a comment follows. */
    private boolean isBlankFrom(int from) {
        int at = skip(from);
        return at == end || (at > from && text.charAt(at) == '#');
    }

    private static void check(boolean usual) {
        if (!usual) {
            throw new Unusual();
        }
    }
}
