package io.pgspan.operators.cnpg.lint;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The moment a recovery stops at, as the operator reads it: RFC 3339 or PostgreSQL's timestamp, with an offset in digits or none, which is UTC. */
final class TargetTime {
    static final String WHY =
            "the operator can't read this time: names of zones such as EDT or CET are not known to it";

    private static final int LENGTH_MAX = 64;
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'HH:mm:ss][' 'HH:mm:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    private TargetTime() {}

    static boolean isReadable(String text) {
        return parse(text).isPresent();
    }

    static boolean isWithoutZone(String text) {
        return parse(text)
                .filter(time -> !time.isSupported(ChronoField.OFFSET_SECONDS))
                .isPresent();
    }

    private static Optional<TemporalAccessor> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(FORMAT.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
