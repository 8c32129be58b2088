package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import java.util.List;
import java.util.function.Function;

/**
 * A rule over a wish: its id and its judgement.
 *
 * @param id the id
 * @param judge finds every violation
 */
record NamedRule(String id, Function<PostgresCluster, List<Violation>> judge) implements Rule<PostgresCluster> {

    @Override
    public List<Violation> check(PostgresCluster cluster) {
        return judge.apply(cluster);
    }
}
