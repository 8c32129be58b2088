package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a write without an answer leaves behind, and a read that finds nothing. */
class SightTest {
    private static final ClusterRecord RECORD = ClusterRecord.uninitialised(List.of("a", "b"), 1);
    private static final Holder ME = new Holder("a", "pod", "run");
    private static final ClusterRecord TAKEN = RECORD.takenBy(ME);
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

    @Test
    void aRecordThatIsGoneEndsTheRightToLead() {
        HaState leads = leading(TAKEN);
        assertThat(leads.holds(NOW)).isTrue();
        assertThat(missed(leads).record()).isEmpty();
        assertThat(missed(leads).holds(NOW)).isFalse();
    }

    @Test
    void aRecordThatIsGoneEndsNoMaintenanceAndWhatIsThereAgainIsTakenAsItIs() {
        HaState paused = missed(seeing(READ, "8", maintained()));
        assertThat(paused.unbound()).isTrue();
        assertThat(paused.sight().gone()).isTrue();
        HaState again = seeing(paused, paused.version(), maintained());
        assertThat(again.sight().gone()).isFalse();
        assertThat(again.unbound()).isTrue();
        ClusterRecord another = ClusterRecord.uninitialised(List.of("a", "b"), 1);
        assertThat(seeing(again, "9", another).version())
                .as("an answer from the past, while nobody has seen the record gone")
                .isEqualTo(again.version());
        assertThat(seeing(paused, "9", another).version()).isEqualTo("9");
        assertThat(seeing(paused, "9", another).unbound()).isFalse();
    }

    private static ClusterRecord maintained() {
        return TAKEN.pausing(true).renewed(TAKEN.database());
    }

    private static HaState leading(ClusterRecord record) {
        HaAction.WriteRecord write = new HaAction.WriteRecord("7", record, HaAction.Purpose.ACQUIRE);
        return HaEngine.step(READ, new HaInput.StoreResult(NOW, NOW, write, new WriteResult.Written("8")))
                .state();
    }

    private static HaState missed(HaState state) {
        return HaEngine.step(state, new HaInput.StoreView(NOW, NOW, null)).state();
    }

    private static HaState read(HaState state, String version) {
        return seeing(state, version, RECORD);
    }

    private static HaState seeing(HaState state, String version, ClusterRecord record) {
        return HaEngine.step(state, new HaInput.StoreView(NOW, NOW, new Versioned(version, record)))
                .state();
    }

    private static HaState written(HaState state, String version, WriteResult result) {
        HaAction.WriteRecord write = new HaAction.WriteRecord(version, RECORD, HaAction.Purpose.RENEW);
        return HaEngine.step(state, new HaInput.StoreResult(NOW, NOW, write, result))
                .state();
    }
}
