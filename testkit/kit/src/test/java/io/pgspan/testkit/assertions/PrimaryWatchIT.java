package io.pgspan.testkit.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import io.pgspan.testkit.postgres.RealServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimaryWatchIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path one;

    @TempDir
    Path other;

    @Test
    void seesAPrimaryItsEndAndItsReturn() {
        Endpoint nobody = new Endpoint("127.0.0.1", LoopbackPorts.next());
        try (RealServer a = new RealServer(one);
                PrimaryWatch watch =
                        PrimaryWatch.start(Map.of("a", a.endpoint(), "nobody", nobody), RealServer.SUPERUSER)) {
            Await.until("it is seen", LIMIT, () -> watch.answers().getOrDefault("a", 0L) > 5);
            a.kill();
            a.start();
            Await.until("it is seen again", LIMIT, () -> watch.primaries().size() == 2);

            assertThat(watch.violations()).isEmpty();
            assertThat(watch.answers()).containsEntry("nobody", 0L);
            List<PrimarySpan> spans = watch.primaries();
            assertThat(spans.get(0).to()).isBeforeOrEqualTo(spans.get(1).from());
            assertThat(spans.get(0).length()).isPositive();
        }
    }

    @Test
    void findsTwoServersThatAreOutOfRecoveryAtOnce() {
        try (RealServer a = new RealServer(one);
                RealServer b = new RealServer(other);
                PrimaryWatch watch =
                        PrimaryWatch.start(Map.of("a", a.endpoint(), "b", b.endpoint()), RealServer.SUPERUSER)) {
            Await.until("both are found", LIMIT, () -> !watch.violations().isEmpty());

            TwoPrimaries found = watch.violations().get(0);
            assertThat(List.of(found.one(), found.other())).containsExactlyInAnyOrder("a", "b");
        }
    }
}
