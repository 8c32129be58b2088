package io.pgspan.operators.kubedb.ops;

/**
 * Another version of PostgreSQL.
 *
 * @param targetVersion the name of a {@code PostgresVersion} object, for example {@code 18.3}; empty when a text left it out
 */
public record UpdateVersion(String targetVersion) implements Operation {
    @Override
    public OperationType type() {
        return OperationType.UPDATE_VERSION;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.updateVersion(this);
    }
}
