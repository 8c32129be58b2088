package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.Holder;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.Lsn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerStatusTest {
    private static final Replication ANSWER = new Replication(SyncSetting.none(), Lsn.ZERO, List.of());

    private static PeerStatus of(
            LocalPostgres.State state, boolean busy, boolean receiver, @Nullable Replication replication) {
        HaState starting =
                HaState.starting(HaPolicy.ofDefaults(), new Holder("a", "pod", "run"), List.of(new Member("a", false)));
        return PeerStatus.of(starting.with(LocalPostgres.builder()
                .state(state)
                .busy(busy)
                .systemIdentifier("7")
                .lastRole(LocalPostgres.LastRole.STANDBY)
                .receiverRunning(receiver)
                .promise(new Promise("v1", 7))
                .replication(replication)
                .build()));
    }

    @Test
    void aPrimaryIsOneOnlyWhileItAnswers() {
        assertThat(of(LocalPostgres.State.PRIMARY, false, false, ANSWER).role()).isEqualTo(PeerStatus.Role.PRIMARY);
        assertThat(of(LocalPostgres.State.PRIMARY, false, false, null).role()).isEqualTo(PeerStatus.Role.DOWN);
        assertThat(of(LocalPostgres.State.PRIMARY, true, false, ANSWER).role()).isEqualTo(PeerStatus.Role.DOWN);
    }

    @Test
    void aPromiseIsToldOnlyWhileNothingIsReceived() {
        assertThat(of(LocalPostgres.State.STANDBY, false, false, null).promisedVersion())
                .isEqualTo("v1");
        assertThat(of(LocalPostgres.State.STANDBY, false, true, null).promisedVersion())
                .isEmpty();
    }
}
