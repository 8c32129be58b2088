package io.pgspan.agent.store;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordCodec;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.MajorityRegister;
import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Wish;
import io.pgspan.model.PgspanException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster record on a majority of three or more independent stores: it can be read and written while fewer than half of them are
 * out of reach. How that is safe, and what it costs, is told at {@link MajorityRegister}; here the calls are made, all stores at
 * once, each with a limit.
 *
 * <p>Keeps every guarantee of {@link RecordStore}. Any number of threads may share it; their calls take turns. A lease renewed through
 * it counts, as everywhere, from the moment {@link #update} was called. A store that hangs delays no call that a majority of the others can
 * answer; it is asked again when the call that hangs is over, so limits should be short where calls follow each other. Stores that have lost their vote are named in the log,
 * once, and by {@link #withoutVote()}.
 */
public final class MajorityRecordStore implements RecordStore {
    private static final Logger LOG = LoggerFactory.getLogger(MajorityRecordStore.class);

    private final RegisterDriver driver;
    private final SortedMap<String, Acceptor> stores;
    private final List<MajorityHints> watches = new CopyOnWriteArrayList<>();
    private volatile SortedMap<String, String> withoutVote = Collections.emptySortedMap();

    private MajorityRecordStore(String member, Map<String, Acceptor> stores, RandomGenerator chance) {
        this.stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
        String proposer = member + "/" + UUID.randomUUID();
        this.driver = new RegisterDriver(MajorityRegister.of(proposer, this.stores.keySet()), this.stores, chance);
    }

    /**
     * The record on these stores. Nothing is asked of them yet.
     *
     * @param member who uses it; part of the version strings
     * @param stores each store under the name it has in every member: the names are part of what is agreed
     * @throws PgspanException when there are fewer than three stores
     */
    public static MajorityRecordStore over(String member, Map<String, Acceptor> stores) {
        return new MajorityRecordStore(member, stores, new SplittableRandom());
    }

    @Override
    public Optional<Versioned> read(Duration limit) {
        Outcome outcome = perform(new Wish.Read(), limit);
        if (outcome instanceof Outcome.Holds holds) {
            return Optional.of(new Versioned(holds.version(), decoded(holds.text())));
        }
        if (outcome instanceof Outcome.Empty) {
            return Optional.empty();
        }
        throw new StoreException(this + " could not be read: " + why(outcome));
    }

    private ClusterRecord decoded(String text) {
        try {
            return RecordCodec.decode(text);
        } catch (PgspanException e) {
            throw new StoreException(this + ": " + e.getMessage(), e);
        }
    }

    /** Creates the record; every store must answer. */
    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        return written(perform(new Wish.Create(RecordCodec.encode(record)), limit));
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        return written(perform(new Wish.Update(expectedVersion, RecordCodec.encode(record)), limit));
    }

    private WriteResult written(Outcome outcome) {
        if (outcome instanceof Outcome.Written written) {
            return new WriteResult.Written(written.version());
        }
        return outcome instanceof Outcome.Conflict
                ? new WriteResult.Conflict()
                : new WriteResult.Unknown(this + ": " + why(outcome));
    }

    /**
     * An operator's consent that a store whose object is gone, or is another one, votes with the object it has now; one is made where
     * there is none. What a lost object may have promised is forgotten with this, which is safe as long as it stays lost: never
     * consent to a store whose former object may come back, as from a backup. Asking again after a failure is safe.
     *
     * @param store the store's name
     * @param limit how long to wait at most, all together
     * @throws PgspanException when there is nothing to consent to, or no such store
     * @throws StoreException when the store itself, or a majority of all, did not answer in time; the consent may have taken effect
     */
    public void consent(String store, Duration limit) {
        long began = System.nanoTime();
        settled(store, perform(new Wish.Dismiss(store), limit));
        Duration left = limit.minusNanos(System.nanoTime() - began);
        settled(store, perform(new Wish.Admit(store), left));
        LOG.info("{}: {} votes again, by consent", this, store);
    }

    private void settled(String store, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new PgspanException(this + ": consent to " + store + " is refused: " + refused.why());
        }
        if (!(outcome instanceof Outcome.Settled)) {
            throw new StoreException(this + ": consent to " + store + " is not confirmed: " + why(outcome)
                    + "; consent again when a majority answers");
        }
    }

    private static String why(Outcome outcome) {
        return outcome instanceof Outcome.Undecided undecided ? undecided.why() : outcome.toString();
    }

    private Outcome perform(Wish wish, Duration limit) {
        Outcome outcome = driver.perform(wish, limit);
        SortedMap<String, String> lost = driver.withoutVote();
        SortedMap<String, String> before = withoutVote;
        if (!lost.equals(before)) {
            withoutVote = lost;
            lost.forEach((store, reason) -> {
                if (!reason.equals(before.get(store))) {
                    LOG.warn("{}: {} has no vote: {}", this, store, reason);
                }
            });
        }
        return outcome;
    }

    /** The stores that wait for an operator's consent, each with what happened to it, as far as this member's last calls showed. */
    public SortedMap<String, String> withoutVote() {
        return withoutVote;
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        MajorityHints hints = new MajorityHints(stores.values(), mayHaveChanged);
        watches.add(hints);
        return () -> {
            watches.remove(hints);
            hints.close();
        };
    }

    /** Ends watches and calls, and closes the stores. */
    @Override
    public void close() {
        watches.forEach(MajorityHints::close);
        watches.clear();
        driver.close();
        stores.values().forEach(Acceptor::close);
    }

    /** Where the record is. */
    @Override
    public String toString() {
        return "record on a majority of " + stores;
    }
}
