package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of one side of a change. */
final class Objects {
    private static final String CLUSTER = "PostgresCluster";

    private final @Nullable ObjectNode cluster;
    private final List<ObjectNode> others = new ArrayList<>();

    Objects(List<ObjectNode> all) {
        @Nullable ObjectNode first = null;
        for (ObjectNode object : all) {
            if (first == null && object.path("kind").asText().equals(CLUSTER)) {
                first = object;
            }
        }
        this.cluster = first;
        for (ObjectNode object : all) {
            if (!object.equals(first)) {
                others.add(object);
            }
        }
    }

    /** The first cluster among them, which is the wish's own; empty when there is none. */
    Optional<ObjectNode> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** What is not the wish's own cluster. */
    List<ObjectNode> others() {
        return others;
    }

    Set<ObjectKey> otherKeys() {
        Set<ObjectKey> keys = new HashSet<>();
        others.forEach(object -> keys.add(ObjectKey.of(object)));
        return keys;
    }

    /** Those of the others that are not, or are otherwise, on the other side. */
    List<ObjectNode> othersBeyond(Objects there) {
        List<ObjectNode> beyond = new ArrayList<>(others);
        beyond.removeIf(there.others::contains);
        return beyond;
    }

    /** Those of the others whose key is not on the other side. */
    List<ObjectKey> othersWithoutKeyIn(Objects there) {
        List<ObjectKey> keys = new ArrayList<>();
        others.forEach(object -> keys.add(ObjectKey.of(object)));
        there.others.forEach(object -> keys.removeIf(ObjectKey.of(object)::equals));
        return keys;
    }
}
