package io.pgspan.operators.kubedb.ops;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Standbys that no longer follow are restarted, or else copied anew from the primary.
 *
 * @param readyTimeout how long a standby has to become ready, or null for the operator's own limit
 */
public record ReconnectStandby(@Nullable Duration readyTimeout) implements Operation {
    @Override
    public OperationType type() {
        return OperationType.RECONNECT_STANDBY;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reconnectStandby(this);
    }
}
