package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a release demands and nobody can make up: such a thing can't be waived.
 *
 * @param found what is told
 * @param lacking whether the wish, with these options, lacks it
 */
record ReleaseDemands(UnsupportedFeature found, BiPredicate<PostgresCluster, CrunchyOptions> lacking)
        implements Limit<CrunchyOptions> {

    static List<ReleaseDemands> all() {
        return List.of(
                of(
                        "backups-demanded",
                        OperationFeatures.BACKUPS,
                        "backups",
                        "before 5.7 PGO demands backups",
                        "name a repository, for example on a volume",
                        (wish, options) -> !options.operator().isAtLeast(5, 7)
                                && wish.backups()
                                        .map(Backups::repositories)
                                        .orElse(List.of())
                                        .isEmpty()),
                of(
                        "postgres-version",
                        InstanceFeatures.IMAGE,
                        "version",
                        "the release that the options name does not take this version of PostgreSQL",
                        "use another version, or another release of PGO",
                        (wish, options) -> isOutside(wish.version().major(), options.operator())),
                of(
                        "options-of-release",
                        InstanceFeatures.PARAMETERS,
                        "options",
                        "the release that the options name has no config.parameters or authentication before 5.8, and no v1"
                                + " before 6.0",
                        "use a later release, or leave configParameters and authenticationRules out and use v1beta1",
                        (wish, options) -> isAhead(options)));
    }

    private static boolean isOutside(int major, PgoVersion operator) {
        return major < operator.oldestPostgres() || major > operator.newestPostgres();
    }

    private static boolean isAhead(CrunchyOptions options) {
        boolean checked = !options.configParameters().isEmpty() || options.authenticationRules() > 0;
        return (checked && !options.operator().isAtLeast(5, 8))
                || (options.api() == CrunchyApi.V1 && !options.operator().isAtLeast(6, 0));
    }

    private static ReleaseDemands of(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            BiPredicate<PostgresCluster, CrunchyOptions> lacking) {
        return new ReleaseDemands(
                new UnsupportedFeature(CrunchyWords.DIALECT + "." + rule, feature, path, feature.id(), message, remedy),
                lacking);
    }

    @Override
    public List<UnsupportedFeature> find(PostgresCluster wish, CrunchyOptions options) {
        return lacking.test(wish, options) ? List.of(found) : List.of();
    }

    @Override
    public PostgresCluster restrict(PostgresCluster wish, CrunchyOptions options) {
        return wish;
    }
}
