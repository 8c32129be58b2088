package io.pgspan.model.text;

/**
 * Times at which something is done again and again. The two grammars are different types, since the same text means different
 * times in them: {@code 0 0 1 * *} is not {@code 0 0 1 * * *}.
 */
public sealed interface CronSchedule permits Cron, CronWithSeconds {

    /** The text as written. */
    String text();
}
