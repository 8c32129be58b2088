package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML (and so JSON) as Kubernetes does, into trees that know their lines. Whatever the text is, the answer is a set of
 * objects and violations, never an exception; time and memory are bounded by the limits named here.
 */
public final class ManifestReader {
    /** The longest text read, in characters; an API server takes objects of about 1.5 million bytes. */
    public static final int TEXT_LENGTH_MAX = 3_000_000;

    /** The deepest nesting read. */
    public static final int DEPTH_MAX = 50;

    /** The most documents read from one text. */
    public static final int DOCUMENTS_MAX = 1_000;

    private static final LoaderOptions LIMITS = limits();

    private ManifestReader() {}

    /**
     * A text and the name it is reported under.
     *
     * @param file usually a file's name
     * @param text YAML, several documents at will
     */
    public record Source(String file, String text) {}

    /** Reads every document of every text; {@code kind: List} is unwrapped. */
    public static ManifestSet parse(List<Source> sources) {
        List<Manifest> manifests = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (Source source : sources) {
            if (source.text().length() > TEXT_LENGTH_MAX) {
                violations.add(new Violation(
                        "yaml.limit",
                        source.file(),
                        "",
                        source.text().length() + " characters",
                        "the text is too long",
                        "split it into texts of at most " + TEXT_LENGTH_MAX + " characters"));
            } else {
                read(source, manifests, violations);
            }
        }
        return new ManifestSet(manifests, violations);
    }

    private static void read(Source source, List<Manifest> manifests, List<Violation> violations) {
        Optional<List<BlockYaml.Document>> usual = BlockYaml.read(source.text());
        if (usual.isEmpty()) {
            readAny(source, manifests, violations);
            return;
        }
        for (BlockYaml.Document document : usual.get()) {
            SourceMap where = new SourceMap(source.file(), document.firstLine(), document.lines());
            unwrap(document.tree(), where, manifests, violations);
        }
    }

    /** Reads with the full parser. */
    static void readAny(Source source, List<Manifest> manifests, List<Violation> violations) {
        try {
            Parser parser = new ParserImpl(new StreamReader(source.text()), LIMITS);
            parser.getEvent(); // the stream's start
            for (int count = 0; parser.getEvent().is(Event.ID.DocumentStart); count++) {
                if (count == DOCUMENTS_MAX) {
                    violations.add(malformed(source.file(), 0, "it has more than " + DOCUMENTS_MAX + " documents"));
                    return;
                }
                YamlTree tree = new YamlTree(source.file(), parser, violations);
                JsonNode root = tree.read();
                if (root instanceof ObjectNode object) {
                    unwrap(object, tree.where(), manifests, violations);
                } else if (!root.isNull() && !root.isMissingNode()) {
                    violations.add(new Violation(
                            "manifest.not-an-object",
                            tree.where().of(root, TreePath.ROOT).toString(),
                            "",
                            YamlTree.show(root),
                            "the document is not an object",
                            "write apiVersion, kind, metadata and spec as fields"));
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            violations.add(malformed(source.file(), line, e.getProblem() == null ? "it is no YAML" : e.getProblem()));
        } catch (YAMLException e) {
            violations.add(malformed(source.file(), 0, firstLine(String.valueOf(e.getMessage()))));
        }
    }

    private static void unwrap(
            ObjectNode object, SourceMap where, List<Manifest> manifests, List<Violation> violations) {
        Manifest manifest = new Manifest(object, where);
        if (manifest.is("v1", "List") && object.path("items").isArray()) {
            TreePath items = TreePath.ROOT.field("items");
            for (int i = 0; i < object.path("items").size(); i++) {
                TreePath at = items.index(i);
                if (object.path("items").get(i) instanceof ObjectNode item) {
                    unwrap(item, where.below(object, at), manifests, violations);
                } else {
                    violations.add(manifest.violation(
                            "manifest.not-an-object",
                            at,
                            YamlTree.show(object.path("items").get(i)),
                            "the item is not an object",
                            "write apiVersion, kind, metadata and spec as fields"));
                }
            }
            return;
        }
        for (String field : List.of("apiVersion", "kind")) {
            if (!object.path(field).isTextual() || object.path(field).asText().isEmpty()) {
                violations.add(manifest.violation(
                        "manifest." + (field.equals("kind") ? "kind" : "api-version"),
                        TreePath.ROOT.field(field),
                        YamlTree.show(object.path(field)),
                        "the document doesn't say what it is",
                        "name its " + field));
            }
        }
        manifests.add(manifest);
    }

    private static Violation malformed(String file, int line, String problem) {
        return new Violation(
                "yaml.malformed",
                new Location(file, line).toString(),
                "",
                "",
                "the text is not readable as YAML: " + problem,
                "correct the text; nothing after this place was read");
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(TEXT_LENGTH_MAX);
        return limits;
    }
}
