package io.pgspan.multicluster.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ObjectKey;
import java.util.Optional;

/**
 * The port to the objects of one API server. Every method sends one request and throws a {@link io.pgspan.model.PgspanException} where the
 * server does not answer or refuses.
 */
public interface ClusterObjects {

    /** An object as it is, status included; empty when there is none. */
    Optional<ObjectNode> read(ObjectKey key);

    /**
     * Creates an object.
     *
     * @return false when there is one of that name
     */
    boolean create(ObjectNode object);

    /** Changes values of an object that is there (RFC 7386). */
    void patch(ObjectKey key, ObjectNode patch);

    /** Says the whole of an object; fields that somebody else owns are not taken. */
    void apply(ObjectNode object);

    /** Deletes an object, in the background of what belongs to it; one that is not there is none to delete. */
    void delete(ObjectKey key);
}
