package io.pgspan.model.observed;

import java.time.Duration;

/**
 * Something that was seen, and how old it is.
 *
 * @param value what was seen
 * @param age the time since then; never negative
 * @param <T> its kind
 */
public record Fact<T>(T value, Duration age) {

    /** A negative age, which two clocks can make, counts as none. */
    public Fact {
        age = age.isNegative() ? Duration.ZERO : age;
    }

    /** Whether it is older than this. */
    public boolean isOlderThan(Duration limit) {
        return age.compareTo(limit) > 0;
    }
}
