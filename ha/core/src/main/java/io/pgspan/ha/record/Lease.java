package io.pgspan.ha.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who leads. {@code renewal} rises with each write of the holder and with nobody else's, so that an operator's write neither extends a
 * lease nor hides that it has run out.
 *
 * @param epoch raised by one each time somebody takes the lease
 * @param renewal raised by one with each write by which the lease is taken, renewed or given back
 * @param heldBy who holds it, or null when it is free
 * @param lastHeldBy who held it last, the present holder included; null before the first holder
 */
public record Lease(
        long epoch,
        long renewal,
        @Nullable Holder heldBy,
        @Nullable Holder lastHeldBy) {
    static final Lease NEVER_HELD = new Lease(0, 0, null, null);

    Lease takenBy(Holder next) {
        return new Lease(epoch + 1, renewal + 1, next, next);
    }

    Lease renewed() {
        return new Lease(epoch, renewal + 1, heldBy, heldBy != null ? heldBy : lastHeldBy);
    }

    Lease released() {
        return new Lease(epoch, renewal + 1, null, heldBy != null ? heldBy : lastHeldBy);
    }

    /** Who holds it. */
    public Optional<Holder> holder() {
        return Optional.ofNullable(heldBy);
    }

    /** Who held it last, the present holder included. */
    public Optional<Holder> lastHolder() {
        return Optional.ofNullable(heldBy != null ? heldBy : lastHeldBy);
    }
}
