package io.pgspan.operators.feature;

import io.pgspan.model.PostgresCluster;
import java.util.List;

/**
 * One thing that an operator can't express, found and left out.
 *
 * @param <O> the dialect's options
 */
public interface Limit<O> {

    /** Every place where a wish says it; empty when it doesn't. */
    List<UnsupportedFeature> find(PostgresCluster wish, O options);

    /** The same wish without it: {@link #find} finds nothing more. */
    PostgresCluster restrict(PostgresCluster wish, O options);
}
