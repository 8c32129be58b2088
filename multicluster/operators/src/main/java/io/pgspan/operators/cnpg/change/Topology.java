package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.TreeEdit;

/** Which side of a topology a {@code Cluster} is on. */
final class Topology {
    private Topology() {}

    /** Whether it follows another cluster: by its own word, else by the names of itself and of the primary. */
    static boolean follows(JsonNode cluster) {
        JsonNode replica = TreeEdit.at(cluster, At.REPLICA);
        if (!replica.isObject()) {
            return false;
        }
        if (replica.path("enabled").isBoolean()) {
            return replica.path("enabled").booleanValue();
        }
        String self = replica.path("self").asText("");
        String name = cluster.path("metadata").path("name").asText("");
        return !(self.isEmpty() ? name : self).equals(replica.path("primary").asText(""));
    }

    /** Whether its own word says that it follows, which no running primary can begin to. */
    static boolean isTold(JsonNode cluster) {
        return TreeEdit.at(cluster, At.REPLICA).path("enabled").asBoolean(false);
    }

    static String token(JsonNode cluster) {
        return TreeEdit.at(cluster, At.REPLICA).path("promotionToken").asText("");
    }

    static String primary(JsonNode cluster) {
        return TreeEdit.at(cluster, At.REPLICA).path("primary").asText("");
    }
}
