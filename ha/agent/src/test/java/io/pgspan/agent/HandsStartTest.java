package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which starts count against a server: a leader whose PostgreSQL does not start gives its lease away. */
class HandsStartTest {
    private static final HaAction PRIMARY = new HaAction.StartPrimary(SyncSetting.none());

    @TempDir
    Path directory;

    private final AtomicBoolean holds = new AtomicBoolean(true);
    private volatile Runnable meanwhile = () -> {};

    @Test
    void aServerThatDoesNotComeUpCounts() {
        Hands hands = hands();
        tries(hands, PRIMARY);
        tries(hands, PRIMARY);
        assertThat(hands.failedStarts()).isEqualTo(2);
    }

    @Test
    void oneThatTheFenceEndedDoesNot() {
        Hands hands = hands();
        meanwhile = hands::fence;
        tries(hands, PRIMARY);
        assertThat(hands.failedStarts()).isZero();
    }

    @Test
    void norOneWhoseLeaseRanOutMeanwhile() {
        Hands hands = hands();
        meanwhile = () -> holds.set(false);
        tries(hands, PRIMARY);
        assertThat(hands.failedStarts()).isZero();
        tries(hands, PRIMARY);
        assertThat(hands.failedStarts()).as("it was too late to begin").isZero();
    }

    @Test
    void aStandbyNeedsNoLease() {
        holds.set(false);
        Hands hands = hands();
        tries(hands, new HaAction.StartStandby("hippo-0"));
        assertThat(hands.failedStarts()).isOne();
    }

    private static void tries(Hands hands, HaAction start) {
        hands.perform(start);
        Await.until("the start has failed", Trio.LIMIT, () -> !hands.busy());
    }

    private Hands hands() {
        Endpoint source = new Endpoint("127.0.0.1", LoopbackPorts.next());
        return BareHands.on(directory, source, holds::get, (proxy, method, arguments) -> switch (method.getName()) {
            case "isRunning", "clearLeftovers" -> false;
            case "keepPassword" -> directory.resolve("pgpass");
            case "awaitReady" -> comesUp();
            default -> null;
        });
    }

    private boolean comesUp() {
        meanwhile.run();
        throw new PgspanException("PostgreSQL ended while it was started");
    }
}
