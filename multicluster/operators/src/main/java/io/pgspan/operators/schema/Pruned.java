package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import java.util.List;

/**
 * An object as an API server keeps it.
 *
 * @param object the object without the fields its schema doesn't know; the caller's own copy
 * @param lints a warning {@code schema.pruned} for each path that was dropped
 */
public record Pruned(ObjectNode object, List<Lint> lints) {
    /** Copies the list. */
    public Pruned {
        lints = List.copyOf(lints);
    }
}
