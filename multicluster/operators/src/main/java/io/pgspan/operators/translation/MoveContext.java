package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Connection;
import io.pgspan.operators.conduct.Receiving;
import io.pgspan.operators.conduct.Serving;

/**
 * What the steps of a move speak of.
 *
 * @param source the cluster that data are taken from
 * @param target the cluster they come to
 * @param fromId the source's operator
 * @param toId the target's operator
 * @param serving how the source's operator lets data be taken
 * @param receiving how the target's operator takes them
 * @param connection how the target reaches the source
 */
record MoveContext(
        PostgresCluster source,
        PostgresCluster target,
        String fromId,
        String toId,
        Serving serving,
        Receiving receiving,
        Connection connection) {

    boolean isSameOperator() {
        return fromId.equals(toId);
    }

    boolean isSameMajor() {
        return source.version().major() == target.version().major();
    }

    /** Whether both would have the same name in one namespace. */
    boolean isSameName() {
        return source.name().equals(target.name()) && source.namespace().equals(target.namespace());
    }

    /** The source for a reader. */
    String from() {
        return fromId + " cluster " + source.namespace() + "/" + source.name();
    }

    /** The target for a reader. */
    String to() {
        return toId + " cluster " + target.namespace() + "/" + target.name();
    }
}
