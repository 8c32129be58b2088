package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.List;
import java.util.Optional;

/** The objects of one side of a change. */
record Objects(List<ObjectNode> all) {
    private static final String POSTGRES = "Postgres";

    /** @throws PgspanException when there is none */
    ObjectNode postgres(String side) {
        return all.stream()
                .filter(object -> object.path("kind").asText().equals(POSTGRES))
                .findFirst()
                .orElseThrow(() -> new PgspanException("change: the " + side
                        + " objects hold no Postgres; give the whole wish, with its Postgres and its policy"));
    }

    /** The policy the database has, where it is among these objects. */
    Optional<ObjectNode> policy() {
        return all.stream()
                .filter(object -> object.path("kind").asText().equals(PolicyObject.KIND))
                .findFirst();
    }

    /** What is neither. */
    List<ObjectNode> others() {
        Optional<ObjectNode> policy = policy();
        return all.stream()
                .filter(object -> !object.path("kind").asText().equals(POSTGRES))
                .filter(object -> policy.filter(own -> own.equals(object)).isEmpty())
                .toList();
    }

    /** Those of the others that are not, or are otherwise, on the other side. */
    List<ObjectNode> othersBeyond(Objects there) {
        return others().stream()
                .filter(object -> !there.others().contains(object))
                .toList();
    }

    /** Those of the others whose key is not on the other side. */
    List<ObjectKey> othersWithoutKeyIn(Objects there) {
        List<ObjectKey> keys = there.others().stream().map(ObjectKey::of).toList();
        return others().stream()
                .map(ObjectKey::of)
                .filter(key -> !keys.contains(key))
                .toList();
    }
}
