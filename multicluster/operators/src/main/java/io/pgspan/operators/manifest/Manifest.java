package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;

/** One Kubernetes object as a tree, with the place of each value in its text. The tree is not to be changed. */
public final class Manifest {
    private final ObjectNode tree;
    private final ObjectNode written;
    private final SourceMap where;

    Manifest(ObjectNode tree, SourceMap where) {
        this(tree, tree, where);
    }

    private Manifest(ObjectNode tree, ObjectNode written, SourceMap where) {
        this.tree = tree;
        this.written = written;
        this.where = where;
    }

    /** A manifest that was built in code: its places are empty. */
    public static Manifest of(ObjectNode tree) {
        return new Manifest(tree, SourceMap.NONE);
    }

    /** Another object at the places of this one, for example this one without some values. */
    public Manifest withTree(ObjectNode other) {
        return new Manifest(other, written, where);
    }

    /** Whether both are the same object of a text, also where one is without some of its values. */
    @SuppressWarnings("ReferenceEquality") // two objects of a text may be equal
    public boolean isSameObject(Manifest other) {
        return written == other.written;
    }

    /** The whole object. */
    public ObjectNode tree() {
        return tree;
    }

    /** For example {@code apps/v1}; empty when absent. */
    public String apiVersion() {
        return tree.path("apiVersion").asText("");
    }

    /** For example {@code Deployment}; empty when absent. */
    public String kind() {
        return tree.path("kind").asText("");
    }

    /** The object's name; empty when absent. */
    public String name() {
        return tree.path("metadata").path("name").asText("");
    }

    /** The object's namespace; empty when absent. */
    public String namespace() {
        return tree.path("metadata").path("namespace").asText("");
    }

    /** Whether this is an object of that version and kind. */
    public boolean is(String apiVersion, String kind) {
        return apiVersion().equals(apiVersion) && kind().equals(kind);
    }

    /** Whether this is an object of that group and kind, whatever the version. */
    public boolean isOf(String group, String kind) {
        String version = apiVersion();
        return kind().equals(kind) && version.startsWith(group) && version.startsWith("/", group.length());
    }

    /** Kind, namespace and name for a reader, for example {@code Postgres demo/hippo}. */
    public String title() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }

    /** Where a path stands; where the nearest path above it stands when the text doesn't have it. */
    public Location location(String path) {
        return location(TreePath.of(path));
    }

    /** Where a path stands; where the nearest path above it stands when the text doesn't have it. */
    public Location location(TreePath path) {
        return where.of(written, path);
    }

    /** The value at a path of fields and indices; a missing node when there is none. */
    public JsonNode at(TreePath path) {
        JsonNode node = tree;
        for (TreePath.Step step : path.steps()) {
            node = step.isField() ? node.path(step.key()) : node.path(step.index());
        }
        return node;
    }

    /** A violation at a path of this object, with its place in the text. */
    public Violation violation(String rule, TreePath path, String value, String message, String remedy) {
        return Violation.of(rule, path.toString(), value, message, remedy)
                .at(location(path).toString());
    }
}
