package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What cursors did not read, leaf by leaf as the table of fields draws them: an object the table knows is taken apart whether or not
 * something in it was read, so that what is left over is the same whatever is written beside it. Items of a list are keyed by the field
 * that tells them apart where the table names one, so that they find their place again when the list has changed; a list that nobody
 * opened and whose items have no such field is one leaf. A null is an absent value.
 *
 * <p>Cost: one step per value of the tree; paths are built for what is left over only.
 */
final class Leftovers {
    private final Manifest manifest;
    private final Findings findings;
    private final Waivers waivers;
    private final Map<TreePath, JsonNode> rest = new LinkedHashMap<>();

    Leftovers(Manifest manifest, Findings findings, Waivers waivers) {
        this.manifest = manifest;
        this.findings = findings;
        this.waivers = waivers;
    }

    Map<TreePath, JsonNode> collect(Cursor root, Fields fields) {
        object(manifest.tree(), fields, root, Spot.ROOT);
        return rest;
    }

    /** A place twice: by index as findings name it, by key as the residue does; both are built when asked for, once. */
    private static final class Spot {
        static final Spot ROOT = new Spot(null, "", -1, "", "");

        private final @Nullable Spot above;
        private final String field;
        private final int index;
        private final String keyField;
        private final String key;
        private @Nullable TreePath keyed;

        /** @param key the item's name where the list has keys; empty otherwise */
        private Spot(@Nullable Spot above, String field, int index, String keyField, String key) {
            this.above = above;
            this.field = field;
            this.index = index;
            this.keyField = keyField;
            this.key = key;
        }

        Spot field(String name) {
            return new Spot(this, name, -1, "", "");
        }

        Spot item(int item, String name, String value) {
            return new Spot(this, "", item, name, value);
        }

        TreePath path() {
            return above == null
                    ? TreePath.ROOT
                    : index < 0 ? above.path().field(field) : above.path().index(index);
        }

        TreePath keyed() {
            if (keyed == null) {
                keyed = above == null ? TreePath.ROOT : step(above.keyed());
            }
            return keyed;
        }

        private TreePath step(TreePath parent) {
            if (index < 0) {
                return parent.field(field);
            }
            return key.isEmpty() ? parent.index(index) : parent.keyed(keyField, key);
        }
    }

    private void object(ObjectNode object, Fields fields, @Nullable Cursor cursor, Spot at) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            Object seen = cursor == null ? null : cursor.seen(name);
            if (seen == Cursor.READ || value.isNull()) {
                continue;
            }
            @Nullable Fields known = fields.child(name);
            if (known == null && seen == null) {
                Spot below = at.field(name);
                unknown(below, name, value, fields);
                rest.put(below.keyed(), value);
            } else {
                field(value, known == null ? Fields.ANY : known, seen, at.field(name));
            }
        }
    }

    private void field(JsonNode value, Fields fields, @Nullable Object seen, Spot at) {
        if (seen instanceof Cursor opened) {
            if (value instanceof ObjectNode object) {
                object(object, fields, opened, at);
            }
        } else if (seen instanceof Cursor.Items opened) {
            if (value.isArray()) {
                items(value, fields, opened.cursors(), at);
            }
        } else if (fields.isList() && value.isArray() && fields.listKey().isPresent() && !value.isEmpty()) {
            items(value, fields, List.of(), at);
        } else if (!fields.isList() && value instanceof ObjectNode object && fields.isObject() && !value.isEmpty()) {
            object(object, fields, null, at);
        } else {
            rest.put(at.keyed(), value);
            check(value, fields, at, false);
        }
    }

    private void item(ObjectNode object, Fields fields, Cursor cursor, Spot at) {
        if (!object.isEmpty()) {
            object(object, fields, cursor, at);
        } else if (!cursor.isTouched()) {
            rest.put(at.keyed(), object);
        }
    }

    private void items(JsonNode list, Fields fields, List<Cursor> opened, Spot at) {
        Optional<String> key = fields.listKey();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            String name = key.isPresent() ? key(item, key.get(), names) : "";
            Spot spot = at.item(i, key.orElse(""), name);
            if (item.isNull()) {
                continue;
            }
            if (key.isPresent() && name.isEmpty() && item.isObject()) {
                unkeyed(item.path(key.get()), key.get(), spot);
            }
            if (item instanceof ObjectNode object && !opened.isEmpty()) {
                item(object, fields, opened.get(i), spot);
            } else if (item instanceof ObjectNode object && fields.isObject() && !item.isEmpty()) {
                object(object, fields, null, spot);
            } else if (opened.isEmpty()) {
                rest.put(spot.keyed(), item);
                check(item, fields, spot, true);
            }
        }
    }

    /** An item that nothing tells apart from the others: what is left over of it could come back on another one. */
    private void unkeyed(JsonNode value, String key, Spot item) {
        boolean missing = value.asText("").isEmpty();
        findings.add(
                missing ? "required" : "item-twice",
                Severity.ERROR,
                manifest,
                item.path().field(key),
                value,
                missing ? "the field is required" : "nothing tells this item from another one of its list",
                missing
                        ? "write what tells this item from the others of its list"
                        : "keep one, or name them differently");
    }

    /** The item's name among its list; empty when it has none of its own. */
    private static String key(JsonNode item, String key, Set<String> names) {
        String name = item.path(key).asText("");
        return name.indexOf(']') < 0 && names.add(name) ? name : "";
    }

    /** Judges a subtree that nobody read by the table alone. */
    private void check(JsonNode node, Fields fields, Spot at, boolean item) {
        if (fields.isFree() || node.isNull()) {
            return;
        }
        if (fields.isList() && !item) {
            if (!node.isArray()) {
                findings.wrongType(manifest, at.path(), node, "a list");
            }
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                check(node.get(i), fields, at.item(i, "", ""), true);
            }
            return;
        }
        if (!fields.accepts(node)) {
            findings.wrongType(manifest, at.path(), node, fields.describe());
        } else if (!fields.choices().isEmpty() && !fields.choices().contains(node.asText())) {
            findings.add(
                    "unknown-enum",
                    Severity.ERROR,
                    manifest,
                    at.path(),
                    node,
                    "no such value is known",
                    "use one of " + String.join(", ", fields.choices()));
        } else if (fields.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                @Nullable Fields known = fields.child(entry.getKey());
                if (known == null) {
                    unknown(at.field(entry.getKey()), entry.getKey(), entry.getValue(), fields);
                } else {
                    check(entry.getValue(), known, at.field(entry.getKey()), false);
                }
            }
        }
    }

    private void unknown(Spot spot, String name, JsonNode value, Fields siblings) {
        TreePath at = spot.path();
        boolean waived = waivers.cover(at);
        findings.add(
                "unknown-field",
                waived ? Severity.WARNING : Severity.ERROR,
                manifest,
                at,
                value,
                waived
                        ? "the field is not known; it is kept as it is, and the operator may drop it without a word"
                        : "the field is not known and would be dropped without a word",
                siblings.similar(name)
                        .map(known -> "write " + known + ", or waive the path to keep it as it is")
                        .orElse("remove it, or waive the path to keep it as it is"));
    }
}
