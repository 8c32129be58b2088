package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A part of a feature that CloudNativePG does not have: a wish says it when leaving it out changes the wish.
 *
 * @param found what is told
 * @param without the wish without it
 */
record PartLimit(UnsupportedFeature found, BiFunction<PostgresCluster, CloudNativePgOptions, PostgresCluster> without)
        implements Limit<CloudNativePgOptions> {

    static PartLimit of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            UnaryOperator<PostgresCluster> without) {
        return of(rule, feature, path, message, remedy, (wish, options) -> without.apply(wish));
    }

    static PartLimit of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            BiFunction<PostgresCluster, CloudNativePgOptions, PostgresCluster> without) {
        return new PartLimit(
                new UnsupportedFeature("cnpg." + rule, feature, path, feature.id(), message, remedy), without);
    }

    @Override
    public List<UnsupportedFeature> find(PostgresCluster wish, CloudNativePgOptions options) {
        return without.apply(wish, options).equals(wish) ? List.of() : List.of(found);
    }

    @Override
    public PostgresCluster restrict(PostgresCluster wish, CloudNativePgOptions options) {
        return without.apply(wish, options);
    }
}
