package io.pgspan.operators.kubedb.ops;

/** Every pod is restarted, standbys first. */
public record Restart() implements Operation {
    @Override
    public OperationType type() {
        return OperationType.RESTART;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.restart(this);
    }
}
