package io.pgspan.operators.kubedb.ops;

import java.util.List;

/**
 * A standby is promoted although a pod with more log is missing: commits may be lost.
 *
 * @param candidates pods that may be promoted; empty for any
 */
public record ForceFailOver(List<String> candidates) implements Operation {
    /** Copies the list. */
    public ForceFailOver {
        candidates = List.copyOf(candidates);
    }

    @Override
    public OperationType type() {
        return OperationType.FORCE_FAIL_OVER;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.forceFailOver(this);
    }
}
