package io.pgspan.multicluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwnWritesTest {
    private final OwnWrites own = new OwnWrites();
    private final AtomicInteger hints = new AtomicInteger();

    @Test
    void whatIsKnownIsNoNews() {
        own.knows("7");
        own.hint("7", hints::incrementAndGet);
        assertThat(hints).hasValue(0);
    }

    @Test
    void whatOthersHaveWrittenIsPassedOnAtOnce() {
        own.knows("7");
        own.hint("8", hints::incrementAndGet);
        assertThat(hints).hasValue(1);
    }

    @Test
    void aHintThatOvertakesTheAnswerOfTheWriteItTellsOfIsDropped() {
        own.begins();
        own.hint("8", hints::incrementAndGet);
        own.knows("8");
        own.ends();
        assertThat(hints).hasValue(0);
    }

    @Test
    void aHintAtAnothersWriteIsPassedOnWhenTheOwnOneHasFailed() {
        own.knows("7");
        own.begins();
        own.hint("8", hints::incrementAndGet);
        assertThat(hints).hasValue(0);
        own.ends();
        assertThat(hints).hasValue(1);
    }

    @Test
    void whatFollowsAnOwnWriteWhileThatIsUnderWayIsNews() {
        own.begins();
        own.hint("8", hints::incrementAndGet);
        own.hint("9", hints::incrementAndGet);
        own.knows("8");
        own.ends();
        assertThat(hints.get()).isPositive();
    }

    @Test
    void anUnknownVersionIsAlwaysNews() {
        own.hint("", hints::incrementAndGet);
        own.begins();
        own.hint("", hints::incrementAndGet);
        own.ends();
        assertThat(hints).hasValue(2);
    }

    @Test
    void ofSeveralWritesTheLastOneToEndDecides() {
        own.begins();
        own.begins();
        own.hint("9", hints::incrementAndGet);
        own.knows("8");
        own.ends();
        assertThat(hints).hasValue(0);
        own.ends();
        assertThat(hints).hasValue(1);
    }
}
