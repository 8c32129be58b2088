package io.pgspan.operators.cnpg;

import io.pgspan.model.backup.Retention;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code retentionPolicy}: a window of days, weeks or months. Months have no length, so that the model has no word for them. */
final class RetentionText {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})([dwm])");
    private static final int DAYS_OF_WEEK = 7;

    private RetentionText() {}

    /** The window; empty for months, and for what is not understood. */
    static Optional<Retention> read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || matcher.group(2).equals("m")) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                Retention.window(Duration.ofDays(matcher.group(2).equals("w") ? DAYS_OF_WEEK * count : count)));
    }

    /** The text of a window of whole days and nothing else. */
    static Optional<String> text(Retention retention) {
        return retention
                .time()
                .filter(time -> retention.fulls().isEmpty()
                        && retention.differentials().isEmpty()
                        && time.compareTo(Duration.ZERO) > 0
                        && time.equals(Duration.ofDays(time.toDays()))
                        && time.toDays() < 1_000_000)
                .map(time -> time.toDays() + "d");
    }
}
