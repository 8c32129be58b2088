package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.ArrayList;
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
        List<ObjectNode> others = new ArrayList<>();
        boolean hasPolicy = false;
        for (ObjectNode object : all) {
            String kind = object.path("kind").asText();
            boolean isPolicy = !hasPolicy && kind.equals(PolicyObject.KIND);
            hasPolicy |= isPolicy;
            if (!isPolicy && !kind.equals(POSTGRES)) {
                others.add(object);
            }
        }
        return others;
    }

    /** Those of the others that are not, or are otherwise, on the other side. */
    List<ObjectNode> othersBeyond(Objects there) {
        List<ObjectNode> beyond = others();
        beyond.removeAll(there.others());
        return beyond;
    }

    /** Those of the others whose key is not on the other side. */
    List<ObjectKey> othersWithoutKeyIn(Objects there) {
        List<ObjectKey> gone = new ArrayList<>();
        others().forEach(object -> gone.add(ObjectKey.of(object)));
        there.others().forEach(object -> gone.remove(ObjectKey.of(object)));
        return gone;
    }
}
