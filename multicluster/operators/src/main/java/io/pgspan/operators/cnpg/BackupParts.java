package io.pgspan.operators.cnpg;

import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RepositoryTarget.Existing;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CloudNativePG has in part only of backups; schedules and the like belong to the objects that say them. */
final class BackupParts {
    private BackupParts() {}

    static List<PartLimit<CloudNativePgOptions>> all() {
        return List.of(PartLimit.of(
                "cnpg.backup-parts",
                OperationFeatures.BACKUPS,
                "backups",
                "CloudNativePG archives into one object store, which is described in a form that Barman takes or is an "
                        + "ObjectStore of the repository's name; it keeps a window of whole days, and can't be paused",
                "keep one repository, and what Barman takes of it",
                (wish, options) -> wish.backups().isEmpty()
                        ? wish
                        : wish.withBackups(wish.backups().flatMap(said -> written(said, options)))));
    }

    private static Optional<Backups> written(Backups said, CloudNativePgOptions options) {
        Optional<Repository> repository =
                said.repositories().stream().findFirst().flatMap(one -> written(one, options));
        boolean kept =
                repository.filter(one -> !(one.target() instanceof Existing)).isPresent();
        Backups backups = said.toBuilder()
                .repositories(repository.map(List::of).orElse(List.of()))
                .walArchive(kept ? said.walArchive().flatMap(BackupParts::written) : Optional.empty())
                .manual(said.manual()
                        .filter(manual -> repository
                                .filter(one -> one.name().equals(manual.repository()))
                                .isPresent()))
                .toolOptions(Map.of())
                .image(Optional.empty())
                .paused(false)
                .build();
        return repository.isEmpty() && backups.snapshots().isEmpty() ? Optional.empty() : Optional.of(backups);
    }

    private static Optional<WalArchive> written(WalArchive said) {
        return BarmanFields.writable(said);
    }

    private static Optional<Repository> written(Repository said, CloudNativePgOptions options) {
        boolean inTree = options.backupForm() == BackupForm.IN_TREE;
        boolean named = !inTree || said.name().equals(OwnArchive.IN_TREE);
        if (!named) {
            return Optional.empty();
        }
        if (said.target() instanceof Existing existing) {
            boolean own = existing.namespace().isEmpty() && existing.name().equals(said.name());
            return own
                    ? Optional.of(bare(said, existing, inTree ? said.retention() : Optional.empty()))
                    : Optional.empty();
        }
        return BarmanFields.writable(said.target()).map(target -> bare(said, target, said.retention()));
    }

    private static Repository bare(Repository said, RepositoryTarget target, Optional<Retention> retention) {
        return said.toBuilder()
                .target(target)
                .retention(retention.flatMap(RetentionText::text).flatMap(RetentionText::read))
                .encryption(Optional.empty())
                .build();
    }
}
