package io.pgspan.agent;

import io.pgspan.ha.LocalPostgres;
import io.pgspan.postgres.PostgresControl;
import java.util.regex.Pattern;

/**
 * Whether a standby's source has said that it no longer has the WAL that is needed next. No view of PostgreSQL shows that: it is in the
 * standby's log, in the words of the source, and in English only, as every server of an agent speaks. What was logged while a receiver
 * ran, or while somebody else was followed, does not count.
 *
 * <p>Reads at most 16 KiB of the log a look, and only while a standby does not receive. Not for use by two threads at a time.
 */
final class MissingWal {
    private static final Pattern GONE = Pattern.compile(
            "requested WAL segment [0-9A-F]{24} has already been removed|can no longer access replication slot");

    private final PostgresControl control;
    private String following = "";
    private long from;

    MissingWal(PostgresControl control) {
        this.control = control;
    }

    /** Takes in what was seen. */
    boolean look(LocalPostgres local) {
        boolean standby = local.state() == LocalPostgres.State.STANDBY;
        if (!standby || local.receiverRunning() || !local.following().equals(following)) {
            from = control.logged();
            following = local.following();
            return false;
        }
        return !following.isEmpty() && GONE.matcher(control.loggedSince(from)).find();
    }
}
