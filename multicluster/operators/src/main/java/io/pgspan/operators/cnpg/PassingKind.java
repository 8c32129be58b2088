package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import java.util.List;

/**
 * A kind whose objects pass through: the model has no place for what they say, or, as a {@code Backup}, they are no wish but an event. Their
 * fields are known, so that what is mistyped in them is found.
 *
 * @param kind the kind
 * @param fields what is known of it
 */
record PassingKind(String kind, Fields fields) implements Satellite {
    @Override
    public String apiVersion() {
        return CnpgWords.API;
    }

    @Override
    public boolean read(Cursor object, Joined joined) {
        return false;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options) {
        return List.of();
    }
}
