package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.observed.ClusterObservation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the world a change is planned for. Whatever is missing is not checked, and the plan's preconditions say it in words.
 *
 * @param instances what is known of the cluster's instances, or null
 * @param objects objects as the API server has them, status included: the cluster's own, the operator's operations on it, its catalog, storage
 *     classes, …; a dialect takes those it understands
 */
public record Observed(@Nullable ClusterObservation instances, List<ObjectNode> objects) {
    /** Copies the list. */
    public Observed {
        objects = List.copyOf(objects);
    }

    /** Nothing is known. */
    public static Observed nothing() {
        return new Observed(null, List.of());
    }

    /** Only objects of the API server. */
    public static Observed of(List<ObjectNode> objects) {
        return new Observed(null, objects);
    }

    /** What is known of the instances. */
    public Optional<ClusterObservation> cluster() {
        return Optional.ofNullable(instances);
    }

    /** The objects of a kind, whatever their version. */
    public Stream<ObjectNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }
}
