package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Cron;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When backups are made, and what no clock ever starts. */
final class ScheduleLints {
    private static final List<String> KINDS = List.of("full", "differential", "incremental");
    private static final int LENGTH_MIN = 6;
    private static final int FIELDS = 5;

    /** How many times of the rarer schedule are compared: a weekly one is followed for more than half a year. */
    private static final int TIMES_LOOKED_AT = 31;

    /** How many times tell which of two schedules is the rarer one. */
    private static final int TIMES_TO_TELL_RARE = 4;

    /** The minute before a year that begins on a Monday. */
    private static final ZonedDateTime BEGIN = ZonedDateTime.of(2023, 12, 31, 23, 59, 0, 0, ZoneOffset.UTC);

    private ScheduleLints() {}

    static List<CrunchyTrap> all() {
        return only(
                o -> o.backrest().is(),
                refused(
                        "cron-length",
                        o -> schedules(o).stream()
                                .filter(cron -> cron.text().length() < LENGTH_MIN)
                                .toList(),
                        "a schedule has at least six characters",
                        "write five fields, for example 0 1 * * *"),
                warning(
                        "cron-fields",
                        o -> schedules(o).stream()
                                .filter(cron -> cron.text().length() >= LENGTH_MIN && isOfOtherFields(cron.text()))
                                .toList(),
                        "nobody checks it here, but Kubernetes takes five fields, minutes first: the CronJob is refused and no "
                                + "backup made",
                        "write minute, hour, day of month, month, day of week, for example 0 1 * * *"),
                warning(
                        "cron-zone",
                        o -> schedules(o).stream()
                                .filter(cron -> cron.text().contains("TZ="))
                                .toList(),
                        "Kubernetes refuses a zone within a schedule: no CronJob is made, and so no backup",
                        "write the time in the zone of the controllers, which is UTC as a rule"),
                warning(
                        "schedules-collide",
                        ScheduleLints::colliding,
                        "a cluster makes one backup at a time: of two that begin at the same time one fails",
                        "let them begin so far apart that the first has ended"),
                warning(
                        "no-schedule",
                        o -> when(
                                !o.repos().isEmpty() && schedules(o).isEmpty() && !o.isStandby(), o.backrest("repos")),
                        "one backup is made when the cluster is, and none after it: the WAL since then is kept for ever, and "
                                + "a restore replays all of it",
                        "write schedules, for example full: 0 1 * * 0 and incremental: 0 1 * * 1-6"),
                warning(
                        "repo-without-backup",
                        ScheduleLints::neverBackedUp,
                        "WAL is archived here, but no backup is ever made: nothing can be restored from it",
                        "write schedules for it, or name it in manual and annotate the cluster"),
                warning(
                        "schedule-without-full",
                        o -> o.repos().stream()
                                .filter(repo -> hasSchedule(repo)
                                        && repo.at("schedules", "full").isNone())
                                .map(repo -> repo.at("schedules"))
                                .toList(),
                        "after the first one no full backup is made: none ever expires, and each depends on the first one",
                        "add full"));
    }

    static boolean hasSchedule(Spot repo) {
        return KINDS.stream().anyMatch(kind -> repo.at("schedules", kind).is());
    }

    private static List<Spot> schedules(Sight sight) {
        List<Spot> schedules = new ArrayList<>();
        for (Spot repo : sight.repos()) {
            KINDS.stream()
                    .map(kind -> repo.at("schedules", kind))
                    .filter(Spot::is)
                    .forEach(schedules::add);
        }
        return schedules;
    }

    private static boolean isOfOtherFields(String cron) {
        return !cron.startsWith("@") && !cron.contains("TZ=") && cron.strip().split("\\s+", -1).length != FIELDS;
    }

    private static List<Spot> neverBackedUp(Sight sight) {
        List<Spot> found = new ArrayList<>();
        for (Spot repo : sight.repos()) {
            boolean manual =
                    sight.backrest("manual", "repoName").is(repo.at("name").text());
            if (repo.index() > 0 && !hasSchedule(repo) && !manual && !sight.isStandby()) {
                found.add(repo);
            }
        }
        return found;
    }

    private static List<Spot> colliding(Sight sight) {
        List<Spot> schedules = schedules(sight);
        List<Spot> colliding = new ArrayList<>();
        for (int later = 1; later < schedules.size(); later++) {
            Optional<Cron> cron = cron(schedules.get(later));
            boolean collides = false;
            for (int earlier = 0; earlier < later && cron.isPresent() && !collides; earlier++) {
                Optional<Cron> other = cron(schedules.get(earlier));
                collides = other.isPresent() && collide(other.get(), cron.get());
            }
            if (collides) {
                colliding.add(schedules.get(later));
            }
        }
        return colliding;
    }

    private static Optional<Cron> cron(Spot schedule) {
        try {
            return Optional.of(Cron.of(schedule.text()));
        } catch (PgspanException notOne) {
            return Optional.empty();
        }
    }

    private static boolean collide(Cron one, Cron other) {
        if (one.equals(other)) {
            return true;
        }
        Cron rarer = some(one).isAfter(some(other)) ? one : other;
        Cron denser = rarer.equals(one) ? other : one;
        ZonedDateTime at = BEGIN;
        for (int i = 0; i < TIMES_LOOKED_AT; i++) {
            Optional<ZonedDateTime> next = rarer.next(at);
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
            if (denser.next(at.minusMinutes(1)).filter(at::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** One of the first times: the later, the rarer the schedule. */
    private static ZonedDateTime some(Cron cron) {
        ZonedDateTime at = BEGIN;
        for (int i = 0; i < TIMES_TO_TELL_RARE; i++) {
            at = cron.next(at).orElse(at);
        }
        return at;
    }
}
