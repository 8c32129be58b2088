package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Map;

/** What a deed is, in a line, and the objects it is about. */
final class DeedText {
    private DeedText() {}

    static String line(Deed deed) {
        return deed.match(new Deed.Cases<>() {
            @Override
            public String create(Deed.Create create) {
                return "create " + ObjectKey.of(create.object()).title();
            }

            @Override
            public String patch(Deed.Patch patch) {
                return "patch " + patch.object().title();
            }

            @Override
            public String annotate(Deed.Annotate annotate) {
                return "annotate " + annotate.object().title();
            }

            @Override
            public String apply(Deed.Apply apply) {
                return "apply "
                        + String.join(
                                ", ",
                                apply.objects().stream()
                                        .map(object -> ObjectKey.of(object).title())
                                        .toList());
            }

            @Override
            public String delete(Deed.Delete delete) {
                return "delete " + delete.object().title();
            }

            @Override
            public String await(Deed.Await await) {
                return "wait until " + await.condition().text();
            }

            @Override
            public String byHand(Deed.ByHand byHand) {
                return "by hand: " + String.join("; ", byHand.instructions());
            }
        });
    }

    /** The objects it writes as YAML; empty when there are none. */
    static String yaml(Deed deed) {
        List<ObjectNode> trees = trees(deed);
        return trees.isEmpty() ? "" : ManifestWriter.toYaml(trees);
    }

    /** What the operator is expected to make of it, as YAML; empty when that is nothing that is known. */
    static String expected(Deed deed) {
        return deed instanceof Deed.Apply apply && !apply.expected().isEmpty()
                ? ManifestWriter.toYaml(apply.expected())
                : "";
    }

    static List<ObjectNode> trees(Deed deed) {
        return deed.match(new Deed.Cases<>() {
            @Override
            public List<ObjectNode> create(Deed.Create create) {
                return List.of(create.object());
            }

            @Override
            public List<ObjectNode> patch(Deed.Patch patch) {
                return List.of(patch.patch());
            }

            @Override
            public List<ObjectNode> annotate(Deed.Annotate annotate) {
                ObjectNode patch = JsonNodeFactory.instance.objectNode();
                ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
                annotate.annotations().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue()));
                return List.of(patch);
            }

            @Override
            public List<ObjectNode> apply(Deed.Apply apply) {
                return apply.objects();
            }

            @Override
            public List<ObjectNode> delete(Deed.Delete delete) {
                return List.of();
            }

            @Override
            public List<ObjectNode> await(Deed.Await await) {
                return List.of();
            }

            @Override
            public List<ObjectNode> byHand(Deed.ByHand byHand) {
                return List.of();
            }
        });
    }
}
