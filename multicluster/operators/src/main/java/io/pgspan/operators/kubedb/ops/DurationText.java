package io.pgspan.operators.kubedb.ops;

import java.time.Duration;

/** Durations as Go reads them. */
final class DurationText {
    private DurationText() {}

    /** Hours, minutes, seconds and parts of one, those that are not zero: {@code 1h20m}, {@code 300ms}, {@code 0s}. */
    static String of(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative()) {
            return "-" + of(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toHours(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        part(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        part(text, duration.toNanosPart() % 1_000, "ns");
        return text.toString();
    }

    private static void part(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
