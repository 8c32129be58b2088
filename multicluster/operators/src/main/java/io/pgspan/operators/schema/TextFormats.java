package io.pgspan.operators.schema;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The formats of texts that are checked; an API server passes over formats it doesn't know, and so does this. */
final class TextFormats {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("^" + OCTET + "(\\." + OCTET + "){3}$");
    private static final Pattern CLOCK_DURATION =
            Pattern.compile("^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$");
    private static final Pattern WORD_DURATION = Pattern.compile(
            "^(\\s*-?\\s?[0-9]+(\\.[0-9]+)?\\s*"
                    + "(ns|nano|nanosecond|us|µs|micro|microsecond|ms|milli|millisecond|s|sec|second|m|min|minute|h|hr|hour|d|day|w|wk|week)s?)+$");
    private static final Pattern DATE_TIME = Pattern.compile(
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(z|[-+][0-9]{2}:[0-9]{2})$");
    private static final Pattern UUID =
            Pattern.compile("^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$");
    private static final Pattern HOST = Pattern.compile(
            "^([a-zA-Z0-9_]([-a-zA-Z0-9_]{0,62}[a-zA-Z0-9_])?\\.)*[a-zA-Z0-9]([-a-zA-Z0-9]{0,62}[a-zA-Z0-9])?\\.?$");
    private static final Pattern URI = Pattern.compile("^([a-zA-Z][-+.a-zA-Z0-9]*:[^\\s]+|/[^\\s]*)$");
    private static final Pattern BASE64 = Pattern.compile("^[+/A-Za-z0-9]*={0,2}$");
    private static final Pattern DIGITS = Pattern.compile("^[0-9]{1,3}$");
    private static final Pattern GROUP = Pattern.compile("^[0-9a-fA-F]{1,4}$");
    private static final int GROUPS = 8;
    private static final int HOST_LENGTH_MAX = 255;

    private record Format(Predicate<String> check, String example) {}

    private static final Map<String, Format> FORMATS = Map.ofEntries(
            Map.entry("date-time", new Format(TextFormats::isDateTime, "a time such as 2026-01-31T08:00:00Z")),
            Map.entry("date", new Format(TextFormats::isDate, "a date such as 2026-01-31")),
            Map.entry("duration", new Format(TextFormats::isDuration, "a duration such as 1h30m or 2 days")),
            Map.entry("byte", new Format(TextFormats::isBase64, "the bytes in base64")),
            Map.entry("ipv4", new Format(text -> IPV4.matcher(text).find(), "an address such as 10.0.0.1")),
            Map.entry("ipv6", new Format(TextFormats::isIpv6, "an address such as fd00::1")),
            Map.entry("cidr", new Format(TextFormats::isCidr, "a block such as 10.0.0.0/16")),
            Map.entry("uuid", new Format(text -> UUID.matcher(text).find(), "a UUID")),
            Map.entry("hostname", new Format(TextFormats::isHost, "a host's name")),
            Map.entry("uri", new Format(text -> URI.matcher(text).find(), "a URI such as https://example.org/")));

    private TextFormats() {}

    /** The check of a format; null when it isn't one that is checked. */
    static @Nullable Predicate<String> of(String format) {
        @Nullable Format known = FORMATS.get(format);
        return known == null ? null : known.check();
    }

    static String example(String format) {
        @Nullable Format known = FORMATS.get(format);
        return known == null ? format : known.example();
    }

    private static boolean isDateTime(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!DATE_TIME.matcher(text.toLowerCase(Locale.ROOT)).find()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(upper).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        return CLOCK_DURATION.matcher(text).find()
                || WORD_DURATION.matcher(text).find();
    }

    private static boolean isBase64(String text) {
        return text.length() % 4 == 0 && BASE64.matcher(text).find();
    }

    private static boolean isHost(String text) {
        return text.length() <= HOST_LENGTH_MAX && HOST.matcher(text).find();
    }

    private static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !DIGITS.matcher(text.substring(slash + 1)).find()) {
            return false;
        }
        String address = text.substring(0, slash);
        int bits = Integer.parseInt(text.substring(slash + 1));
        return IPV4.matcher(address).find() ? bits <= 32 : isIpv6(address) && bits <= 128;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int first = before.isEmpty() ? 0 : groups(before, false);
        int second = after.isEmpty() ? 0 : groups(after, true);
        return first >= 0 && second >= 0 && first + second < GROUPS;
    }

    /** How many groups of 16 bits these are; −1 when they are none. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (GROUP.matcher(parts[i]).find()) {
                count++;
            } else if (last && mayEndInIpv4 && IPV4.matcher(parts[i]).find()) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
