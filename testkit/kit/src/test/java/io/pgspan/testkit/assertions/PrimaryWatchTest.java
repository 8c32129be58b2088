package io.pgspan.testkit.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.testkit.assertions.PrimaryWatch.Overlap;
import io.pgspan.testkit.assertions.ServerWatch.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryWatchTest {
    @Test
    void oneAfterTheOtherIsFine() {
        assertThat(PrimaryWatch.overlaps(List.of(new Span("b", 21, 30), new Span("a", 10, 20), new Span("a", 31, 40))))
                .isEmpty();
    }

    @Test
    void twoAtOnceAreFoundWithTheTimeTheyShare() {
        Span a = new Span("a", 10, 20);
        Span b = new Span("b", 15, 30);

        assertThat(PrimaryWatch.overlaps(List.of(b, a))).containsExactly(new Overlap(a, b, 15, 20));
    }

    @Test
    void aShortTimeWithinALongOneIsFound() {
        Span a = new Span("a", 10, 50);
        Span b = new Span("b", 20, 20);
        Span c = new Span("c", 45, 60);

        assertThat(PrimaryWatch.overlaps(List.of(a, b, c)))
                .containsExactly(new Overlap(a, b, 20, 20), new Overlap(a, c, 45, 50));
    }

    @Test
    void twoConnectionsToOneServerAreNoViolation() {
        assertThat(PrimaryWatch.overlaps(List.of(new Span("a", 10, 20), new Span("a", 15, 30))))
                .isEmpty();
    }
}
