package io.pgspan.model.backup;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept at least. What several demands keep is kept; without any, everything is.
 *
 * @param fullCount so many full backups with all that depends on them, or null
 * @param differentialCount so many differential ones, or null
 * @param window so much time in which any moment can be restored, or null
 */
public record Retention(
        @Nullable Integer fullCount,
        @Nullable Integer differentialCount,
        @Nullable Duration window) {

    /** Keeps so many full backups. */
    public static Retention full(int count) {
        return new Retention(count, null, null);
    }

    /** Keeps what any moment of this time can be restored from. */
    public static Retention window(Duration time) {
        return new Retention(null, null, time);
    }

    /** So many full backups, if said. */
    public Optional<Integer> fulls() {
        return Optional.ofNullable(fullCount);
    }

    /** So many differential backups, if said. */
    public Optional<Integer> differentials() {
        return Optional.ofNullable(differentialCount);
    }

    /** So much time, if said. */
    public Optional<Duration> time() {
        return Optional.ofNullable(window);
    }
}
