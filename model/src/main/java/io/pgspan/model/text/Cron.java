package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A schedule of five fields, as Kubernetes reads it: minute, hour, day of the month, month, day of the week. Words like
 * {@code @daily} stand for their five fields. Two schedules are equal when they let the same times through; the text as written is kept.
 */
public final class Cron implements CronSchedule {
    private static final List<CronField> FIELDS =
            List.of(CronField.MINUTE, CronField.HOUR, CronField.DAY_OF_MONTH, CronField.MONTH, CronField.DAY_OF_WEEK);
    private static final Map<String, String> WORDS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String text;
    private final CronTimes times;

    private Cron(String text, CronTimes times) {
        this.text = text;
        this.times = times;
    }

    /**
     * Reads five fields or one of the words.
     *
     * @throws PgspanException when the text is neither, with the field at fault
     */
    public static Cron of(String text) {
        String fields = WORDS.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip());
        return new Cron(text, CronTimes.read("schedule", "0 " + fields, text, FIELDS));
    }

    @Override
    public String text() {
        return text;
    }

    /** The times it lets through. */
    public CronTimes times() {
        return times;
    }

    /** The same times with a field for the second in front. */
    public CronWithSeconds withSeconds() {
        return CronWithSeconds.of("0 " + WORDS.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && times.equals(cron.times);
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
