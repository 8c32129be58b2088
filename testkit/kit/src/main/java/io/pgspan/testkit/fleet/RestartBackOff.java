package io.pgspan.testkit.fleet;

import java.time.Duration;

/**
 * How long a kubelet waits before it starts an ended container again: not at all the first time, then {@code first}, doubling up to
 * {@code max}. A container that has run for {@code forgetAfter} begins anew.
 *
 * @param first the pause before the second restart in a row
 * @param max the longest pause
 * @param forgetAfter how long a container must have run for its earlier ends to be forgotten
 */
public record RestartBackOff(Duration first, Duration max, Duration forgetAfter) {
    /** 250 ms doubling to 5 s, forgotten after 10 s. Kubernetes itself takes 10 s, 5 min and 10 min. */
    public static RestartBackOff quick() {
        return new RestartBackOff(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** The pause before a restart, when {@code endsInARow} ends (at least 1) came without a long enough run between them. */
    Duration pause(int endsInARow) {
        if (endsInARow <= 1) {
            return Duration.ZERO;
        }
        Duration pause = first;
        for (int end = 2; end < endsInARow && pause.compareTo(max) < 0; end++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(max) < 0 ? pause : max;
    }
}
