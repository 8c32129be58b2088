package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Optional;

/**
 * A schedule of six fields: the second comes first, then the five of {@link Cron}. Two schedules are equal when they let the same
 * times through; the text as written is kept.
 */
public final class CronWithSeconds implements CronSchedule {
    private static final List<CronField> FIELDS = List.of(
            CronField.SECOND,
            CronField.MINUTE,
            CronField.HOUR,
            CronField.DAY_OF_MONTH,
            CronField.MONTH,
            CronField.DAY_OF_WEEK);

    private final String text;
    private final CronTimes times;

    private CronWithSeconds(String text, CronTimes times) {
        this.text = text;
        this.times = times;
    }

    /**
     * Reads six fields.
     *
     * @throws PgspanException when the text is something else, with the field at fault
     */
    public static CronWithSeconds of(String text) {
        return new CronWithSeconds(text, CronTimes.read("schedule with seconds", text.strip(), text, FIELDS));
    }

    @Override
    public String text() {
        return text;
    }

    /** The times it lets through. */
    public CronTimes times() {
        return times;
    }

    /** The same times without a field for the second; empty when it is not always 0. */
    public Optional<Cron> withoutSeconds() {
        String[] fields = text.strip().split("\\s+", 2);
        return fields[0].equals("0") ? Optional.of(Cron.of(fields[1])) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronWithSeconds cron && times.equals(cron.times);
    }

    @Override
    public int hashCode() {
        return times.hashCode();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
