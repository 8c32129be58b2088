package io.pgspan.ha;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this member has promised a holder that can't reach the store, and what others have promised it.
 *
 * @param acceptedUntil until when this member will not lead, null when it has accepted nothing
 * @param acceptances for a holder: when each member was asked that accepted last
 * @param asked when the holder asked last, null when it has not in this epoch
 */
record Failsafe(
        @Nullable Duration acceptedUntil,
        Map<String, Duration> acceptances,
        @Nullable Duration asked) {
    static final Failsafe NONE = new Failsafe(null, Map.of(), null);

    boolean binds(Duration now) {
        return acceptedUntil != null && now.compareTo(acceptedUntil) < 0;
    }

    Failsafe accepted(Duration until) {
        return new Failsafe(until, acceptances, asked);
    }

    Failsafe asked(Duration now) {
        return new Failsafe(acceptedUntil, acceptances, now);
    }

    Failsafe answered(String member, Duration when) {
        Map<String, Duration> next = new TreeMap<>(acceptances);
        next.put(member, when);
        return new Failsafe(acceptedUntil, Map.copyOf(next), asked);
    }

    /** A renewal went through: what was asked before is of no more use. */
    Failsafe renewed() {
        return acceptances.isEmpty() && asked == null ? this : new Failsafe(acceptedUntil, Map.of(), null);
    }
}
