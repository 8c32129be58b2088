package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another number of replicas, or other groups of read replicas; one of the two.
 *
 * @param replicas primary and standbys, or null
 * @param standbyMode whether standbys take queries; null leaves it to the schema, which writes {@link StandbyMode#HOT}
 * @param streamingMode whether commits wait for standbys; null leaves it to the schema, which writes {@link Streaming#ASYNCHRONOUS} whatever
 *     the database had. Say what it has
 * @param readReplicas groups to add, change or remove
 */
public record HorizontalScaling(
        @Nullable Integer replicas,
        @Nullable StandbyMode standbyMode,
        @Nullable Streaming streamingMode,
        List<ReadReplicaScaling> readReplicas)
        implements Operation {
    /** Copies the list. */
    public HorizontalScaling {
        readReplicas = List.copyOf(readReplicas);
    }

    /** To a number of replicas, with the modes the database has and keeps. */
    public static HorizontalScaling to(int replicas, StandbyMode standbyMode, Streaming streamingMode) {
        return new HorizontalScaling(replicas, standbyMode, streamingMode, List.of());
    }

    /** To other groups of read replicas, with the modes the database has and keeps. */
    public static HorizontalScaling ofReadReplicas(
            StandbyMode standbyMode, Streaming streamingMode, List<ReadReplicaScaling> groups) {
        return new HorizontalScaling(null, standbyMode, streamingMode, groups);
    }

    @Override
    public OperationType type() {
        return OperationType.HORIZONTAL_SCALING;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.horizontalScaling(this);
    }
}
