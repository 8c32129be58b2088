package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import java.util.List;

/** A kind beside the {@code Cluster}. Implementations have no state. */
interface Satellite {

    /** The API group with its version. */
    String apiVersion();

    /** The kind. */
    String kind();

    /** The fields it is known to have. */
    Fields fields();

    /** Whether its objects are to be there before the {@code Cluster}. */
    default boolean precedesCluster() {
        return false;
    }

    /**
     * Reads an object when it says a part of the wish and the model has a place for it: what is left unread of it then is residue under
     * {@link Joined#key}. Nothing of it may be read before that is decided.
     *
     * @return whether it was read; one that was not passes through untouched
     */
    boolean read(Cursor object, Joined joined);

    /** The objects of this kind that a wish needs, without what is put back of residue. */
    List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options);

    /** What must not be there in part, after leftovers were put back into an object that was written. */
    default void complete(ObjectNode written) {}
}
