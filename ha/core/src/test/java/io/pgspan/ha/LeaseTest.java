package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Request;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lease arithmetic: renewal deadline 3 s, lease 5 s. */
class LeaseTest {
    private static final Holder ME = new Holder("a", "pod-a", "1");
    private static final Holder OTHER = new Holder("b", "pod-b", "1");
    private static final ClusterRecord FREE = ClusterRecord.uninitialised(List.of("a", "b"), 1);
    private static final HaState START =
            HaState.starting(HaPolicy.ofDefaults(), ME, List.of(new Member("a", false), new Member("b", false)));

    @Test
    void theDeadlineCountsFromTheSending() {
        HaState state = written(read(START, 0, 10, "v1", FREE), 1000, 1900, new WriteResult.Written("v2"));
        assertThat(state.namesMe()).isTrue();
        assertThat(state.deadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(state.holds(Duration.ofMillis(3999))).isTrue();
        assertThat(state.holds(Duration.ofSeconds(4))).isFalse();
    }

    @Test
    void anUnknownOutcomeExtendsNothing() {
        HaState held = written(read(START, 0, 10, "v1", FREE), 1000, 1010, new WriteResult.Written("v2"));
        assertThat(written(held, 2000, 3000, new WriteResult.Unknown("no answer"))
                        .deadline())
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(written(START, 2000, 3000, new WriteResult.Unknown("no answer"))
                        .holds(Duration.ofSeconds(3)))
                .isFalse();
    }

    @Test
    void aConflictExtendsNothing() {
        HaState held = written(read(START, 0, 10, "v1", FREE), 1000, 1010, new WriteResult.Written("v2"));
        assertThat(written(held, 2000, 2010, new WriteResult.Conflict()).deadline())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void readingTheOwnRecordBackExtendsNothing() {
        HaState held = written(read(START, 0, 10, "v1", FREE), 1000, 1010, new WriteResult.Written("v2"));
        HaState unsure = written(held, 2000, 3000, new WriteResult.Unknown("no answer"));
        HaState readBack = read(unsure, 3010, 3020, "v3", FREE.takenBy(ME).renewed(FREE.database()));
        assertThat(readBack.version()).isEqualTo("v3");
        assertThat(readBack.deadline()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void anAcquisitionWithoutAnAnswerHoldsNothingWhenItIsReadBack() {
        HaState state = read(START, 3010, 3020, "v2", FREE.takenBy(ME));
        assertThat(state.namesMe()).isTrue();
        assertThat(state.holds(Duration.ofMillis(3020))).isFalse();
    }

    @Test
    void aRecordThatNamesSomebodyElseEndsTheLeaseAtOnce() {
        HaState held = written(read(START, 0, 10, "v1", FREE), 1000, 1010, new WriteResult.Written("v2"));
        HaState lost = read(held, 1100, 1110, "v3", FREE.takenBy(OTHER));
        assertThat(lost.deadline()).isNull();
        assertThat(lost.holds(Duration.ofMillis(1110))).isFalse();
    }

    @Test
    void aReleaseEndsTheLeaseWhateverItsOutcome() {
        HaState held = written(read(START, 0, 10, "v1", FREE), 1000, 1010, new WriteResult.Written("v2"));
        HaAction.WriteRecord release =
                new HaAction.WriteRecord("v2", FREE.takenBy(ME).released(), HaAction.Purpose.RELEASE);
        HaState after = HaEngine.step(
                        held,
                        new HaInput.StoreResult(
                                Duration.ofMillis(1100),
                                Duration.ofMillis(1900),
                                release,
                                new WriteResult.Unknown("no answer")))
                .state();
        assertThat(after.holds(Duration.ofMillis(1900))).isFalse();
    }

    @Test
    void expiryNeedsAReadThatWasSentALeaseAfterTheVersionWasFirstSeen() {
        HaState seen = read(START, 90, 100, "v7", FREE.takenBy(OTHER));
        assertThat(seen.expired()).isFalse();
        // sent too early, though its answer comes late
        assertThat(read(seen, 5099, 9000, "v7", FREE.takenBy(OTHER)).expired()).isFalse();
        assertThat(read(seen, 5100, 5110, "v7", FREE.takenBy(OTHER)).expired()).isTrue();
    }

    @Test
    void aFreshProcessWaitsAFullLeaseHoweverOldTheRecordIs() {
        // the clock counts from the machine's start: a late first look is no evidence
        HaState seen = read(START, 900_000, 900_010, "v7", FREE.takenBy(OTHER));
        assertThat(seen.expired()).isFalse();
        assertThat(read(seen, 905_009, 905_010, "v7", FREE.takenBy(OTHER)).expired())
                .isFalse();
        assertThat(read(seen, 905_010, 905_020, "v7", FREE.takenBy(OTHER)).expired())
                .isTrue();
    }

    @Test
    void anotherWritersVersionNeitherExtendsALeaseNorHidesThatItHasRunOut() {
        ClusterRecord held = FREE.takenBy(OTHER);
        HaState seen = read(START, 0, 10, "v7", held);
        HaState asked = read(seen, 4000, 4010, "v8", held.asking(Request.switchover("r", null)));
        assertThat(asked.version()).isEqualTo("v8");
        assertThat(asked.expired()).isFalse();
        assertThat(read(asked, 5010, 5020, "v8", asked.record().orElseThrow()).expired())
                .isTrue();
    }

    @Test
    void aRenewalStartsTheWaitAnew() {
        HaState seen = read(START, 0, 10, "v7", FREE.takenBy(OTHER));
        ClusterRecord again = FREE.takenBy(OTHER).renewed(FREE.database());
        HaState renewed = read(seen, 5000, 5010, "v8", again);
        assertThat(renewed.expired()).isFalse();
        assertThat(read(renewed, 9000, 9010, "v8", again).expired()).isFalse();
        assertThat(read(renewed, 10_010, 10_020, "v8", again).expired()).isTrue();
    }

    private static HaState read(HaState state, long sent, long received, String version, ClusterRecord record) {
        return HaEngine.step(
                        state,
                        new HaInput.StoreView(
                                Duration.ofMillis(sent), Duration.ofMillis(received), new Versioned(version, record)))
                .state();
    }

    private static HaState written(HaState state, long sent, long received, WriteResult result) {
        HaAction.WriteRecord write =
                new HaAction.WriteRecord(state.version(), FREE.takenBy(ME), HaAction.Purpose.ACQUIRE);
        return HaEngine.step(
                        state,
                        new HaInput.StoreResult(Duration.ofMillis(sent), Duration.ofMillis(received), write, result))
                .state();
    }
}
