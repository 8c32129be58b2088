package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.HaAction;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from a {@code pg_rewind} that failed: a copy is hours of work for a large database. */
class HandsRewindTest {
    @Test
    void aSourceThatIsGoneSaysNothingAboutTheData(@TempDir Path directory) {
        Hands hands = hands(directory, new Endpoint("127.0.0.1", LoopbackPorts.next()));
        rewind(hands);
        assertThat(hands.canRewind()).as("may be tried again").isTrue();
    }

    @Test
    void whereThePrimaryStillLeadsOnlyACopyHelps(@TempDir Path directory) {
        try (Trio trio = new Trio(directory, 1, 0)) {
            Hands hands = hands(directory, trio.address(trio.awaitPrimary()).postgres());
            rewind(hands);
            assertThat(hands.canRewind()).as("may be tried again").isFalse();
        }
    }

    private static void rewind(Hands hands) {
        assertThat(hands.canRewind()).isTrue();
        hands.perform(new HaAction.Rewind("hippo-0", "diverged"));
        Await.until("the rewind has failed", Trio.LIMIT, () -> !hands.busy());
    }

    /** A stopped server whose every rewind fails. */
    private static Hands hands(Path directory, Endpoint source) {
        return BareHands.on(directory, source, () -> true, (proxy, method, arguments) -> switch (method.getName()) {
            case "canRewind" -> true;
            case "isRunning", "mustBeCloned", "clearLeftovers" -> false;
            case "rewind" -> throw new PgspanException("the source closed the connection");
            default -> null;
        });
    }
}
