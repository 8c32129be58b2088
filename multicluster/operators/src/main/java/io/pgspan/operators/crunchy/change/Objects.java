package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of one side of a change. */
record Objects(List<ObjectNode> all) {
    private static final String CLUSTER = "PostgresCluster";

    /** The first cluster among them, which is the wish's own; empty when there is none. */
    Optional<ObjectNode> cluster() {
        for (ObjectNode object : all) {
            if (object.path("kind").asText().equals(CLUSTER)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /** What is not the wish's own cluster. */
    List<ObjectNode> others() {
        ObjectNode own = cluster().orElse(null);
        List<ObjectNode> others = new ArrayList<>(all);
        others.removeIf(object -> object.equals(own));
        return others;
    }

    Set<ObjectKey> otherKeys() {
        return others().stream().map(ObjectKey::of).collect(Collectors.toSet());
    }

    /** Those of the others that are not, or are otherwise, on the other side. */
    List<ObjectNode> othersBeyond(Objects there) {
        List<ObjectNode> theirs = there.others();
        return others().stream().filter(object -> !theirs.contains(object)).toList();
    }

    /** Those of the others whose key is not on the other side. */
    List<ObjectKey> othersWithoutKeyIn(Objects there) {
        List<ObjectKey> keys = there.others().stream().map(ObjectKey::of).toList();
        return others().stream()
                .map(ObjectKey::of)
                .filter(key -> !keys.contains(key))
                .toList();
    }

    /** The other side's object of the same key; empty when there is none. */
    static Optional<ObjectNode> sameIn(List<ObjectNode> others, ObjectNode object) {
        ObjectKey key = ObjectKey.of(object);
        return others.stream().filter(other -> ObjectKey.of(other).equals(key)).findFirst();
    }
}
