package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.Replication;
import io.pgspan.ha.StandbyRow;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.ServerReport;
import io.pgspan.postgres.ServerStatus;
import io.pgspan.postgres.WalSender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalViewTest {
    private static final Lsn FLUSHED = Lsn.of("0/500");
    private static final WalSender STANDBY = new WalSender(
            7, "hippo-1", "streaming", "quorum", Lsn.of("0/500"), Lsn.of("0/400"), Lsn.of("0/300"), Lsn.of("0/200"));

    /** What is only inserted is flushed when somebody commits, on an idle server many seconds later. */
    @Test
    void standbysAreWaitedForUpToWhatThePrimaryHasFlushed() {
        assertThat(seen("on").flushed()).isEqualTo(FLUSHED);
    }

    @ParameterizedTest
    @CsvSource({"on, 0/300", "remote_write, 0/400", "remote_apply, 0/200"})
    void aStandbyHasConfirmedWhatACommitWaitsFor(String synchronousCommit, String confirmed) {
        assertThat(seen(synchronousCommit).rows()).containsExactly(new StandbyRow("hippo-1", true, Lsn.of(confirmed)));
    }

    private static Replication seen(String synchronousCommit) {
        return LocalView.replication(new ServerReport(
                new ServerStatus(
                        false,
                        1,
                        1,
                        FLUSHED,
                        FLUSHED,
                        FLUSHED,
                        Lsn.of("0/600"),
                        Lsn.of("0/700"),
                        false,
                        false,
                        Lsn.ZERO,
                        Lsn.ZERO,
                        "",
                        0,
                        false,
                        "ANY 1 (\"hippo-1\")",
                        synchronousCommit),
                List.of(STANDBY),
                false));
    }
}
