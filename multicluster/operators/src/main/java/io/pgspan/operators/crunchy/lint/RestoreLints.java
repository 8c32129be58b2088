package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Restores, what starts them, and the moments they go back to. */
final class RestoreLints {
    private static final Set<String> OPERATORS =
            Set.of("--repo", "--stanza", "--pg1-path", "--target-action", "--link-map");
    private static final Set<String> WITHOUT_TARGET = Set.of("default", "immediate", "none", "preserve", "standby");
    private static final String TIME = "\\d{4}-\\d{1,2}-\\d{1,2}[ T]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?";
    private static final Pattern ABBREVIATION = Pattern.compile(TIME + "\\s*(?!UTC$|GMT$|Z$)[A-Za-z]{2,5}");
    private static final Pattern NAME = Pattern.compile(TIME + "\\s*(UTC|GMT|[A-Za-z_]+/[A-Za-z_/+-]+\\d*)");
    private static final Pattern NO_ZONE = Pattern.compile(TIME);

    private RestoreLints() {}

    static List<CrunchyTrap> options() {
        return only(
                o -> !o.restores().isEmpty(),
                warning(
                        "restore-option",
                        o -> o.restores().stream()
                                .flatMap(list -> list.options().stream())
                                .filter(option -> OPERATORS.contains(option.name()))
                                .map(RestoreOptions.Option::item)
                                .toList(),
                        "the operator sets this option itself: nothing is restored, and only an event says so",
                        "remove it; the repository is named in repoName"),
                warning(
                        "restore-option-split",
                        o -> o.restores().stream()
                                .flatMap(list -> list.strays().stream())
                                .toList(),
                        "a shell takes the options apart at blanks: the restore gets a word that belongs to no option",
                        "put quotes around a value with blanks, within the text: --target=\"2026-01-31 12:00:00+00\""),
                warning(
                        "target-without-type",
                        o -> o.restores().stream()
                                .filter(list -> list.option("--type").isEmpty())
                                .flatMap(list -> list.option("--target").stream())
                                .map(RestoreOptions.Option::item)
                                .toList(),
                        "pgBackRest takes no target without its type: the restore fails",
                        "add --type=time, or the type that the target has"),
                warning(
                        "type-without-target",
                        o -> o.restores().stream()
                                .filter(list -> list.option("--target").isEmpty())
                                .flatMap(list -> list.option("--type").stream())
                                .filter(type -> !WITHOUT_TARGET.contains(type.value()))
                                .map(RestoreOptions.Option::item)
                                .toList(),
                        "pgBackRest takes this type only with a target: the restore fails",
                        "add --target"),
                warning(
                        "target-zone",
                        o -> targets(o, ABBREVIATION.asMatchPredicate()),
                        "an abbreviation of a zone can't work: PostgreSQL reads none in a recovery target and does not start, and "
                                + "pgBackRest can't tell which backup is older than it",
                        "write the offset in digits, for example 2021-06-09 14:15:11-04"),
                warning(
                        "target-zone-name",
                        o -> targets(o, NAME.asMatchPredicate()),
                        "PostgreSQL reads the name of a zone, but pgBackRest doesn't: it takes the newest backup, which may be "
                                + "younger than the moment to go back to",
                        "write the offset in digits, for example 2021-06-09 14:15:11+00"),
                warning(
                        "target-no-zone",
                        o -> targets(o, NO_ZONE.asMatchPredicate()),
                        "a time without a zone is read in the zone of the container, not in yours",
                        "write the offset in digits, for example 2021-06-09 14:15:11+00"));
    }

    static List<CrunchyTrap> annotations() {
        return List.of(
                warning(
                        "restore-needs-annotation",
                        o -> when(
                                isArmed(o) && o.annotation("pgbackrest-restore").isNone(),
                                o.backrest("restore", "enabled")),
                        "nothing is restored until the cluster is annotated with pgbackrest-restore; from then on the first "
                                + "annotation does it",
                        "enable it only when the restore is to happen, annotate, and disable it again"),
                warning(
                        "restore-annotation-idle",
                        o -> when(!isArmed(o), o.annotation("pgbackrest-restore")).stream()
                                .filter(Spot::is)
                                .filter(a -> o.backrest("restore").isNone())
                                .toList(),
                        "the annotation does nothing without backups.pgbackrest.restore.enabled: true, and restores as soon as "
                                + "someone writes that",
                        "remove the annotation"),
                info(
                        "manual-needs-annotation",
                        o -> when(
                                o.backrest("manual").is()
                                        && o.annotation("pgbackrest-backup").isNone(),
                                o.backrest("manual")),
                        "no backup is made until the cluster is annotated with pgbackrest-backup and a value not used before",
                        "annotate the cluster for each backup"),
                warning(
                        "manual-annotation-idle",
                        o -> when(
                                o.annotation("pgbackrest-backup").is()
                                        && o.backrest("manual").isNone(),
                                o.annotation("pgbackrest-backup")),
                        "the annotation does nothing without backups.pgbackrest.manual",
                        "name the repository in manual.repoName"));
    }

    static List<CrunchyTrap> all() {
        return only(
                o -> o.backrest().is(),
                warning(
                        "restore-left-enabled",
                        o -> when(
                                isArmed(o) && o.annotation("pgbackrest-restore").is(),
                                o.backrest("restore", "enabled")),
                        "the restore stays armed: another annotation, or other options after a failure, stops all "
                                + "instances again and throws away what was written since",
                        "write enabled: false as soon as the restore has ended"),
                warning(
                        "restore-repo",
                        o -> when(
                                o.backrest("restore", "repoName").is()
                                        && o.backrest("restore", "clusterName").isNone()
                                        && o.repo(o.backrest("restore", "repoName")
                                                        .text())
                                                .isEmpty(),
                                o.backrest("restore", "repoName")),
                        "the cluster has no such repository: nothing is restored, and only an event says so",
                        "name one of backups.pgbackrest.repos"),
                warning(
                        "manual-repo",
                        o -> when(
                                o.backrest("manual", "repoName").is()
                                        && o.repo(o.backrest("manual", "repoName")
                                                        .text())
                                                .isEmpty(),
                                o.backrest("manual", "repoName")),
                        "the cluster has no such repository: no backup is made, and only an event says so",
                        "name one of backups.pgbackrest.repos"),
                warning(
                        "manual-option",
                        o -> o.backrest("manual", "options").items().stream()
                                .filter(option -> option.text().contains("--repo=")
                                        || option.text().contains("--repo ")
                                        || option.is("--repo"))
                                .toList(),
                        "the operator names the repository itself: no backup is made, and only an event says so",
                        "write manual.repoName"));
    }

    private static boolean isArmed(Sight sight) {
        return sight.backrest("restore", "enabled").isTrue();
    }

    private static List<Spot> targets(Sight sight, Predicate<String> falls) {
        return sight.restores().stream()
                .filter(list -> list.option("--type")
                        .filter(type -> !type.value().equals("time"))
                        .isEmpty())
                .map(list -> list.option("--target"))
                .flatMap(Optional::stream)
                .filter(target -> falls.test(target.value().strip()))
                .map(RestoreOptions.Option::item)
                .toList();
    }
}
