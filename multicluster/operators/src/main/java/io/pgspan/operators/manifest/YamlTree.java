package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.validation.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * One YAML document as a JSON tree with its lines, made from the parser's events. An alias shares what it refers to, so a small text may ask
 * for a huge tree: values and depth are counted as if copied, and a document beyond the limits is refused as a whole. A key said twice
 * is a violation.
 *
 * <p>Cost: one step per event.
 */
final class YamlTree {
    private static final int VALUES_MAX = 100_000;
    private static final int ALIASES_MAX = 50;
    private static final int SHOWN_LENGTH_MAX = 80;
    private static final String NON_SPECIFIC = "!";

    private final String file;
    private final Parser parser;
    private final List<Violation> violations;
    private final Map<String, Value> anchors = new HashMap<>();
    private int values;
    private int aliases;
    private int firstLine;
    private @Nullable Lines lines;

    /**
     * A value with its lines.
     *
     * @param text what a scalar says; null for an object or a list
     * @param plain whether a scalar has neither quotes nor a tag
     * @param size how many values it holds, itself included
     * @param height how many levels it has
     */
    private record Value(
            JsonNode node, @Nullable Lines lines, @Nullable String text, boolean plain, int size, int height) {}

    /** Ends the reading of a document; what is wrong with it is a violation already. */
    private static final class Refused extends YAMLException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("refused");
        }
    }

    /** The parser stands behind the document's start. */
    YamlTree(String file, Parser parser, List<Violation> violations) {
        this.file = file;
        this.parser = parser;
        this.violations = violations;
    }

    /** The places of the tree that was read. */
    SourceMap where() {
        return new SourceMap(file, firstLine, lines);
    }

    /** The tree, a missing node when the document was refused; the parser then stands behind the document's end. */
    JsonNode read() {
        JsonNode tree = MissingNode.getInstance();
        try {
            Event root = parser.getEvent();
            firstLine = line(root);
            Value value = value(root, TreePath.ROOT, 0);
            lines = value.lines();
            tree = value.node();
        } catch (Refused e) {
            lines = null;
        }
        while (!parser.getEvent().is(Event.ID.DocumentEnd)) {
            // the rest of a document that was refused
        }
        return tree;
    }

    private Value value(Event event, TreePath path, int depth) {
        count(event, path, depth, 1);
        if (event instanceof ScalarEvent scalar) {
            return anchored(scalar, scalar(scalar, path));
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias, path, depth);
        }
        NodeEvent start = (NodeEvent) event;
        if (start.getAnchor() != null) {
            anchors.put(start.getAnchor(), new Value(MissingNode.getInstance(), null, null, false, 0, 0));
        }
        return anchored(start, start instanceof MappingStartEvent ? object(path, depth) : array(path, depth));
    }

    private Value anchored(NodeEvent event, Value value) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), value);
        }
        return value;
    }

    private Value alias(AliasEvent event, TreePath path, int depth) {
        @Nullable Value value = anchors.get(event.getAnchor());
        if (value == null) {
            throw new ParserException(null, null, "found undefined alias " + event.getAnchor(), event.getStartMark());
        }
        if (value.node().isMissingNode()) {
            throw refused(event, path, "an alias refers to what it stands in");
        }
        if (value.text() == null) {
            aliases++;
            if (aliases > ALIASES_MAX) {
                throw refused(event, path, "the document has more than " + ALIASES_MAX + " aliases");
            }
        }
        count(event, path, depth + value.height(), value.size() - 1);
        return value;
    }

    private void count(Event event, TreePath path, int depth, int more) {
        if (depth > ManifestReader.DEPTH_MAX && !(event instanceof AliasEvent)) {
            throw new ParserException(
                    null, null, "it is nested deeper than " + ManifestReader.DEPTH_MAX, event.getStartMark());
        }
        values += more;
        if (depth > ManifestReader.DEPTH_MAX || values > VALUES_MAX) {
            throw refused(
                    event,
                    path,
                    "the document is nested deeper than " + ManifestReader.DEPTH_MAX + " or holds more than "
                            + VALUES_MAX + " values");
        }
    }

    private Refused refused(Event event, TreePath path, String message) {
        violation("yaml.limit", event, path, "", message, "write less, or without aliases");
        return new Refused();
    }

    private Value object(TreePath path, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Lines where = new Lines();
        int before = values;
        int height = 0;
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            Value key = key(event, path, depth);
            String name = key.text();
            Event next = parser.getEvent();
            TreePath at = name == null ? path : path.field(name);
            Value value = value(next, at, depth + 1);
            if (name == null) {
                violation("yaml.key", event, path, "", "a key is not a word", "write a word as the key");
            } else if (key.plain() && name.equals("<<")) {
                violation("yaml.merge", event, path, "<<", "merge keys are not read", "write the fields out");
            } else if (object.has(name)) {
                int first = new SourceMap(file, 0, where)
                        .of(object, TreePath.ROOT.field(name))
                        .line();
                violation(
                        "yaml.duplicate-key",
                        event,
                        at,
                        name,
                        "the key is already used in line " + first,
                        "keep one of them");
            } else {
                object.set(name, value.node());
                where.add(line(event), value.lines());
                height = Math.max(height, value.height() + 1);
            }
        }
        return new Value(object, where, null, false, 1 + values - before, height);
    }

    /** A key is no value: only what a key that is an object or a list holds is counted. */
    private Value key(Event event, TreePath path, int depth) {
        if (event instanceof ScalarEvent scalar && scalar.getAnchor() == null) {
            return new Value(MissingNode.getInstance(), null, scalar.getValue(), isPlain(scalar), 1, 0);
        }
        return value(event, path, depth + 1);
    }

    private Value array(TreePath path, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        Lines where = new Lines();
        int before = values;
        int height = 0;
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            Value value = value(event, path.index(array.size()), depth + 1);
            array.add(value.node());
            where.add(line(event), value.lines());
            height = Math.max(height, value.height() + 1);
        }
        return new Value(array, where, null, false, 1 + values - before, height);
    }

    private Value scalar(ScalarEvent event, TreePath path) {
        String text = event.getValue();
        boolean plain = isPlain(event);
        return new Value(plain ? PlainScalars.value(text) : tagged(event, text, path), null, text, plain, 1, 0);
    }

    private static boolean isPlain(ScalarEvent event) {
        return isUntagged(event.getTag()) && event.getImplicit().canOmitTagInPlainScalar();
    }

    private static boolean isUntagged(@Nullable String tag) {
        return tag == null || tag.equals(NON_SPECIFIC);
    }

    private JsonNode tagged(ScalarEvent event, String text, TreePath path) {
        @Nullable String tag = event.getTag();
        if (tag != null && !isUntagged(tag)) {
            if (tag.equals(Tag.INT.getValue())
                    || tag.equals(Tag.FLOAT.getValue())
                    || tag.equals(Tag.BOOL.getValue())
                    || tag.equals(Tag.NULL.getValue())) {
                return PlainScalars.value(text);
            }
            if (!tag.equals(Tag.STR.getValue())) {
                violation("yaml.tag", event, path, tag, "Kubernetes has no such type", "write the value without a tag");
            }
        }
        return TextNode.valueOf(text);
    }

    private void violation(String rule, Event event, TreePath path, String value, String message, String remedy) {
        violations.add(new Violation(
                rule, new Location(file, line(event)).toString(), path.toString(), value, message, remedy));
    }

    private static int line(Event event) {
        return event.getStartMark() == null ? 0 : event.getStartMark().getLine() + 1;
    }

    /** A value for a violation: short, and empty when absent. */
    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
