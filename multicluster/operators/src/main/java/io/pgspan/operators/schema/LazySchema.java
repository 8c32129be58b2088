package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is compiled when an object first needs it: an installed definition says thousands of nodes, an object touches some dozens.
 * Threads may share it; two that come at once compile the same twice.
 */
final class LazySchema {
    private final JsonNode source;
    private final boolean root;
    private @Nullable StructuralSchema made;

    private LazySchema(JsonNode source, boolean root) {
        this.source = source;
        this.root = root;
    }

    static LazySchema of(JsonNode source) {
        return new LazySchema(source, false);
    }

    /** The schema of a whole object, which always has apiVersion, kind and metadata. */
    static LazySchema root(JsonNode source) {
        return new LazySchema(source, true);
    }

    StructuralSchema get() {
        @Nullable StructuralSchema known = made;
        if (known == null) {
            known = StructuralSchema.compile(source, root);
            made = known;
        }
        return known;
    }
}
