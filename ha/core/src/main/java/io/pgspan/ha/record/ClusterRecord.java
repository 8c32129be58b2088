package io.pgspan.ha.record;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one record a PostgreSQL cluster's members agree on: lease, synchronous set and history together, so that no two of them can
 * contradict each other. Every write raises {@code sequence}; every change of holder raises {@code epoch}.
 *
 * @param format the format's version; a reader refuses a newer one
 * @param epoch raised by one each time somebody takes the lease
 * @param sequence raised by one with each write
 * @param heldBy who holds the lease, or null when it is free
 * @param lastHeldBy who held it last; null before the first holder
 * @param systemIdentifier PostgreSQL's system identifier, empty before the first {@code initdb}
 * @param history the current timeline and its ancestors, as the last holder published them
 * @param confirmations how many standbys confirm each commit; 0 when asynchronous
 * @param members every member that holds data, sorted: the holder's standbys are all the others
 */
public record ClusterRecord(
        int format,
        long epoch,
        long sequence,
        @Nullable Holder heldBy,
        @Nullable Holder lastHeldBy,
        String systemIdentifier,
        TimelineHistory history,
        int confirmations,
        List<String> members) {
    /** The format this version writes. */
    public static final int FORMAT = 1;

    /** @throws PgspanException when a number is out of range */
    public ClusterRecord {
        members = members.stream().sorted().toList();
        if (format < 1 || epoch < 0 || sequence < 0 || confirmations < 0) {
            throw new PgspanException("cluster record: format " + format + ", epoch " + epoch + ", sequence " + sequence
                    + ", confirmations " + confirmations + " must not be negative");
        }
    }

    /** The record of a cluster that has never run. Only an operator creates it; agents never do. */
    public static ClusterRecord uninitialised(List<String> members, int confirmations) {
        return new ClusterRecord(FORMAT, 0, 0, null, null, "", TimelineHistory.first(), confirmations, members);
    }

    /** Who holds the lease. */
    public Optional<Holder> holder() {
        return Optional.ofNullable(heldBy);
    }

    /** Who held it last, the present holder included. */
    public Optional<Holder> lastHolder() {
        return Optional.ofNullable(heldBy != null ? heldBy : lastHeldBy);
    }

    /** Whether a database exists. */
    public boolean initialised() {
        return !systemIdentifier.isEmpty();
    }

    /** The next record with a new holder. */
    public ClusterRecord takenBy(Holder next) {
        return new ClusterRecord(
                FORMAT, epoch + 1, sequence + 1, next, next, systemIdentifier, history, confirmations, members);
    }

    /** The next record, renewed by its holder, who publishes what it knows of the database. */
    public ClusterRecord renewed(String systemId, TimelineHistory published) {
        return new ClusterRecord(
                FORMAT, epoch, sequence + 1, heldBy, heldBy, systemId, published, confirmations, members);
    }

    /** The next record without a holder. */
    public ClusterRecord released() {
        return new ClusterRecord(
                FORMAT,
                epoch,
                sequence + 1,
                null,
                heldBy != null ? heldBy : lastHeldBy,
                systemIdentifier,
                history,
                confirmations,
                members);
    }
}
