package io.pgspan.ha;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a holder remembers of a primary that it stops for a successor.
 *
 * @param since when it began to stop it
 * @param ended when the server was first seen to be gone, so that nobody receives anything any more; null while it may still hand its last
 *     WAL on
 */
public record HandoverWatch(Duration since, @Nullable Duration ended) {
    static HandoverWatch begun(Duration now) {
        return new HandoverWatch(now, null);
    }

    HandoverWatch looked(Duration now, LocalPostgres local) {
        boolean gone = local.state() == LocalPostgres.State.STOPPED && !local.sending();
        return ended == null && gone ? new HandoverWatch(since, now) : this;
    }

    /** Whether waiting for a successor that has received everything leads to nothing any more. */
    boolean inVain(HaState state, Duration now) {
        boolean late = now.minus(since).compareTo(state.rules().handoverLimit()) > 0;
        Duration gone = ended;
        return late || (gone != null && now.minus(gone).compareTo(state.policy().electionWindow()) > 0);
    }
}
