package io.pgspan.multicluster.kubernetes;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.multicluster.internal.SingleAttempt;
import io.pgspan.multicluster.kubernetes.TimedCalls.CallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The cluster record in one Lease of a Kubernetes API server. The server is the only arbiter: a read is a GET without
 * {@code resourceVersion}, which the API serves from a quorum; an update is a PUT with one, which it refuses once somebody else has
 * written; a version is that {@code resourceVersion}, compared for equality only.
 *
 * <p>Every call sends at most one request and returns within its limit. A write whose answer is missing or unusable is
 * {@link WriteResult.Unknown}, since it may have been applied or may still be; so is one that the server refused for a reason that
 * is no conflict (403, 422, 429, 5xx), because nothing a caller does with it differs. An update never creates: a Lease that is gone
 * is a lost one, not a free one. Any number of threads may share a store.
 *
 * <p>Labels, annotations and owners that others put on the Lease stay as long as the version updated is one this store has read or
 * written last.
 */
public final class KubernetesRecordStore implements RecordStore {
    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final TimedCalls calls;
    private final List<LeaseWatch> watches = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Lease> lastSeen = new AtomicReference<>();

    private KubernetesRecordStore(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.calls = new TimedCalls("pgspan-record-" + name);
    }

    /**
     * The record in the Lease {@code namespace/name}. Nothing is sent yet.
     *
     * @param client a client of the API server that decides; stays open when the store is closed
     */
    public static KubernetesRecordStore on(KubernetesClient client, String namespace, String name) {
        return new KubernetesRecordStore(client, namespace, name);
    }

    @Override
    public Optional<Versioned> read(Duration limit) {
        @Nullable Lease lease;
        try {
            lease = calls.within(limit, () -> SingleAttempt.<@Nullable Lease>call(client, limit, c -> lease(c).get()));
        } catch (CallException e) {
            throw new StoreException(this + " could not be read: " + e.getMessage(), e);
        }
        if (lease == null) {
            return Optional.empty();
        }
        Versioned read = RecordLease.read(lease);
        lastSeen.set(lease);
        return Optional.of(read);
    }

    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        Lease lease = RecordLease.of(namespace, name, record);
        return write(Set.of(HTTP_CONFLICT), limit, c -> c.resource(lease).create());
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        Lease seen = lastSeen.get();
        boolean known = seen != null && seen.getMetadata().getResourceVersion().equals(expectedVersion);
        Lease lease =
                seen != null && known ? RecordLease.withRecord(seen, record) : RecordLease.of(namespace, name, record);
        lease.getMetadata().setResourceVersion(expectedVersion);
        lease.getMetadata().setManagedFields(List.of());
        return write(
                Set.of(HTTP_CONFLICT, HTTP_NOT_FOUND),
                limit,
                c -> c.resource(lease).update());
    }

    /** Sends a write; {@code conflicts} are the answers by which it certainly wrote nothing because the record is another one. */
    private WriteResult write(Set<Integer> conflicts, Duration limit, Request request) {
        try {
            Lease written = calls.within(limit, () -> SingleAttempt.call(client, limit, request::send));
            if (written == null) {
                return new WriteResult.Unknown(this + ": the answer was empty");
            }
            lastSeen.set(written);
            return new WriteResult.Written(written.getMetadata().getResourceVersion());
        } catch (CallException e) {
            return e.getCause() instanceof KubernetesClientException refusal && conflicts.contains(refusal.getCode())
                    ? new WriteResult.Conflict()
                    : new WriteResult.Unknown(this + ": " + e.getMessage());
        }
    }

    /** One request for a write. */
    private interface Request {
        Lease send(KubernetesClient client);
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        LeaseWatch watch = LeaseWatch.start(
                toString(),
                listener -> SingleAttempt.call(client, LeaseWatch.CONNECT_LIMIT, c -> lease(c).watch(listener)),
                mayHaveChanged);
        watches.add(watch);
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    private Resource<Lease> lease(KubernetesClient c) {
        return c.leases().inNamespace(namespace).withName(name);
    }

    /** Ends watches and calls; the client stays open. */
    @Override
    public void close() {
        watches.forEach(LeaseWatch::close);
        watches.clear();
        calls.close();
    }

    /** Where the record is. */
    @Override
    public String toString() {
        return "record in Lease " + namespace + "/" + name + " on " + client.getMasterUrl();
    }
}
