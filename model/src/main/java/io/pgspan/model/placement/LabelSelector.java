package io.pgspan.model.placement;

import java.util.List;
import java.util.Map;

/**
 * Which objects are meant, by their labels; everything named must hold. An empty selector means every object.
 *
 * @param labels labels with their values
 * @param requirements further requirements
 */
public record LabelSelector(Map<String, String> labels, List<Requirement> requirements) {
    /** Copies the collections. */
    public LabelSelector {
        labels = Map.copyOf(labels);
        requirements = List.copyOf(requirements);
    }

    /** By labels alone. */
    public static LabelSelector of(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }
}
