package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.Retention;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What is backed up, when, and for how long it is kept. */
final class BackupRules {
    /** What the backup tools number their repositories with. */
    private static final int REPOSITORIES_MAX = 4;

    /** Any moment will do: a schedule that fires never fires after none. */
    private static final ZonedDateTime SOME_MOMENT = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private BackupRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                rule("backups.repositories-limit", BackupRules::limit),
                rule("backups.retention", BackupRules::retention),
                rule("backups.schedule-never", BackupRules::schedules),
                rule("backups.manual-repository", BackupRules::manual),
                rule("backups.wal-parallel", BackupRules::parallel));
    }

    private static NamedRule rule(String id, BiConsumer<Backups, Findings> judge) {
        return Findings.rule(
                id, (cluster, found) -> cluster.backups().ifPresent(backups -> judge.accept(backups, found)));
    }

    private static void limit(Backups backups, Findings found) {
        int count = backups.repositories().size();
        found.addIf(
                count > REPOSITORIES_MAX,
                "backups.repositories",
                count,
                "there are more repositories than a backup tool writes to",
                "keep at most " + REPOSITORIES_MAX);
    }

    private static void retention(Backups backups, Findings found) {
        Parts.each(backups.repositories(), "backups.repositories").forEach((path, repository) -> {
            Optional<Retention> kept = repository.retention();
            kept.flatMap(Retention::fulls).ifPresent(count -> count(found, path + ".retention.full", count));
            kept.flatMap(Retention::differentials)
                    .ifPresent(count -> count(found, path + ".retention.differential", count));
            kept.flatMap(Retention::time)
                    .ifPresent(time -> found.addIf(
                            time.isNegative() || time.isZero(),
                            path + ".retention.window",
                            time,
                            "nothing would be kept",
                            "name a time, for example P7D, or leave it out"));
        });
    }

    private static void count(Findings found, String path, int count) {
        found.addIf(count < 1, path, count, "nothing would be kept", "use 1 or more, or leave it out");
    }

    private static void schedules(Backups backups, Findings found) {
        Parts.each(backups.repositories(), "backups.repositories")
                .forEach((path, repository) -> Parts.each(repository.schedules(), path + ".schedules")
                        .forEach((at, one) -> found.addIf(
                                one.schedule().next(SOME_MOMENT).isEmpty(),
                                at + ".schedule",
                                one.schedule().text(),
                                "no calendar has such a day, so no backup would ever be made",
                                "correct the day or the month")));
    }

    private static void manual(Backups backups, Findings found) {
        List<String> names =
                backups.repositories().stream().map(Repository::name).toList();
        backups.manual()
                .ifPresent(backup -> found.addIf(
                        !names.contains(backup.repository()),
                        "backups.manual.repository",
                        backup.repository(),
                        "the wish has no such repository",
                        names.isEmpty() ? "add it" : "add it, or use one of " + String.join(", ", names)));
    }

    private static void parallel(Backups backups, Findings found) {
        backups.walArchive()
                .ifPresent(archive -> archive.maxParallel()
                        .ifPresent(count -> found.addIf(
                                count < 1,
                                "backups.walArchive.maxParallel",
                                count,
                                "no segment would ever be archived",
                                "use 1 or more")));
    }
}
