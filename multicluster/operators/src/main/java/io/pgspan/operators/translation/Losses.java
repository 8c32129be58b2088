package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;

/** What an operator can't express, left out until nothing of it is left. */
final class Losses {
    /** Leaving one thing out can make another one meaningless, never in more rounds than this. */
    private static final int ROUNDS_MAX = 20;

    private Losses() {}

    /**
     * The wish as the operator can express it; each thing that it can't is added to the list once.
     *
     * <p>What can't be left out either stays, and is found again in what is returned.
     */
    static <B extends DialectOptions> PostgresCluster leave(
            PostgresCluster wish, Dialect<B> to, B options, List<UnsupportedFeature> lost) {
        PostgresCluster left = wish;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<UnsupportedFeature> found = to.unsupported(left, options);
            found.stream().filter(one -> !lost.contains(one)).forEach(lost::add);
            PostgresCluster before = left;
            left = to.restrictions()
                    .restrict(
                            left,
                            options,
                            Waivers.of(
                                    found.stream().map(UnsupportedFeature::path).toList()));
            if (left.equals(before)) {
                break;
            }
        }
        return left;
    }
}
