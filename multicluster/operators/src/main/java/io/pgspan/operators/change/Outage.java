package io.pgspan.operators.change;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long clients can't write, as far as anybody knows. An estimate from what is published, not a promise.
 *
 * @param least the shortest it takes
 * @param most the longest, or null when no figure is known
 * @param source where the figures come from
 */
public record Outage(Duration least, @Nullable Duration most, String source) {
    private static final Outage NONE = new Outage(Duration.ZERO, Duration.ZERO, "");

    /** Clients write on. */
    public static Outage none() {
        return NONE;
    }

    /** Between two figures. */
    public static Outage between(Duration least, Duration most, String source) {
        return new Outage(least, most, source);
    }

    /** At least this long, and nobody says how long. */
    public static Outage atLeast(Duration least, String source) {
        return new Outage(least, null, source);
    }

    /** The sum of several, one after the other. */
    public static Outage sum(Collection<Outage> outages) {
        Duration least = Duration.ZERO;
        @Nullable Duration most = Duration.ZERO;
        Set<String> sources = new LinkedHashSet<>();
        for (Outage outage : outages) {
            least = least.plus(outage.least);
            most = most == null || outage.most == null ? null : most.plus(outage.most);
            if (!outage.source.isEmpty()) {
                sources.add(outage.source);
            }
        }
        return new Outage(least, most, String.join("; ", sources));
    }

    /** The longest, where a figure is known. */
    public Optional<Duration> longest() {
        return Optional.ofNullable(most);
    }

    /** Whether clients write on. */
    public boolean isNone() {
        return most != null && most.isZero();
    }

    /** For a reader, for example {@code 2 s to 45 s}. */
    public String text() {
        if (isNone()) {
            return "none";
        }
        return most == null
                ? "at least " + seconds(least) + ", no upper figure is known"
                : seconds(least) + " to " + seconds(most);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
