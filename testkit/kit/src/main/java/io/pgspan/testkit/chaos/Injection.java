package io.pgspan.testkit.chaos;

import java.time.Duration;

/**
 * One planned fault.
 *
 * @param at when, since the plan's start
 * @param length until it is healed; zero for a fault that doesn't last
 * @param fault what
 * @param target the member's place in the list of members, or {@link #PRIMARY}; of no meaning for a fault of the store
 * @param roll further choices: which code a refusal has, what becomes of bytes sent into a cut, who is to lead after a switchover
 */
public record Injection(Duration at, Duration length, ChaosFault fault, int target, int roll) {
    /** Whoever is primary then. */
    public static final int PRIMARY = -1;

    /** When it is healed, since the plan's start. */
    public Duration end() {
        return at.plus(length);
    }
}
