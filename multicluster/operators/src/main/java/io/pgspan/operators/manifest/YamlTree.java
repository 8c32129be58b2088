package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.validation.Violation;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One YAML document as a JSON tree with its lines. An alias is copied where it is used, so a small text may ask for a huge tree:
 * values and depth are counted, and a document beyond the limits is refused as a whole. A key said twice is a violation.
 */
final class YamlTree {
    private static final int VALUES_MAX = 100_000;
    private static final int SHOWN_LENGTH_MAX = 80;

    private final Node document;
    private final String file;
    private final SourceMap where;
    private final List<Violation> violations;
    private int values;
    private boolean refused;

    YamlTree(String file, Node document, List<Violation> violations) {
        this.file = file;
        this.document = document;
        this.where = new SourceMap(file, line(document));
        this.violations = violations;
    }

    SourceMap where() {
        return where;
    }

    /** The tree; a missing node when the document was refused. */
    JsonNode read() {
        JsonNode tree = convert(document, TreePath.ROOT, 0);
        return refused ? MissingNode.getInstance() : tree;
    }

    private JsonNode convert(Node node, TreePath path, int depth) {
        if (!refused && (depth > ManifestReader.DEPTH_MAX || ++values > VALUES_MAX)) {
            refused = true;
            violation(
                    "yaml.limit",
                    node,
                    path,
                    "",
                    "the document is nested deeper than " + ManifestReader.DEPTH_MAX + " or holds more than "
                            + VALUES_MAX + " values",
                    "write less, or without aliases");
        }
        if (refused) {
            return MissingNode.getInstance();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence, path, depth);
        }
        return scalar((ScalarNode) node, path);
    }

    private ObjectNode object(MappingNode mapping, TreePath path, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (refused) {
                break;
            }
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                violation("yaml.key", entry.getKeyNode(), path, "", "a key is not a word", "write a word as the key");
                continue;
            }
            if (key.getValue().equals("<<") && key.getTag().equals(PlainScalars.PLAIN)) {
                violation("yaml.merge", key, path, "<<", "merge keys are not read", "write the fields out");
                continue;
            }
            TreePath at = path.field(key.getValue());
            if (object.has(key.getValue())) {
                violation(
                        "yaml.duplicate-key",
                        key,
                        at,
                        key.getValue(),
                        "the key is already used in line " + where.of(at).line(),
                        "keep one of them");
                continue;
            }
            where.put(at, line(key));
            object.set(key.getValue(), convert(entry.getValueNode(), at, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, TreePath path, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < sequence.getValue().size() && !refused; i++) {
            Node item = sequence.getValue().get(i);
            TreePath at = path.index(i);
            where.put(at, line(item));
            array.add(convert(item, at, depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode node, TreePath path) {
        Tag tag = node.getTag();
        if (tag.equals(PlainScalars.PLAIN)) {
            return PlainScalars.value(node.getValue());
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL) || tag.equals(Tag.NULL)) {
            return PlainScalars.value(node.getValue());
        }
        if (!tag.equals(Tag.STR)) {
            violation(
                    "yaml.tag",
                    node,
                    path,
                    tag.getValue(),
                    "Kubernetes has no such type",
                    "write the value without a tag");
        }
        return TextNode.valueOf(node.getValue());
    }

    private void violation(String rule, Node node, TreePath path, String value, String message, String remedy) {
        violations.add(new Violation(
                rule, new Location(file, line(node)).toString(), path.toString(), value, message, remedy));
    }

    static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    /** A value for a violation: short, and empty when absent. */
    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
