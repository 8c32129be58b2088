package io.pgspan.testkit.base.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void it_asks_until_the_condition_holds() {
        AtomicInteger asked = new AtomicInteger();

        Await.until("the third time", LONG, () -> asked.incrementAndGet() == 3);

        assertThat(asked).hasValue(3);
    }

    @Test
    void it_asks_at_least_once_whatever_the_limit() {
        assertThat(Await.untilPresent("at once", Duration.ZERO, () -> Optional.of("value")))
                .isEqualTo("value");
    }

    @Test
    void the_failure_says_what_was_waited_for_and_what_went_wrong_last() {
        assertThatThrownBy(() -> Await.until("the moon is full", Duration.ofMillis(30), () -> {
                    throw new IllegalStateException("clouds");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the moon is full")
                .hasMessageContaining("PT0.03S")
                .cause()
                .hasMessage("clouds");
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_set() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Await.until("never", LONG, () -> false)).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }
}
