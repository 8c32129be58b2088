package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.InstalledSchemas;
import io.pgspan.operators.Lint;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what an API server would make of an object if it were created now: the fields it drops ({@code schema.pruned}), and everything for
 * which it refuses it, all at once. As there, unknown fields are dropped first, then defaults are written, and what results is checked. Objects
 * whose kind isn't installed are passed over. Pure, immutable; threads may share it.
 *
 * <p>Errors are {@code schema.not-served}, {@code schema.type}, {@code schema.required}, {@code schema.enum}, {@code schema.pattern},
 * {@code schema.format}, {@code schema.minimum} and so on, one id per keyword; {@code schema.cel} is a rule that isn't kept, and the information
 * {@code schema.cel-unchecked} one that nobody could evaluate.
 *
 * <p>Cost: grows with the number of the object's values (times the schemas that are combined at a value) and the lengths of the texts that have
 * a pattern; not with the definition's size, whose nodes are compiled when an object first touches them.
 */
public final class SchemaCheck implements InstalledSchemas {
    private final CrdSchemas schemas;
    private final CelRules rules;

    private SchemaCheck(CrdSchemas schemas, CelRules rules) {
        this.schemas = schemas;
        this.rules = rules;
    }

    /** A check against these definitions; their rules in CEL are told as {@code schema.cel-unchecked}. */
    public static SchemaCheck of(CrdSchemas schemas) {
        return of(schemas, CelRules.NONE);
    }

    /** A check against these definitions and their rules in CEL. */
    public static SchemaCheck of(CrdSchemas schemas, CelRules rules) {
        return new SchemaCheck(schemas, rules);
    }

    /** The definitions that are checked against. */
    public CrdSchemas schemas() {
        return schemas;
    }

    /** All findings about every object, in the objects' order. */
    public List<Lint> check(ManifestSet manifests) {
        List<Lint> lints = new ArrayList<>();
        manifests.manifests().forEach(manifest -> lints.addAll(check(manifest)));
        return List.copyOf(lints);
    }

    /** All findings about one object; none when an API server would take it unchanged, or its kind isn't installed. */
    @Override
    public List<Lint> check(Manifest manifest) {
        Report report = Report.of(manifest);
        Optional<CrdSchema> schema = served(manifest, report);
        if (schema.isPresent()) {
            StructuralSchema root = schema.get().root();
            JsonNode stored =
                    Defaulting.complete(root, pruned(root, withoutStatus(schema.get(), manifest.tree()), report));
            SchemaWalk.check(root, stored, TreePath.ROOT, report);
            CelPass.run(rules, report);
        }
        return report.all();
    }

    /** The object without the fields its schema doesn't know; unchanged when its version isn't installed. */
    public Pruned prune(Manifest manifest) {
        Report report = Report.of(manifest);
        JsonNode object = manifest.tree();
        Optional<CrdSchema> schema = schemas.find(manifest.apiVersion(), manifest.kind());
        if (schema.isPresent()) {
            object = pruned(schema.get().root(), manifest.tree(), report);
        }
        return new Pruned(object.deepCopy(), report.all());
    }

    /**
     * The object with the schema's defaults, without nulls where none may stand; unchanged when its version isn't installed. The result is the
     * caller's own copy. Unknown fields stay.
     */
    public ObjectNode defaulted(ObjectNode object) {
        Optional<CrdSchema> schema = schemas.find(
                object.path("apiVersion").asText(""), object.path("kind").asText(""));
        JsonNode completed =
                schema.isPresent() ? Defaulting.complete(schema.get().root(), object) : object;
        return completed.deepCopy();
    }

    private static JsonNode pruned(StructuralSchema root, ObjectNode object, Report report) {
        return Pruning.prune(
                root,
                object,
                TreePath.ROOT,
                (at, value) -> report.warning(
                        "pruned",
                        at,
                        value,
                        "the installed schema doesn't know it: the API server drops it without an error",
                        "remove it, correct its name or place, or install the definition that has it"));
    }

    /** What is written under status on creation is thrown away before it is looked at. */
    private static ObjectNode withoutStatus(CrdSchema schema, ObjectNode object) {
        if (!schema.hasStatus() || !object.has("status")) {
            return object;
        }
        ObjectNode copy = Pruning.copy(object);
        copy.remove("status");
        return copy;
    }

    private Optional<CrdSchema> served(Manifest manifest, Report report) {
        Optional<CrdSchema> schema = schemas.find(manifest.apiVersion(), manifest.kind());
        if (schema.isPresent() && schema.get().isServed()) {
            return schema;
        }
        int slash = manifest.apiVersion().indexOf('/');
        List<CrdSchema> versions =
                slash < 0 ? List.of() : schemas.versions(manifest.apiVersion().substring(0, slash), manifest.kind());
        if (!versions.isEmpty()) {
            List<String> served = versions.stream()
                    .filter(CrdSchema::isServed)
                    .map(CrdSchema::apiVersion)
                    .toList();
            report.error(
                    "not-served",
                    TreePath.ROOT.field("apiVersion"),
                    manifest.tree().path("apiVersion"),
                    "the installed definition of " + manifest.kind() + " doesn't serve this version",
                    served.isEmpty() ? "install another definition" : "write " + String.join(" or ", served));
        }
        return Optional.empty();
    }
}
