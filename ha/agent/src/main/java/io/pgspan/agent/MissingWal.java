package io.pgspan.agent;

import io.pgspan.ha.LocalPostgres;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.PostgresControl;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a standby's source has said that it no longer has the WAL that is needed next. No view of PostgreSQL shows that: it is in the
 * standby's log, in the words of the source, and in English only, as every server of an agent speaks. A receiver that is refused is
 * started again and again and seen running now and then, so that it proves nothing; what counts is that the refusal is recent, that the
 * same member is followed and that nothing has been received since.
 *
 * <p>Reads at most 16 KiB of the log a look. Not for use by two threads at a time.
 */
final class MissingWal {
    private static final Pattern GONE = Pattern.compile(
            "requested WAL segment [0-9A-F]{24} has already been removed|can no longer access replication slot");

    /** Twice what PostgreSQL waits between two tries unless told otherwise. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final PostgresControl control;
    private final LocalClock clock;
    private String following = "";
    private Lsn received = Lsn.ZERO;
    private long read;
    private @Nullable Duration refused;

    MissingWal(PostgresControl control, LocalClock clock) {
        this.control = control;
        this.clock = clock;
    }

    /** Takes in what was seen. */
    boolean look(LocalPostgres local) {
        long end = control.logged();
        boolean standby = local.state() == LocalPostgres.State.STANDBY
                && !local.following().isEmpty();
        boolean same = local.following().equals(following) && local.received().compareTo(received) <= 0;
        if (!standby || !same) {
            refused = null;
        }
        if (standby && GONE.matcher(control.loggedSince(read)).find()) {
            refused = clock.now();
        }
        read = end;
        following = local.following();
        received = local.received();
        return refused != null && clock.now().minus(refused).compareTo(RECENT) <= 0;
    }
}
