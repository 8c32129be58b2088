package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a write without an answer leaves behind. */
class SightTest {
    private static final ClusterRecord RECORD = ClusterRecord.uninitialised(List.of("a", "b"), 1);
    private static final Holder ME = new Holder("a", "pod", "run");
    private static final Duration NOW = Duration.ofSeconds(100);
    private static final HaState READ = read(
            HaState.starting(HaPolicy.ofDefaults(), ME, List.of(new Member("a", false), new Member("b", false))), "7");

    @Test
    void aWriteWithoutAnAnswerLeavesItsVersionInDoubtUntilThereIsAnother() {
        HaState doubting = written(READ, "7", new WriteResult.Unknown("no answer"));
        assertThat(doubting.sight().inDoubt()).isTrue();
        assertThat(read(doubting, "7").sight().inDoubt())
                .as("it may still be on its way")
                .isTrue();
        assertThat(read(doubting, "8").sight().inDoubt()).isFalse();
        assertThat(written(doubting, "7", new WriteResult.Conflict()).sight().inDoubt())
                .isTrue();
        assertThat(written(doubting, "7", new WriteResult.Written("8")).sight().inDoubt())
                .isFalse();
    }

    @Test
    void nothingElseLeavesADoubt() {
        assertThat(READ.sight().inDoubt()).isFalse();
        assertThat(written(READ, "7", new WriteResult.Conflict()).sight().inDoubt())
                .isFalse();
        assertThat(written(READ, "6", new WriteResult.Unknown("no answer"))
                        .sight()
                        .inDoubt())
                .as("of a version that was replaced long ago")
                .isFalse();
    }

    private static HaState read(HaState state, String version) {
        return HaEngine.step(state, new HaInput.StoreView(NOW, NOW, new Versioned(version, RECORD)))
                .state();
    }

    private static HaState written(HaState state, String version, WriteResult result) {
        HaAction.WriteRecord write = new HaAction.WriteRecord(version, RECORD, HaAction.Purpose.RENEW);
        return HaEngine.step(state, new HaInput.StoreResult(NOW, NOW, write, result))
                .state();
    }
}
