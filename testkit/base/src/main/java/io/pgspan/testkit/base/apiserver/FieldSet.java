package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A set of fields as a manager owns them: leaves (atomic lists and empty objects are leaves) and items of associative lists. */
record FieldSet(Set<FieldPath> paths) {
    static final FieldSet NONE = new FieldSet(Set.of());

    /** What the server itself sets belongs to no manager. */
    private static final Set<String> SYSTEM_METADATA = Set.of(
            "name",
            "namespace",
            "generateName",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "managedFields");

    static FieldSet of(ObjectNode object, ListKeys keys) {
        Set<FieldPath> found = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            FieldPath path = FieldPath.ROOT.then("f:" + name);
            if (name.equals("metadata") && field.getValue().isObject()) {
                field.getValue().properties().stream()
                        .filter(e -> !SYSTEM_METADATA.contains(e.getKey()))
                        .forEach(e -> leaves(path.then("f:" + e.getKey()), e.getKey(), e.getValue(), keys, found));
            } else if (!name.equals("apiVersion") && !name.equals("kind")) {
                leaves(path, name, field.getValue(), keys, found);
            }
        }
        return new FieldSet(found);
    }

    private static void leaves(FieldPath path, String field, JsonNode node, ListKeys keys, Set<FieldPath> found) {
        if (node.isObject() && !node.isEmpty()) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                leaves(path.then("f:" + e.getKey()), e.getKey(), e.getValue(), keys, found);
            }
            return;
        }
        Optional<List<String>> tokens = keys.tokens(field, node);
        if (tokens.isEmpty() || node.isEmpty()) {
            found.add(path);
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            FieldPath item = path.then(tokens.get().get(i));
            found.add(item);
            if (node.get(i).isObject()) {
                leaves(item, "", node.get(i), keys, found);
            }
        }
    }

    /** Reads {@code fieldsV1}. */
    static FieldSet parse(JsonNode fieldsV1) {
        Set<FieldPath> found = new LinkedHashSet<>();
        parse(FieldPath.ROOT, fieldsV1, found);
        return new FieldSet(found);
    }

    private static void parse(FieldPath at, JsonNode node, Set<FieldPath> found) {
        if (!at.tokens().isEmpty() && (node.isEmpty() || node.has("."))) {
            found.add(at);
        }
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            if (!e.getKey().equals(".")) {
                parse(at.then(e.getKey()), e.getValue(), found);
            }
        }
    }

    /** Writes {@code fieldsV1}; a "." marks a field that is owned itself and has owned fields below. */
    ObjectNode toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> nodes = paths.stream().map(path -> node(root, path)).toList();
        nodes.stream().filter(node -> !node.isEmpty()).forEach(node -> node.putObject("."));
        return root;
    }

    private static ObjectNode node(ObjectNode root, FieldPath path) {
        ObjectNode node = root;
        for (String token : path.tokens()) {
            JsonNode child = node.get(token);
            node = child instanceof ObjectNode object ? object : node.putObject(token);
        }
        return node;
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    FieldSet plus(Collection<FieldPath> more) {
        Set<FieldPath> all = new LinkedHashSet<>(paths);
        all.addAll(more);
        return new FieldSet(all);
    }

    FieldSet without(Predicate<FieldPath> unwanted) {
        Set<FieldPath> rest = new LinkedHashSet<>(paths);
        rest.removeIf(unwanted);
        return new FieldSet(rest);
    }

    /** True where a field at or below {@code path} is in the set. */
    boolean reaches(FieldPath path) {
        return paths.contains(path) || paths.stream().anyMatch(p -> p.startsWith(path));
    }
}
