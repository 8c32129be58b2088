package io.pgspan.operators;

import io.pgspan.model.PostgresCluster;

/**
 * A wish with all that an operator is told of it.
 *
 * @param cluster the wish
 * @param options what only this operator has
 * @param residue what was read and has no place in either
 * @param how how it is written
 * @param <O> the dialect's options
 */
public record Wish<O extends DialectOptions>(PostgresCluster cluster, O options, Residue residue, WriteOptions how) {

    /** A wish without anything that only this operator has. */
    public static <O extends DialectOptions> Wish<O> of(PostgresCluster cluster, Dialect<O> dialect) {
        return of(cluster, dialect.defaults());
    }

    /** A wish that was not read from manifests. */
    public static <O extends DialectOptions> Wish<O> of(PostgresCluster cluster, O options) {
        return new Wish<>(cluster, options, Residue.none(), WriteOptions.ofDefaults());
    }

    /**
     * What was read.
     *
     * @throws io.pgspan.model.validation.InvalidException when there is an error
     */
    public static <O extends DialectOptions> Wish<O> of(Reading<O> reading) {
        return new Wish<>(reading.orThrow(), reading.options(), reading.residue(), WriteOptions.ofDefaults());
    }

    /** The same with parts that may be left out where the operator can't express them. */
    public Wish<O> written(WriteOptions options) {
        return new Wish<>(cluster, this.options, residue, options);
    }
}
