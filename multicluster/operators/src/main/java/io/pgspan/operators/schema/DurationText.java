package io.pgspan.operators.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes them, {@code 1h30m}, and as Kubernetes also reads them, {@code 2 days}. */
final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)\\s*([a-zµμ]+)");
    private static final int LENGTH_MAX = 200;
    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("n", 1L),
            Map.entry("u", 1_000L),
            Map.entry("µ", 1_000L),
            Map.entry("μ", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("mil", 1_000_000L),
            Map.entry("mic", 1_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("w", 604_800_000_000_000L));

    private DurationText() {}

    /** The duration; null when the text is none or is beyond 292 years. */
    static @Nullable Duration parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        boolean negative = text.startsWith("-");
        String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher matcher = PART.matcher(rest);
        boolean any = false;
        while (matcher.find()) {
            String number = matcher.group(1);
            if (number.isEmpty() || number.equals(".")) {
                return null;
            }
            nanos = nanos.add(new BigDecimal(number).multiply(BigDecimal.valueOf(unit(matcher.group(2)))));
            any = true;
        }
        if (!any || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return null;
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return negative ? duration.negated() : duration;
    }

    private static long unit(String word) {
        for (int length = Math.min(3, word.length()); length > 0; length--) {
            @Nullable Long nanos = NANOS.get(word.substring(0, length));
            if (nanos != null) {
                return nanos;
            }
        }
        return 0;
    }
}
