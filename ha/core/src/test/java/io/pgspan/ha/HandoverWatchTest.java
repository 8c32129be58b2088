package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.Holder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The end of a server that was stopped for a successor is noticed when it is looked at. */
class HandoverWatchTest {
    private static final Duration BEGUN = Duration.ofMillis(50);

    private HaState state = HaState.starting(
                    HaPolicy.ofDefaults(), new Holder("a", "pod", "run"), List.of(new Member("a", false)))
            .handingOver(HandoverWatch.begun(BEGUN));

    private HandoverWatch looked(long millis, LocalPostgres.State postgres, boolean sending) {
        LocalPostgres local =
                LocalPostgres.builder().state(postgres).sending(sending).build();
        state = HaEngine.step(state, new HaInput.Local(Duration.ofMillis(millis), local))
                .state();
        return Objects.requireNonNull(state.handover());
    }

    @Test
    void aServerThatRunsOrStillSendsHasNotEnded() {
        assertThat(looked(60, LocalPostgres.State.PRIMARY, false).ended()).isNull();
        assertThat(looked(70, LocalPostgres.State.STOPPED, true).ended()).isNull();
    }

    @Test
    void itHasEndedWhenItIsFirstSeenToBeGone() {
        looked(70, LocalPostgres.State.STOPPED, true);
        HandoverWatch gone = new HandoverWatch(BEGUN, Duration.ofMillis(80));
        assertThat(looked(80, LocalPostgres.State.STOPPED, false)).isEqualTo(gone);
        assertThat(looked(90, LocalPostgres.State.STOPPED, false)).isEqualTo(gone);
    }
}
