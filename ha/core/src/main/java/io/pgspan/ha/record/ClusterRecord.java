package io.pgspan.ha.record;

import io.pgspan.ha.sync.SyncGuarantee;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one record a PostgreSQL cluster's members agree on: lease, synchronous guarantee, requests and history together, so that no two
 * of them can contradict each other. Every write raises {@code sequence}.
 *
 * @param format what its writers may use; a reader refuses a newer one. It is the oldest agent's newest format: a holder raises it once
 *     every member has said that it knows the newer one
 * @param sequence raised by one with each write
 * @param lease who leads
 * @param database what the holder has published of the database
 * @param guarantee on whom acknowledged commits are
 * @param pause whether maintenance is on
 * @param asked what an operator wants, or null
 * @param answered what became of the last request, or null
 * @param members every member that holds data, sorted
 */
public record ClusterRecord(
        int format,
        long sequence,
        Lease lease,
        Database database,
        SyncGuarantee guarantee,
        Pause pause,
        @Nullable Request asked,
        @Nullable Outcome answered,
        List<String> members) {
    /** The newest format this version knows. Format 1 has no pause, no requests, and a guarantee that never changes. */
    public static final int FORMAT = 2;

    /** @throws PgspanException when a number is out of range */
    public ClusterRecord {
        members = sorted(members);
        if (format < 1 || sequence < 0 || lease.epoch() < 0) {
            throw new PgspanException("cluster record: format " + format + ", epoch " + lease.epoch() + ", sequence "
                    + sequence + " must not be negative");
        }
    }

    /** Most records are made of one that is sorted already. */
    private static List<String> sorted(List<String> names) {
        List<String> copy = List.copyOf(names);
        for (int i = 1; i < copy.size(); i++) {
            if (copy.get(i - 1).compareTo(copy.get(i)) > 0) {
                return copy.stream().sorted().toList();
            }
        }
        return copy;
    }

    /**
     * The record of a cluster that has never run. Only an operator creates it; agents never do.
     *
     * @param confirmations how many standbys confirm each commit; 0 when asynchronous
     */
    public static ClusterRecord uninitialised(List<String> members, int confirmations) {
        int confirming = Math.min(confirmations, members.size() - 1);
        SyncGuarantee guarantee = confirming < 1 ? SyncGuarantee.asynchronous() : SyncGuarantee.of(confirming, members);
        return new ClusterRecord(
                FORMAT, 0, Lease.NEVER_HELD, Database.NONE, guarantee, Pause.NONE, null, null, members);
    }

    /** Raised by one each time somebody takes the lease. */
    public long epoch() {
        return lease.epoch();
    }

    /** Who holds the lease. */
    public Optional<Holder> holder() {
        return lease.holder();
    }

    /** Who held it last, the present holder included. */
    public Optional<Holder> lastHolder() {
        return lease.lastHolder();
    }

    /** The last holder's name, empty before the first one. */
    public String lastHolderName() {
        Holder last = lease.heldBy() != null ? lease.heldBy() : lease.lastHeldBy();
        return last == null ? "" : last.member();
    }

    /** Whether a database exists. */
    public boolean initialised() {
        return database.exists();
    }

    /** PostgreSQL's system identifier, empty before the first {@code initdb}. */
    public String systemIdentifier() {
        return database.systemIdentifier();
    }

    /** The current timeline and its ancestors, as the last holder published them. */
    public TimelineHistory history() {
        return database.history();
    }

    /** How far the last holder had written when it last said so. */
    public Lsn position() {
        return database.position();
    }

    /** What an operator wants. */
    public Optional<Request> request() {
        return Optional.ofNullable(asked);
    }

    /** What became of the last request. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(answered);
    }

    /**
     * The next record with a new holder. What was acknowledged before is with the new holder, and stays with those who confirmed it: the
     * one who takes over leaves the guarantee's names, the one it takes over from enters them.
     */
    public ClusterRecord takenBy(Holder next) {
        Optional<String> from = lastHolder().map(Holder::member);
        return change(lease.takenBy(next), database, guarantee.takenOver(next.member(), from), pause, asked, answered);
    }

    /** The next record, renewed by its holder, who publishes what it knows of the database. */
    public ClusterRecord renewed(Database published) {
        Pause next = switch (pause) {
            case REQUESTED -> Pause.ACKNOWLEDGED;
            case ENDING -> Pause.NONE;
            default -> pause;
        };
        return change(lease.renewed(), published, guarantee, next, asked, answered);
    }

    /** The next record without a holder. */
    public ClusterRecord released() {
        return change(lease.released(), database, guarantee, pause, asked, answered);
    }

    /** The same write with another guarantee. */
    public ClusterRecord guaranteeing(SyncGuarantee next) {
        return new ClusterRecord(format, sequence, lease, database, next, pause, asked, answered, members);
    }

    /** The same write with what the holder knows of the database. */
    public ClusterRecord publishing(Database published) {
        return new ClusterRecord(format, sequence, lease, published, guarantee, pause, asked, answered, members);
    }

    /** The same write with the request further on. */
    public ClusterRecord requesting(@Nullable Request next) {
        return new ClusterRecord(format, sequence, lease, database, guarantee, pause, next, answered, members);
    }

    /** The same write with the request done, or given up. */
    public ClusterRecord answering(Outcome outcome) {
        return new ClusterRecord(format, sequence, lease, database, guarantee, pause, null, outcome, members);
    }

    /** The same write in another format. */
    public ClusterRecord inFormat(int next) {
        return new ClusterRecord(next, sequence, lease, database, guarantee, pause, asked, answered, members);
    }

    /** The next record after an operator has sworn that the holder's PostgreSQL is stopped: free, and without maintenance. */
    public ClusterRecord abandoned() {
        return change(lease.released(), database, guarantee, Pause.NONE, asked, answered);
    }

    /** The next record with an operator's request; it touches no lease. */
    public ClusterRecord asking(Request request) {
        return change(lease, database, guarantee, pause, request, answered);
    }

    /** The next record without the request that is waiting. */
    public ClusterRecord withdrawing(Outcome outcome) {
        return change(lease, database, guarantee, pause, null, outcome);
    }

    /** The next record with an operator's wish for maintenance, or for its end; it touches no lease. */
    public ClusterRecord pausing(boolean wanted) {
        Pause next;
        if (wanted) {
            next = pause == Pause.NONE ? Pause.REQUESTED : pause == Pause.ENDING ? Pause.ACKNOWLEDGED : pause;
        } else {
            boolean unbound = pause == Pause.ACKNOWLEDGED || pause == Pause.ENDING;
            next = unbound && lease.heldBy() != null ? Pause.ENDING : Pause.NONE;
        }
        return change(lease, database, guarantee, next, asked, answered);
    }

    private ClusterRecord change(
            Lease nextLease,
            Database published,
            SyncGuarantee next,
            Pause nextPause,
            @Nullable Request nextAsked,
            @Nullable Outcome nextAnswered) {
        return new ClusterRecord(
                format, sequence + 1, nextLease, published, next, nextPause, nextAsked, nextAnswered, members);
    }
}
