package io.pgspan.operators.kubedb.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other resources of containers. At least one of the first three or a group of read replicas; the exporter alone is refused.
 *
 * @param postgres of the database's container, or null
 * @param arbiter of the arbiter, or null; its storage is {@link VolumeExpansion#arbiter}, a request for it here never ends
 * @param coordinator of the coordinator's container, or null
 * @param exporter of the exporter's container, or null
 * @param readReplicas of groups of read replicas
 * @param mode how pods get them; default {@link Mode#RESTART}
 */
public record VerticalScaling(
        @Nullable PodResources postgres,
        @Nullable PodResources arbiter,
        @Nullable ContainerResources coordinator,
        @Nullable ContainerResources exporter,
        List<ReadReplicaResources> readReplicas,
        Mode mode)
        implements Operation {
    /** How pods get their resources. */
    public enum Mode {
        /** One after the other is recreated. */
        RESTART,
        /** The running pod is resized; a distributed database restarts all the same. */
        IN_PLACE
    }

    /** Copies the list. */
    public VerticalScaling {
        readReplicas = List.copyOf(readReplicas);
    }

    /** Of the database's container alone, by restart. */
    public static VerticalScaling of(ContainerResources postgres) {
        return new VerticalScaling(PodResources.of(postgres), null, null, null, List.of(), Mode.RESTART);
    }

    @Override
    public OperationType type() {
        return OperationType.VERTICAL_SCALING;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.verticalScaling(this);
    }
}
