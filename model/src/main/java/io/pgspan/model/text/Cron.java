package io.pgspan.model.text;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Five fields, as Kubernetes' CronJob reads them: minute, hour, day of month, month (or {@code jan}…), day of week (0 is Sunday, 7
 * is nothing, or {@code sun}…); each {@code *}, {@code ?}, values, ranges, steps and lists of them. Or {@code @yearly},
 * {@code @annually}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @midnight}, {@code @hourly}. Where both days are
 * restricted, either suffices; <code>*&#47;2</code> restricts.
 *
 * <p>{@code @every} is refused: it counts from a controller's last run, not along a clock. So is a zone within the text, which
 * Kubernetes refuses too.
 */
public final class Cron implements CronSchedule {
    private final String text;
    private final CronFields fields;

    private Cron(String text, CronFields fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * Reads a schedule, for example {@code 0 1 * * 0}.
     *
     * @throws io.pgspan.model.PgspanException when the text is not one
     */
    public static Cron of(String text) {
        return new Cron(text, CronFields.five(text));
    }

    /** The same times with a field for seconds before it, which is 0. */
    public CronWithSeconds withSeconds() {
        return CronWithSeconds.of(fields.textWithSeconds());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return fields.next(after);
    }

    @Override
    public Optional<ZonedDateTime> previous(ZonedDateTime before) {
        return fields.previous(before);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron c && fields.meaning().equals(c.fields.meaning());
    }

    @Override
    public int hashCode() {
        return fields.meaning().hashCode();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
