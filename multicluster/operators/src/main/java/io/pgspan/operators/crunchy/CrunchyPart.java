package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A part of a feature that PGO does not have, or has with another meaning: a wish says it when leaving it out changes the wish.
 *
 * @param found what is told
 * @param without the wish without it
 */
record CrunchyPart(UnsupportedFeature found, BiFunction<PostgresCluster, CrunchyOptions, PostgresCluster> without)
        implements Limit<CrunchyOptions> {

    static CrunchyPart of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            UnaryOperator<PostgresCluster> without) {
        return of(rule, feature, path, message, remedy, (wish, options) -> without.apply(wish));
    }

    static CrunchyPart of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            BiFunction<PostgresCluster, CrunchyOptions, PostgresCluster> without) {
        return new CrunchyPart(
                new UnsupportedFeature(CrunchyWords.DIALECT + "." + rule, feature, path, feature.id(), message, remedy),
                without);
    }

    @Override
    public List<UnsupportedFeature> find(PostgresCluster wish, CrunchyOptions options) {
        return without.apply(wish, options).equals(wish) ? List.of() : List.of(found);
    }

    @Override
    public PostgresCluster restrict(PostgresCluster wish, CrunchyOptions options) {
        return without.apply(wish, options);
    }
}
