package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;
import java.util.List;

/**
 * The objects found in some texts.
 *
 * @param manifests in the order of the texts
 * @param violations what could not be read, each with its file and line
 */
public record ManifestSet(List<Manifest> manifests, List<Violation> violations) {
    /** Copies the lists. */
    public ManifestSet {
        manifests = List.copyOf(manifests);
        violations = List.copyOf(violations);
    }

    /** Objects that were built in code. */
    public static ManifestSet of(List<ObjectNode> trees) {
        return new ManifestSet(trees.stream().map(Manifest::of).toList(), List.of());
    }

    /** The objects of one version and kind. */
    public List<Manifest> all(String apiVersion, String kind) {
        return manifests.stream().filter(m -> m.is(apiVersion, kind)).toList();
    }
}
