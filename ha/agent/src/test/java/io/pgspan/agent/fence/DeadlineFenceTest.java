package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.testkit.base.network.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineFenceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong millis = new AtomicLong(1_000);
    private final AtomicLong looks = new AtomicLong();
    private final AtomicInteger kills = new AtomicInteger();

    private Duration now() {
        looks.incrementAndGet();
        return Duration.ofMillis(millis.get());
    }

    @Test
    void killsOnceWhenTheDeadlinePasses() {
        try (Fence fence = new DeadlineFence(this::now, kills::incrementAndGet)) {
            fence.guardUntil(Duration.ofSeconds(2));
            awaitTwoLooks();
            assertThat(kills).as("before the deadline").hasValue(0);
            millis.set(2_000);
            Await.until("the kill", LIMIT, () -> kills.get() == 1);
        }
    }

    /** The clock goes on while the machine sleeps, the wait does not. */
    @Test
    void aDeadlineThatPassedWhileTheMachineSleptIsNoticed() {
        try (Fence fence = new DeadlineFence(this::now, kills::incrementAndGet)) {
            fence.guardUntil(Duration.ofHours(1));
            awaitTwoLooks();
            assertThat(kills).hasValue(0);
            millis.set(Duration.ofHours(2).toMillis());
            Await.until("the kill", LIMIT, () -> kills.get() == 1);
        }
    }

    @Test
    void aLaterDeadlineReplacesTheEarlierOne() {
        try (Fence fence = new DeadlineFence(this::now, kills::incrementAndGet)) {
            fence.guardUntil(Duration.ofSeconds(2));
            fence.guardUntil(Duration.ofSeconds(3));
            millis.set(2_500);
            awaitTwoLooks();
            assertThat(kills).hasValue(0);
        }
    }

    @Test
    void nothingIsKilledWhenThereIsNothingToGuard() {
        try (Fence fence = new DeadlineFence(this::now, kills::incrementAndGet)) {
            fence.guardUntil(Duration.ofSeconds(2));
            awaitTwoLooks();
            fence.disarm();
            millis.set(5_000);
            fence.guardUntil(Duration.ofSeconds(9));
            awaitTwoLooks();
            assertThat(kills).hasValue(0);
        }
    }

    @Test
    void aKillThatFailsIsTriedAgain() {
        Runnable failsFirst = () -> {
            if (kills.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
        };
        try (Fence fence = new DeadlineFence(this::now, failsFirst)) {
            fence.guardUntil(Duration.ofSeconds(1));
            Await.until("the second kill", LIMIT, () -> kills.get() == 2);
        }
    }

    @Test
    void isArmedUntilTheDeadlinePasses() {
        try (Fence fence = new DeadlineFence(this::now, kills::incrementAndGet)) {
            assertThat(fence.armed()).as("before the first deadline").isFalse();
            fence.guardUntil(Duration.ofSeconds(2));
            assertThat(fence.armed()).isTrue();
            millis.set(2_000);
            assertThat(fence.armed()).as("at the deadline").isFalse();
        }
    }

    private void awaitTwoLooks() {
        long seen = looks.get();
        Await.until("the fence looks", LIMIT, () -> looks.get() >= seen + 2);
    }
}
