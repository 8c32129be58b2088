package io.pgspan.multicluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.multicluster.kubernetes.TimedCalls.CallException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimedCallsTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void callsThatNeverComeBackDontGatherThreadsWithoutBound() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TimedCalls calls = new TimedCalls("stubborn")) {
            for (int i = 0; i < TimedCalls.MAX_CALLS; i++) {
                assertThatThrownBy(() -> calls.within(SHORT, () -> stubborn(release)))
                        .isInstanceOf(CallException.class)
                        .hasMessage("no answer within 20 ms");
            }
            assertThatThrownBy(() -> calls.within(SHORT, () -> "never asked"))
                    .isInstanceOf(CallException.class)
                    .hasMessageContaining("overdue");
        } finally {
            release.countDown();
        }
    }

    /** The fastest of three counts: a busy machine slows some calls, a limit that does not hold slows all. */
    @Test
    void aCallerIsLetGoAtItsLimitWhateverTheCallDoes() {
        CountDownLatch release = new CountDownLatch(1);
        try (TimedCalls calls = new TimedCalls("stubborn")) {
            Duration fastest = LONG;
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> calls.within(SHORT, () -> stubborn(release)))
                        .isInstanceOf(CallException.class);
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                fastest = waited.compareTo(fastest) < 0 ? waited : fastest;
            }
            assertThat(fastest).isBetween(SHORT, SHORT.plusMillis(300));
        } finally {
            release.countDown();
        }
    }

    /** Ignores interruption, as a client may. */
    private static String stubborn(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return "released";
            } catch (InterruptedException e) {
                // the point of this test
            }
        }
    }

    @Test
    void aThreadThatIsThroughServesTheNextCall() throws Exception {
        try (TimedCalls calls = new TimedCalls("quick")) {
            for (int i = 0; i < TimedCalls.MAX_CALLS * 3; i++) {
                assertThat(calls.within(LONG, () -> "answer")).isEqualTo("answer");
            }
        }
    }

    @Test
    void aClientThatNoticesTheSameLimitFirstSaysTheSame() {
        IllegalStateException failure = new IllegalStateException("failed", new HttpTimeoutException("timed out"));
        try (TimedCalls calls = new TimedCalls("limited")) {
            assertThatThrownBy(() -> calls.within(LONG, () -> {
                        throw failure;
                    }))
                    .isInstanceOf(CallException.class)
                    .hasMessage("no answer within 10000 ms")
                    .hasCause(failure);
        }
    }

    @Test
    void aFailureIsPassedOnWithItsCause() {
        IllegalStateException failure = new IllegalStateException("refused");
        try (TimedCalls calls = new TimedCalls("failing")) {
            assertThatThrownBy(() -> calls.within(LONG, () -> {
                        throw failure;
                    }))
                    .isInstanceOf(CallException.class)
                    .hasMessage("refused")
                    .hasCause(failure);
        }
    }

    @Test
    void aQuestionThatHangsIsAskedOnceMore() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls("hanging")) {
            assertThat(calls.soonest(
                            Duration.ofSeconds(1),
                            () -> asked.incrementAndGet() == 1 ? stubborn(release) : "the second"))
                    .isEqualTo("the second");
        } finally {
            release.countDown();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aQuestionThatGoesOnHangingIsAskedFourTimesInAll() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls("hanging")) {
            assertThatThrownBy(() -> calls.soonest(Duration.ofMillis(400), () -> {
                        asked.incrementAndGet();
                        return stubborn(release);
                    }))
                    .isInstanceOf(CallException.class)
                    .hasMessage("no answer within 400 ms");
        } finally {
            release.countDown();
        }
        assertThat(asked).hasValue(4);
    }

    @Test
    void theFirstAnswerCountsWhereItComesLate() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls("late")) {
            assertThat(calls.soonest(Duration.ofSeconds(4), () -> {
                        if (asked.incrementAndGet() == 1) {
                            return stubborn(first);
                        }
                        first.countDown();
                        return stubborn(second) + " too late";
                    }))
                    .isEqualTo("released");
        } finally {
            second.countDown();
        }
    }

    @Test
    void aQuestionThatHangsBesideOverdueOnesIsNotAskedAgain() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls("full")) {
            for (int i = 1; i < TimedCalls.MAX_CALLS; i++) {
                assertThatThrownBy(() -> calls.within(SHORT, () -> stubborn(release)))
                        .isInstanceOf(CallException.class);
            }
            assertThatThrownBy(() -> calls.soonest(SHORT, () -> {
                        asked.incrementAndGet();
                        return stubborn(release);
                    }))
                    .isInstanceOf(CallException.class)
                    .hasMessage("no answer within 20 ms");
        } finally {
            release.countDown();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerInTimeIsAskedForOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls("prompt")) {
            assertThat(calls.soonest(LONG, asked::incrementAndGet)).isEqualTo(1);
        }
        assertThat(asked).hasValue(1);
    }
}
