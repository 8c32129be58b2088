package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RestoreFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Repositories under the names that pgBackRest numbers them with, wherever a wish names them. */
final class RepositoryNames {
    private static final int FIRST = 1;
    private static final int LAST = 4;

    private RepositoryNames() {}

    /** The wish with every other name replaced by the lowest number that is free; one for which none is free is left out. */
    static PostgresCluster numbered(PostgresCluster wish) {
        if (wish.backups().isEmpty()) {
            return wish;
        }
        Map<String, String> names = names(wish.backups().get().repositories());
        boolean numbered =
                names.entrySet().stream().allMatch(entry -> entry.getKey().equals(entry.getValue()));
        return numbered ? wish : renamed(wish, names);
    }

    private static Map<String, String> names(List<Repository> repositories) {
        Set<String> free = new TreeSet<>();
        for (int number = FIRST; number <= LAST; number++) {
            free.add("repo" + number);
        }
        repositories.forEach(one -> free.remove(one.name()));
        Map<String, String> names = new LinkedHashMap<>();
        for (Repository one : repositories) {
            boolean numbered = RepositoryFields.NAME.matcher(one.name()).matches();
            String name = numbered ? one.name() : free.stream().findFirst().orElse("");
            free.remove(name);
            names.put(one.name(), name);
        }
        return names;
    }

    private static PostgresCluster renamed(PostgresCluster wish, Map<String, String> names) {
        Backups backups = wish.backups().orElseThrow();
        List<Repository> repositories = new ArrayList<>();
        for (Repository one : backups.repositories()) {
            String name = names.getOrDefault(one.name(), "");
            if (!name.isEmpty()) {
                repositories.add(one.toBuilder().name(name).build());
            }
        }
        Optional<Backups.ManualBackup> manual = backups.manual()
                .map(said ->
                        new Backups.ManualBackup(names.getOrDefault(said.repository(), said.repository()), said.type()))
                .filter(said -> !said.repository().isEmpty());
        return wish.withBackups(Optional.of(backups.toBuilder()
                        .repositories(repositories)
                        .manual(manual)
                        .build()))
                .withStandby(wish.standby()
                        .map(standby -> standby.toBuilder()
                                .repository(named(standby.repository(), names))
                                .build()))
                .withDataSource(wish.dataSource().map(source -> renamed(source, names)));
    }

    private static DataSource renamed(DataSource source, Map<String, String> names) {
        return source instanceof RestoreFrom restore && restore.clusterName().isEmpty()
                ? restore.toBuilder()
                        .repositoryName(named(restore.repositoryName(), names))
                        .build()
                : source;
    }

    private static Optional<String> named(Optional<String> name, Map<String, String> names) {
        return name.map(said -> names.getOrDefault(said, said)).filter(said -> !said.isEmpty());
    }
}
