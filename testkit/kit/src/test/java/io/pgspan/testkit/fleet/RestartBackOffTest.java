package io.pgspan.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartBackOffTest {
    @Test
    void startsAtOnceThenWaitsTwiceAsLongEachTimeUpToTheBound() {
        RestartBackOff backOff =
                new RestartBackOff(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(10));

        assertThat(IntStream.rangeClosed(1, 7).mapToObj(backOff::pause).map(Duration::toMillis))
                .containsExactly(0L, 250L, 500L, 1000L, 2000L, 2000L, 2000L);
    }
}
