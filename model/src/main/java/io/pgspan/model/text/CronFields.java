package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.CronField.Kind;
import io.pgspan.model.text.CronField.Malformed;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cron expression means, with the search for the next and the previous time.
 *
 * <p>Where both days are restricted, either suffices; where one is a star, both must match. The search walks as the eye does: month
 * by month, then day by day, then minute by minute along the time line, so that hours that a change of clocks skips or repeats fall
 * out by themselves. The wish with the longest pause is 29 February over a century that is no leap year, 8 years; a search that has
 * gone further will find nothing. That is at most 108 months, 279 days of February, 1500 minutes of a day of 25 hours and 60 seconds.
 *
 * @param either whether one of the two days suffices; false where one of them is unrestricted
 * @param written the fields as written, macros expanded
 */
record CronFields(
        CronField second,
        CronField minute,
        CronField hour,
        CronField dayOfMonth,
        CronField month,
        CronField dayOfWeek,
        boolean either,
        List<String> written) {
    private static final int YEARS_MAX = 9;
    private static final int TEXT_LENGTH_MAX = 1000;
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** Five fields, as Kubernetes reads them. */
    static CronFields five(String text) {
        return parse(text, false);
    }

    /** Six fields, as the library's first version reads them: a star with a step is a star in the rule of days. */
    static CronFields six(String text) {
        return parse(text, true);
    }

    private static CronFields parse(String text, boolean seconds) {
        String expression = text.strip();
        String five = MACROS.get(expression);
        if (five != null) {
            expression = seconds ? "0 " + five : five;
        }
        if (expression.startsWith("@every")) {
            throw malformed(text, seconds, "@every counts from the last run, not along a clock");
        }
        String[] f = expression.length() > TEXT_LENGTH_MAX ? new String[] {""} : expression.split("\\s+", -1);
        if (f.length != (seconds ? 6 : 5) || expression.startsWith("@") || f[0].contains("=")) {
            throw malformed(text, seconds, "it has not " + (seconds ? "six" : "five") + " fields");
        }
        try {
            int at = seconds ? 1 : 0;
            CronField dayOfMonth = CronField.parse(f[at + 2], Kind.DAY_OF_MONTH);
            CronField dayOfWeek = CronField.parse(f[at + 4], Kind.DAY_OF_WEEK);
            return new CronFields(
                    CronField.parse(seconds ? f[0] : "0", Kind.SECOND),
                    CronField.parse(f[at], Kind.MINUTE),
                    CronField.parse(f[at + 1], Kind.HOUR),
                    dayOfMonth,
                    CronField.parse(f[at + 3], Kind.MONTH),
                    dayOfWeek,
                    !isStar(dayOfMonth, seconds) && !isStar(dayOfWeek, seconds),
                    List.of(f));
        } catch (Malformed e) {
            throw malformed(text, seconds, e.why);
        }
    }

    private static boolean isStar(CronField field, boolean steps) {
        return field.star() || (steps && field.steppedStar());
    }

    private static PgspanException malformed(String text, boolean seconds, String why) {
        return new PgspanException("schedule '" + text + "': " + why + "; write "
                + (seconds
                        ? "second minute hour day-of-month month day-of-week, for example 0 0 1 * * 0"
                        : "minute hour" + " day-of-month month day-of-week, for example 0 1 * * 0")
                + ", or a macro such as @daily");
    }

    Optional<ZonedDateTime> next(ZonedDateTime after) {
        ZonedDateTime t = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        int yearLast = t.getYear() + YEARS_MAX;
        while (t.getYear() < yearLast) {
            LocalDate date = t.toLocalDate();
            if (!month.has(t.getMonthValue())) {
                t = date.withDayOfMonth(1).plusMonths(1).atStartOfDay(t.getZone());
            } else if (!onDay(date)) {
                t = date.plusDays(1).atStartOfDay(t.getZone());
            } else if (!hour.has(t.getHour()) || !minute.has(t.getMinute())) {
                t = t.plusSeconds(60 - t.getSecond());
            } else if (!second.has(t.getSecond())) {
                t = t.plusSeconds(1);
            } else {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    Optional<ZonedDateTime> previous(ZonedDateTime before) {
        ZonedDateTime t = before.minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
        int yearFirst = t.getYear() - YEARS_MAX;
        while (t.getYear() > yearFirst) {
            LocalDate date = t.toLocalDate();
            if (!month.has(t.getMonthValue())) {
                t = date.withDayOfMonth(1).atStartOfDay(t.getZone()).minusSeconds(1);
            } else if (!onDay(date)) {
                t = date.atStartOfDay(t.getZone()).minusSeconds(1);
            } else if (!hour.has(t.getHour()) || !minute.has(t.getMinute())) {
                t = t.minusSeconds(t.getSecond() + 1L);
            } else if (!second.has(t.getSecond())) {
                t = t.minusSeconds(1);
            } else {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    private boolean onDay(LocalDate date) {
        boolean byMonth = dayOfMonth.has(date.getDayOfMonth());
        boolean byWeek = dayOfWeek.has(date.getDayOfWeek().getValue() % 7);
        return either ? byMonth || byWeek : byMonth && byWeek;
    }

    /** The bits that decide, so that texts of one meaning are equal. */
    Object meaning() {
        boolean everyDay = either && (dayOfMonth.isAll(Kind.DAY_OF_MONTH) || dayOfWeek.isAll(Kind.DAY_OF_WEEK));
        return List.of(
                second.bits(),
                minute.bits(),
                hour.bits(),
                everyDay ? Kind.DAY_OF_MONTH.all() : dayOfMonth.bits(),
                month.bits(),
                everyDay ? Kind.DAY_OF_WEEK.all() : dayOfWeek.bits(),
                either && !everyDay);
    }

    /** Six fields that mean what these five do: a star with a step is spelled out where six fields read it otherwise. */
    String textWithSeconds() {
        String text = "0 " + String.join(" ", written);
        return six(text).meaning().equals(meaning()) ? text : withDays(text, spelled(dayOfMonth), spelled(dayOfWeek));
    }

    private static String spelled(CronField day) {
        return day.star() ? "*" : day.list();
    }

    /** Five fields that mean what these six do, if there are any. */
    Optional<String> textOfFive() {
        if (second.bits() != 1) {
            return Optional.empty();
        }
        String text = String.join(" ", written.subList(1, written.size()));
        String starred = withDays(
                text,
                dayOfMonth.isAll(Kind.DAY_OF_MONTH) ? "*" : dayOfMonth.list(),
                dayOfWeek.isAll(Kind.DAY_OF_WEEK) ? "*" : dayOfWeek.list());
        return Stream.of(text, starred)
                .filter(five -> five(five).meaning().equals(meaning()))
                .findFirst();
    }

    private static String withDays(String text, String dayOfMonth, String dayOfWeek) {
        String[] f = text.split(" ", -1);
        f[f.length - 3] = dayOfMonth;
        f[f.length - 1] = dayOfWeek;
        return String.join(" ", f);
    }
}
