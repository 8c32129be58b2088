package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.operators.change.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of one side of a change: the {@code Cluster} that is planned, and the others by their key. The first {@code Cluster} is the one. */
final class Side {
    private static final String CLUSTER = "Cluster";
    private static final String GROUP = "postgresql.cnpg.io/";

    private final ObjectNode cluster;
    private final Map<ObjectKey, ObjectNode> others = new LinkedHashMap<>();

    /** @throws PgspanException when there is no {@code Cluster} */
    Side(List<ObjectNode> objects, String side) {
        ObjectNode found = null;
        for (ObjectNode object : objects) {
            if (found == null && isCluster(object)) {
                found = object;
            } else {
                others.put(ObjectKey.of(object), object);
            }
        }
        if (found == null) {
            throw new PgspanException("change: the " + side
                    + " objects hold no Cluster; give the whole wish, with its Cluster and what belongs to it");
        }
        this.cluster = found;
    }

    static boolean isCluster(ObjectNode object) {
        return object.path("kind").asText().equals(CLUSTER)
                && object.path("apiVersion").asText().startsWith(GROUP);
    }

    ObjectNode cluster() {
        return cluster;
    }

    Map<ObjectKey, ObjectNode> others() {
        return others;
    }
}
