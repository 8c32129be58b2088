package io.pgspan.ha.record.majority;

import io.pgspan.model.PgspanException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one store's object holds: a passive acceptor of Paxos, changed by its proposers through compare-and-swap.
 *
 * @param promised writes of lower ballots are refused
 * @param accepted the ballot of the last write taken, {@link Ballot#NONE} before the first
 * @param held what that write said; null before the first
 */
public record Envelope(
        Ballot promised, Ballot accepted, @Nullable Entry held) {
    /** The format this version writes. */
    public static final int FORMAT = 1;

    /** An object nobody has promised or written anything in. */
    public static final Envelope BLANK = new Envelope(Ballot.NONE, Ballot.NONE, null);

    /** @throws PgspanException when more is accepted than promised, or an accepted ballot and its entry don't go together */
    public Envelope {
        if (accepted.compareTo(promised) > 0 || accepted.equals(Ballot.NONE) != (held == null)) {
            throw new PgspanException("envelope: accepted '" + accepted + "' and promised '" + promised
                    + "' don't go together; restore the object, or delete it and consent to its successor");
        }
    }

    /** What it accepted. */
    public Optional<Entry> entry() {
        return Optional.ofNullable(held);
    }

    /** The version of the record it holds, empty when it holds none. */
    String version() {
        return held == null ? "" : held.version();
    }

    Envelope promising(Ballot ballot) {
        return new Envelope(ballot, accepted, held);
    }
}
