package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.PgspanException;
import java.time.Instant;

/**
 * A request that an API server has.
 *
 * @param request it
 * @param status what KubeDB says about it
 * @param created when the API server took it; counts in whole seconds
 */
public record QueuedOps(OpsRequest request, OpsStatus status, Instant created) {

    /**
     * A request as it was read.
     *
     * @throws PgspanException when it is of an unknown type, or was never sent
     */
    public static QueuedOps of(OpsReading reading) {
        if (reading.value() == null || reading.created() == null) {
            throw new PgspanException(
                    "ops request: it has no known type or no creationTimestamp; read it from an API server");
        }
        return new QueuedOps(reading.value(), reading.status(), reading.created());
    }

    /** Its name; empty when it has none. */
    public String name() {
        return request.fixedName().orElse("");
    }

    boolean isPending() {
        return status.effectivePhase() == OpsPhase.PENDING;
    }
}
