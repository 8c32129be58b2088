package io.pgspan.operators.crunchy;

import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.List;

/** What PGO has in part only of the source of the first data. */
final class SourceParts {
    private SourceParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(PartLimit.of(
                "crunchy.restore-parts",
                OperationFeatures.RESTORE,
                "dataSource",
                "PGO restores from a numbered repository of a cluster that is there, or from a described repository in an object"
                        + " store, and passes options to pgBackRest as a shell reads them",
                "name a repository repo1 to repo4 and its cluster, or describe the repository, and keep to simple options",
                wish -> wish.dataSource().isEmpty()
                        ? wish
                        : wish.withDataSource(wish.dataSource().filter(SourceParts::isSayable))));
    }

    private static boolean isSayable(DataSource source) {
        if (!(source instanceof RestoreFrom restore)) {
            return true;
        }
        boolean place = restore.repository().isPresent()
                ? restore.clusterName().isEmpty()
                        && restore.namespace().isEmpty()
                        && restore.repositoryName().isEmpty()
                        && restore.repository().filter(SourceParts::isSayable).isPresent()
                : restore.repositoryName()
                        .filter(name -> RepositoryFields.NAME.matcher(name).matches())
                        .isPresent();
        return place
                && restore.clusterName().filter(String::isEmpty).isEmpty()
                && restore.namespace().filter(String::isEmpty).isEmpty()
                && RestoreOptions.isSayable(restore);
    }

    private static boolean isSayable(Repository repository) {
        List<Repository> alone = List.of(repository);
        return RepositoryFields.NAME.matcher(repository.name()).matches()
                && GlobalOptions.isCloud(repository.target())
                && SayableRepository.isPlace(repository)
                && SayableRepository.placed(repository).equals(repository)
                && SayableRepository.scheduled(repository).equals(repository)
                && SayableRepository.ordered(repository).equals(repository)
                && SayableRepository.retained(repository).equals(repository)
                && SayableRepository.sharing(alone).equals(alone);
    }
}
