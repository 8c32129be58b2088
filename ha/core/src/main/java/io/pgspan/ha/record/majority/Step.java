package io.pgspan.ha.record.majority;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the driver is to do now.
 *
 * @param requests to be sent, each to its store
 * @param pause 0: nothing; otherwise call {@link MajorityRegister#resumed()} after a random while that grows with this number. A later
 *     pause replaces an earlier one
 * @param reached how the wish ended; null while it goes on
 */
public record Step(
        List<Request> requests, int pause, @Nullable Outcome reached) {
    /** Takes a copy. */
    public Step {
        requests = List.copyOf(requests);
    }

    /** How the wish ended, once it has. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(reached);
    }
}
