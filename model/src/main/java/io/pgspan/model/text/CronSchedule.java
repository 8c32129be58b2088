package io.pgspan.model.text;

import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * When something is to be done again and again. The two grammars are different types, since the same text means different times in
 * them: {@code 0 0 1 * *} is not {@code 0 0 1 * * *}. Fields of wall time in the zone of the moment that is asked for: a time that a
 * change of clocks skips is not made up for, a time that it repeats comes twice. The text as written is kept; two schedules of a
 * kind are equal when they mean the same.
 */
public sealed interface CronSchedule permits Cron, CronWithSeconds {

    /** The text as written. */
    String text();

    /**
     * The first time after a moment; empty when there is none, for example for 30 February.
     *
     * <p>Cost: at most a few thousand steps, whatever the schedule.
     */
    Optional<ZonedDateTime> next(ZonedDateTime after);

    /** The last time before a moment; empty when there is none. */
    Optional<ZonedDateTime> previous(ZonedDateTime before);

    /** Applies the function of this kind. */
    default <R> R match(
            Function<? super Cron, ? extends R> cron, Function<? super CronWithSeconds, ? extends R> withSeconds) {
        if (this instanceof Cron it) {
            return cron.apply(it);
        }
        return withSeconds.apply((CronWithSeconds) this);
    }
}
