package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of one side of a change. */
final class Objects {
    private static final String POSTGRES = "Postgres";

    private @Nullable ObjectNode postgres;
    private @Nullable ObjectNode policy;
    private final List<ObjectNode> others = new ArrayList<>();

    Objects(List<ObjectNode> all) {
        for (ObjectNode object : all) {
            String kind = object.path("kind").asText();
            if (kind.equals(POSTGRES)) {
                postgres = postgres == null ? object : postgres;
            } else if (policy == null && kind.equals(PolicyObject.KIND)) {
                policy = object;
            } else {
                others.add(object);
            }
        }
    }

    /** @throws PgspanException when there is none */
    ObjectNode postgres(String side) {
        if (postgres == null) {
            throw new PgspanException("change: the " + side
                    + " objects hold no Postgres; give the whole wish, with its Postgres and its policy");
        }
        return postgres;
    }

    /** The policy the database has, where it is among these objects. */
    Optional<ObjectNode> policy() {
        return Optional.ofNullable(policy);
    }

    /** Those that are neither, and are not, or are otherwise, on the other side. */
    List<ObjectNode> othersBeyond(Objects there) {
        List<ObjectNode> beyond = new ArrayList<>(others);
        beyond.removeAll(there.others);
        return beyond;
    }

    /** Those that are neither, and whose key is not on the other side. */
    List<ObjectKey> othersWithoutKeyIn(Objects there) {
        List<ObjectKey> gone = new ArrayList<>();
        others.forEach(object -> gone.add(ObjectKey.of(object)));
        there.others.forEach(object -> gone.remove(ObjectKey.of(object)));
        return gone;
    }
}
