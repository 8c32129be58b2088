package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a decoder did not read, leaf by leaf as the table of fields draws them: an object the table knows is taken apart whether or not
 * something in it was read, so that what is left over is the same whatever is written beside it. Items of a list are keyed by the field
 * that tells them apart where the table names one, so that they find their place again when the list has changed; any other list is one
 * leaf. A null is an absent value.
 */
final class Leftovers {
    private final Manifest manifest;
    private final String dialect;
    private final Waivers waivers;
    private final Set<TreePath> read;
    private final Map<TreePath, JsonNode> rest = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    Leftovers(Manifest manifest, String dialect, Waivers waivers, Set<TreePath> read) {
        this.manifest = manifest;
        this.dialect = dialect;
        this.waivers = waivers;
        this.read = read;
    }

    Map<TreePath, JsonNode> collect(Fields fields) {
        keep(manifest.tree(), fields, TreePath.ROOT, TreePath.ROOT, false);
        return rest;
    }

    List<Violation> violations() {
        return violations;
    }

    private void keep(JsonNode node, Fields fields, TreePath at, TreePath keyed, boolean item) {
        boolean isList = fields.isList() && !item;
        if (read.contains(at) || node.isNull()) {
            return;
        }
        if (isList && node.isArray() && fields.listKey().isPresent() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                keep(node.get(i), fields, at.index(i), key(node, i, fields, keyed), true);
            }
        } else if (!isList && node.isObject() && fields.isObject() && !node.isEmpty()) {
            node.properties().forEach(entry -> {
                TreePath below = at.field(entry.getKey());
                Optional<Fields> known = Optional.ofNullable(fields.child(entry.getKey()));
                if (known.isPresent()) {
                    keep(entry.getValue(), known.get(), below, keyed.field(entry.getKey()), false);
                } else {
                    unknown(below, entry.getKey(), fields);
                    rest.put(keyed.field(entry.getKey()), entry.getValue());
                }
            });
        } else {
            rest.put(keyed, node);
            check(node, fields, at, item);
        }
    }

    private static TreePath key(JsonNode list, int index, Fields fields, TreePath keyed) {
        Optional<String> key = fields.listKey();
        String name = key.map(k -> list.get(index).path(k).asText("")).orElse("");
        boolean plain = !name.isEmpty() && name.indexOf(']') < 0;
        return key.isPresent() && plain && isOnly(list, index, key.get(), name)
                ? keyed.keyed(key.get(), name)
                : keyed.index(index);
    }

    private static boolean isOnly(JsonNode list, int index, String key, String name) {
        for (int i = 0; i < index; i++) {
            if (list.get(i).path(key).asText("").equals(name)) {
                return false;
            }
        }
        return true;
    }

    /** Judges a subtree that nobody read by the table alone. */
    private void check(JsonNode node, Fields fields, TreePath at, boolean item) {
        if (fields.isFree() || node.isNull()) {
            return;
        }
        if (fields.isList() && !item) {
            if (!node.isArray()) {
                violations.add(Texts.wrongType(manifest, dialect, at, node, "a list"));
            }
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                check(node.get(i), fields, at.index(i), true);
            }
            return;
        }
        if (!fields.accepts(node)) {
            violations.add(Texts.wrongType(manifest, dialect, at, node, fields.describe()));
        } else if (!fields.choices().isEmpty() && !fields.choices().contains(node.asText())) {
            violations.add(manifest.violation(
                    dialect + ".unknown-enum",
                    at,
                    Texts.show(node),
                    "no such value is known",
                    "use one of " + String.join(", ", fields.choices())));
        } else if (fields.isObject()) {
            node.properties()
                    .forEach(entry -> Optional.ofNullable(fields.child(entry.getKey()))
                            .ifPresentOrElse(
                                    known -> check(entry.getValue(), known, at.field(entry.getKey()), false),
                                    () -> unknown(at.field(entry.getKey()), entry.getKey(), fields)));
        }
    }

    private void unknown(TreePath at, String name, Fields siblings) {
        if (waivers.cover(at)) {
            return;
        }
        violations.add(manifest.violation(
                dialect + ".unknown-field",
                at,
                Texts.show(manifest.at(at)),
                "the field is not known and would be dropped without a word",
                siblings.similar(name)
                        .map(known -> "write " + known + ", or waive the path to keep it as it is")
                        .orElse("remove it, or waive the path to keep it as it is")));
    }
}
