package io.pgspan.model.placement;

import java.util.List;

/**
 * Nodes that meet every requirement; a term without requirements matches no node.
 *
 * @param labels requirements on labels
 * @param fields requirements on fields, of which Kubernetes knows {@code metadata.name}
 */
public record NodeTerm(List<Requirement> labels, List<Requirement> fields) {
    /** Copies the lists. */
    public NodeTerm {
        labels = List.copyOf(labels);
        fields = List.copyOf(fields);
    }

    /** By labels alone. */
    public static NodeTerm of(Requirement... labels) {
        return new NodeTerm(List.of(labels), List.of());
    }
}
