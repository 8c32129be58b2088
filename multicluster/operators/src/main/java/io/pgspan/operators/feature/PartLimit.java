package io.pgspan.operators.feature;

import io.pgspan.model.PostgresCluster;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A part of a feature that an operator does not have: a wish says it when leaving it out changes the wish.
 *
 * @param found what is told
 * @param without the wish without it; applied to what it returned, it changes nothing more
 * @param <O> the dialect's options
 */
public record PartLimit<O>(UnsupportedFeature found, BiFunction<PostgresCluster, O, PostgresCluster> without)
        implements Limit<O> {

    /** A part that is left out whatever the options say: the arguments are those of {@link UnsupportedFeature}. */
    public static <O> PartLimit<O> of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            UnaryOperator<PostgresCluster> without) {
        return of(rule, feature, path, message, remedy, (wish, options) -> without.apply(wish));
    }

    /** A part that the options have a say in: the arguments are those of {@link UnsupportedFeature}. */
    public static <O> PartLimit<O> of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            BiFunction<PostgresCluster, O, PostgresCluster> without) {
        return new PartLimit<>(new UnsupportedFeature(rule, feature, path, "", message, remedy), without);
    }

    @Override
    public List<UnsupportedFeature> find(PostgresCluster wish, O options) {
        return without.apply(wish, options).equals(wish) ? List.of() : List.of(found);
    }

    @Override
    public PostgresCluster restrict(PostgresCluster wish, O options) {
        return without.apply(wish, options);
    }
}
