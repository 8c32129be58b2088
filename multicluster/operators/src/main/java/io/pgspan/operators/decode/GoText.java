package io.pgspan.operators.decode;

import io.pgspan.model.PgspanException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Texts as Go, the language of every operator, reads them. */
public final class GoText {
    private static final int LENGTH_MAX = 64;
    private static final long[] NANOS = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L};

    private GoText() {}

    /** Hours, minutes, seconds and parts of one, those that are not zero: {@code 1h20m}, {@code 300ms}, {@code 0s}. */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
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

    /** A sign, then numbers with a unit each, {@code h m s ms us ns}; only a zero may stand without one. At most 292 years, as in Go. */
    static Duration duration(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String body = signed ? text.substring(1) : text;
        if (body.equals("0")) {
            return Duration.ZERO;
        }
        if (body.isEmpty() || text.length() > LENGTH_MAX) {
            throw noDuration(text);
        }
        try {
            long nanos = 0;
            int at = 0;
            while (at < body.length()) {
                int number = at;
                while (at < body.length() && isNumber(body.charAt(at))) {
                    at++;
                }
                int unit = at;
                while (at < body.length() && !isNumber(body.charAt(at))) {
                    at++;
                }
                nanos = Math.addExact(nanos, part(text, body.substring(number, unit), body.substring(unit, at)));
            }
            return Duration.ofNanos(text.startsWith("-") ? -nanos : nanos);
        } catch (ArithmeticException e) {
            throw new PgspanException("duration: '" + text + "' is longer than 292 years; write a shorter one", e);
        }
    }

    /** A time with its offset, as RFC 3339 has it. */
    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new PgspanException(
                    "time: '" + text + "' is no time of RFC 3339; write for example 2026-01-31T12:00:00Z", e);
        }
    }

    private static long part(String text, String number, String unit) {
        long nanos = switch (unit) {
            case "ns" -> NANOS[0];
            case "us", "µs", "μs" -> NANOS[1];
            case "ms" -> NANOS[2];
            case "s" -> NANOS[3];
            case "m" -> NANOS[4];
            case "h" -> NANOS[5];
            default -> throw noDuration(text);
        };
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String fraction = dot < 0 ? "" : number.substring(dot + 1);
        if ((whole.isEmpty() && fraction.isEmpty()) || fraction.indexOf('.') >= 0) {
            throw noDuration(text);
        }
        long sum = Math.multiplyExact(digits(whole), nanos);
        double weight = nanos;
        double rest = 0;
        for (int i = 0; i < fraction.length(); i++) {
            weight /= 10;
            rest += (fraction.charAt(i) - '0') * weight;
        }
        return Math.addExact(sum, (long) (rest + 1e-6));
    }

    private static long digits(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = Math.addExact(Math.multiplyExact(value, 10), digits.charAt(i) - '0');
        }
        return value;
    }

    private static boolean isNumber(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static PgspanException noDuration(String text) {
        return new PgspanException("duration: '" + text + "' is no duration; write for example 1h30m, 30s or 300ms");
    }
}
