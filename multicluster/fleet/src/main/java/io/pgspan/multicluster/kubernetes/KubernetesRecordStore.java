package io.pgspan.multicluster.kubernetes;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.multicluster.kubernetes.TimedCalls.CallException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster record in one Lease of a Kubernetes API server. The server is the only arbiter: a read is a GET without
 * {@code resourceVersion}, which the API serves from a quorum; an update is a PUT with one, which it refuses once somebody else has
 * written; a version is that {@code resourceVersion}, compared for equality only.
 *
 * <p>Every call returns within its limit; a write sends one request, a read four at most. A write whose answer is missing or unusable is
 * {@link WriteResult.Unknown}, since it may have been applied or may still be; so is one that the server refused for a reason that
 * is no conflict (403, 422, 429, 5xx), because nothing a caller does with it differs. An update never creates: a Lease that is gone
 * is a lost one, not a free one. Any number of threads may share a store.
 *
 * <p>Labels, annotations and owners that others put on the Lease stay as long as the version updated is one this store has read or
 * written last.
 */
public final class KubernetesRecordStore implements RecordStore {
    private final LeaseObject object;
    private final LeaseObject.Results<WriteResult> results;

    private KubernetesRecordStore(LeaseObject object) {
        this.object = object;
        this.results = new LeaseObject.Results<>(
                lease -> new WriteResult.Written(lease.getMetadata().getResourceVersion()),
                WriteResult.Conflict::new,
                why -> new WriteResult.Unknown(this + ": " + why));
    }

    /**
     * The record in the Lease {@code namespace/name}. Nothing is sent yet.
     *
     * @param client a client of the API server that decides; stays open when the store is closed
     */
    public static KubernetesRecordStore on(KubernetesClient client, String namespace, String name) {
        return new KubernetesRecordStore(new LeaseObject(client, namespace, name));
    }

    @Override
    public Optional<Versioned> read(Duration limit) {
        try {
            return object.read(limit).map(RecordLease::read);
        } catch (CallException e) {
            throw new StoreException(this + " could not be read: " + e.getMessage(), e);
        }
    }

    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        return object.create(RecordLease.withRecord(object.fresh(), record), Set.of(HTTP_CONFLICT), limit, results);
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        return object.update(
                RecordLease.withRecord(object.at(expectedVersion), record),
                Set.of(HTTP_CONFLICT, HTTP_NOT_FOUND),
                limit,
                results);
    }

    /**
     * Why this store's user may not write the record, asked of the server without writing anything; empty when it may, when there is no
     * record, or when the server can't tell now. Sends two requests, each within the limit.
     */
    public Optional<String> refusal(Duration limit) {
        try {
            return object.read(limit).flatMap(lease -> {
                Versioned seen = RecordLease.read(lease);
                return object.refusal(RecordLease.withRecord(object.at(seen.version()), seen.record()), limit);
            });
        } catch (CallException | StoreException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        return object.watch(mayHaveChanged);
    }

    /** Ends watches and calls; the client stays open. */
    @Override
    public void close() {
        object.close();
    }

    /** Where the record is. */
    @Override
    public String toString() {
        return "record in " + object;
    }
}
