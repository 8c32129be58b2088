package io.pgspan.model.text;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Six fields: second, then those of {@link Cron}, with one more difference: {@code *} with a step is unrestricted where the rule of
 * days asks (the grammar of the cron library's first version). The macros are those of {@link Cron}, at second 0.
 *
 * <p>Five fields are refused, though some readers of this grammar take them as second to month: whoever writes five means another
 * time.
 */
public final class CronWithSeconds implements CronSchedule {
    private final String text;
    private final CronFields fields;

    private CronWithSeconds(String text, CronFields fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * Reads a schedule, for example {@code 0 0 1 * * 0}.
     *
     * @throws io.pgspan.model.PgspanException when the text is not one
     */
    public static CronWithSeconds of(String text) {
        return new CronWithSeconds(text, CronFields.six(text));
    }

    /** The same times without seconds; empty when the second is not 0 or five fields can't say it. */
    public Optional<Cron> toCron() {
        return fields.textOfFive().map(Cron::of);
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
        return other instanceof CronWithSeconds c && fields.meaning().equals(c.fields.meaning());
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
