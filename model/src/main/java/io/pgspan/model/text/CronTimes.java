package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The times a schedule lets through. As in every cron since 1979, a time must pass all fields, but of the two fields for days one is
 * enough when both restrict.
 *
 * @param seconds which seconds
 * @param minutes which minutes
 * @param hours which hours
 * @param daysOfMonth which days of the month
 * @param months which months
 * @param daysOfWeek which days of the week, 0 is Sunday
 * @param eitherDay whether one of the two fields for days is enough
 */
public record CronTimes(
        BitSet seconds,
        BitSet minutes,
        BitSet hours,
        BitSet daysOfMonth,
        BitSet months,
        BitSet daysOfWeek,
        boolean eitherDay) {
    /** A schedule that lets no day of so many through lets none through: the longest pause is that from 29 February to the next. */
    private static final int DAYS_MAX = 366 * 9;

    private static final int TEXT_LENGTH_MAX = 256;

    /** Copies the sets. */
    public CronTimes {
        seconds = (BitSet) seconds.clone();
        minutes = (BitSet) minutes.clone();
        hours = (BitSet) hours.clone();
        daysOfMonth = (BitSet) daysOfMonth.clone();
        months = (BitSet) months.clone();
        daysOfWeek = (BitSet) daysOfWeek.clone();
    }

    static CronTimes read(String what, String six, String written, List<CronField> fields) {
        String[] texts = six.length() > TEXT_LENGTH_MAX ? new String[0] : six.split("\\s+", -1);
        if (texts.length != CronField.values().length) {
            throw new PgspanException(what + ": '" + written + "' has not " + fields.size() + " fields; write "
                    + fields.stream()
                            .map(CronTimes::title)
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("")
                    + ", separated by blanks");
        }
        CronField[] all = CronField.values();
        for (int i = 0; i < texts.length; i++) {
            Optional<String> fault = all[i].fault(texts[i]);
            if (fault.isPresent()) {
                throw new PgspanException(what + ": '" + written + "': " + fault.get() + "; correct this field");
            }
        }
        boolean either = !CronField.isAny(texts[3]) && !CronField.isAny(texts[5]);
        return new CronTimes(
                all[0].values(texts[0]),
                all[1].values(texts[1]),
                all[2].values(texts[2]),
                all[3].values(texts[3]),
                all[4].values(texts[4]),
                all[5].values(texts[5]),
                either);
    }

    private static String title(CronField field) {
        return field.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /**
     * The next time after this one, in its zone; empty when there is none. A time that a clock change leaves out does not happen, one
     * that it brings twice happens at the first.
     */
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        ZonedDateTime from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        LocalDate day = from.toLocalDate();
        int earliest = from.toLocalTime().toSecondOfDay();
        for (int i = 0; i < DAYS_MAX; i++) {
            if (matches(day)) {
                for (int second = nextSecond(earliest); second >= 0; second = nextSecond(second + 1)) {
                    ZonedDateTime time = day.atStartOfDay().plusSeconds(second).atZone(after.getZone());
                    if (time.isAfter(after) && time.toLocalTime().toSecondOfDay() == second) {
                        return Optional.of(time);
                    }
                }
            }
            day = day.plusDays(1);
            earliest = 0;
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    /** The first second of the day at or after this one that passes; −1 when there is none. */
    private int nextSecond(int from) {
        if (from >= 86_400) {
            return -1;
        }
        int hour = from / 3600;
        int minute = from / 60 % 60;
        int second = seconds.nextSetBit(from % 60);
        if (!hours.get(hour)) {
            minute = -1;
        } else if (!minutes.get(minute) || second < 0) {
            minute = minutes.nextSetBit(minutes.get(minute) ? minute + 1 : minute);
            second = seconds.nextSetBit(0);
        }
        if (minute < 0) {
            hour = hours.nextSetBit(hour + 1);
            minute = minutes.nextSetBit(0);
            second = seconds.nextSetBit(0);
        }
        return hour < 0 ? -1 : hour * 3600 + minute * 60 + second;
    }
}
