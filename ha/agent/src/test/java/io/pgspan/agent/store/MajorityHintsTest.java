package io.pgspan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.ha.record.majority.InMemoryAcceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MajorityHintsTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final InMemoryAcceptor east = new InMemoryAcceptor();
    private final InMemoryAcceptor north = new InMemoryAcceptor();
    private final InMemoryAcceptor west = new InMemoryAcceptor();
    private final AtomicInteger hints = new AtomicInteger();
    private final MajorityHints watched = new MajorityHints(List.of(east, north, west), hints::incrementAndGet);

    /** A change of these stores' objects, one after the other. */
    private static void change(Acceptor... stores) {
        for (Acceptor store : stores) {
            store.read(LIMIT)
                    .match(
                            found -> store.update(found.version(), Envelope.BLANK, LIMIT),
                            () -> store.create(Envelope.BLANK, LIMIT),
                            written -> written,
                            () -> store.create(Envelope.BLANK, LIMIT),
                            unknown -> unknown);
        }
    }

    @Test
    void aHintIsGivenWhenAMajorityHasTheChangeAndOnlyThen() {
        change(east);
        assertThat(hints).hasValue(0);
        change(north);
        assertThat(hints).hasValue(1);
        change(west);
        assertThat(hints).hasValue(1);
    }

    @Test
    void aStoreThatWasSilentForLongCountsAgainAfterOneChange() {
        for (int i = 0; i < 100; i++) {
            change(east, north);
        }
        assertThat(hints).hasValue(100);
        for (int i = 0; i < 5; i++) {
            change(east, west);
        }
        assertThat(hints).hasValueGreaterThanOrEqualTo(104);
    }

    @Test
    void aStoreThatHintsTooOftenMakesOneHintEarlyAtMost() {
        for (int i = 0; i < 100; i++) {
            change(east);
        }
        assertThat(hints).hasValue(0);
        change(north);
        change(north);
        assertThat(hints).hasValue(1);
    }

    @Test
    void aClosedWatchHintsNoMore() {
        watched.close();
        change(east, north, west);
        assertThat(hints).hasValue(0);
    }
}
