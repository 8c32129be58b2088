package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import java.util.Map;

/** A table of traps: for each what is laid over a plain object to make it fire, and what to make it silent. */
public final class TrapTable {
    private TrapTable() {}

    /**
     * A line of the table, its parts parted by {@code |}.
     *
     * @param id the rule without its dialect
     * @param fires laid over the plain object, what makes it fire
     * @param mended laid over it, what makes it silent
     */
    public record Line(String id, String fires, String mended) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** The lines of a resource, without comments. */
    public static List<Line> read(String resource) {
        return Samples.text(resource)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ", 3))
                .map(parts -> new Line(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** An object with YAML laid over it: objects field by field, null takes a field out, anything else replaces. */
    public static ObjectNode laid(String plain, String over) {
        ObjectNode object = tree(plain);
        lay(tree(over), object);
        return object;
    }

    private static ObjectNode tree(String yaml) {
        String kind = yaml.contains("kind:") ? "" : "kind: Any\n";
        String version = yaml.contains("apiVersion:") ? "" : "apiVersion: any/v1\n";
        ObjectNode tree = ManifestReader.parse(List.of(new Source("x.yaml", kind + version + yaml)))
                .manifests()
                .get(0)
                .tree()
                .deepCopy();
        if (!kind.isEmpty()) {
            tree.remove("kind");
        }
        if (!version.isEmpty()) {
            tree.remove("apiVersion");
        }
        return tree;
    }

    private static void lay(JsonNode over, ObjectNode onto) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            JsonNode present = onto.path(entry.getKey());
            if (entry.getValue().isObject() && present instanceof ObjectNode object) {
                lay(entry.getValue(), object);
            } else if (entry.getValue().isNull()) {
                onto.remove(entry.getKey());
            } else {
                onto.set(entry.getKey(), entry.getValue());
            }
        }
    }
}
