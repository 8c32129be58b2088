package io.pgspan.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final Acknowledgements acknowledgements = new Acknowledgements();

    private void acknowledge(long id, Duration after) {
        acknowledgements.add(id, startNanos + after.toNanos());
    }

    private Gap around(Duration after) {
        return acknowledgements.around(start.plus(after)).orElseThrow();
    }

    @Test
    void findsTheGapAroundAnInstantAndTheLongestOne() {
        acknowledge(1, Duration.ofSeconds(10));
        acknowledge(2, Duration.ofSeconds(20));
        acknowledge(5, Duration.ofSeconds(50));
        acknowledge(6, Duration.ofSeconds(51));

        assertThat(around(Duration.ofSeconds(15)).length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(around(Duration.ofSeconds(30)).length()).isEqualTo(Duration.ofSeconds(30));
        assertThat(acknowledgements.longest().orElseThrow()).isEqualTo(around(Duration.ofSeconds(30)));
        assertThat(acknowledgements.ids()).containsExactly(1, 2, 5, 6);
    }

    @Test
    void beforeTheFirstAndAfterTheLastNothingIsKnown() {
        assertThat(acknowledgements.longest()).isEmpty();
        acknowledge(1, Duration.ofSeconds(10));
        acknowledge(2, Duration.ofSeconds(20));

        assertThat(acknowledgements.around(start.plusSeconds(5))).isEmpty();
        assertThat(acknowledgements.around(start.plusSeconds(25))).isEmpty();
    }

    @Test
    void keepsThousandsInOrder() {
        for (int i = 0; i < 5000; i++) {
            acknowledge(i, Duration.ofMillis(i));
        }

        assertThat(acknowledgements.size()).isEqualTo(5000);
        assertThat(acknowledgements.ids()).hasSize(5000).isSorted();
    }
}
