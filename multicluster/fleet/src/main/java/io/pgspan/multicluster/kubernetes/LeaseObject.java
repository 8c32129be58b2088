package io.pgspan.multicluster.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.pgspan.multicluster.internal.SingleAttempt;
import io.pgspan.multicluster.kubernetes.TimedCalls.CallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Lease of an API server, changed by compare-and-swap. A read is a GET without {@code resourceVersion}, which the API serves
 * from a quorum; an update is a PUT with one, which it refuses once somebody else has written. A write sends one request, a read another
 * one with each quarter of its limit that passes without an answer, once the Lease has been seen; each returns within its limit. What
 * the Lease held besides what is written stays as long as the version replaced is the last one seen here.
 */
final class LeaseObject implements AutoCloseable {
    /** Not known, not allowed, not possible, not valid: no later attempt of the same fares better. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 405, 422);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final TimedCalls calls;
    private final List<LeaseWatch> watches = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Lease> lastSeen = new AtomicReference<>();
    private final OwnWrites own = new OwnWrites();

    LeaseObject(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.calls = new TimedCalls("pgspan-record-" + name);
    }

    /** The Lease as it is, empty when there is none. */
    Optional<Lease> read(Duration limit) throws CallException {
        Callable<@Nullable Lease> question = () -> SingleAttempt.<@Nullable Lease>call(
                client, limit, c -> resource(c).get());
        // the first question of a process takes its time here, and a second one beside it would take more
        @Nullable Lease lease = lastSeen.get() == null ? calls.within(limit, question) : calls.soonest(limit, question);
        if (lease != null) {
            seen(lease);
        }
        return Optional.ofNullable(lease);
    }

    private void seen(Lease lease) {
        lastSeen.set(lease);
        own.knows(lease.getMetadata().getResourceVersion());
    }

    /** A Lease of this name that has never been stored. */
    Lease fresh() {
        return RecordLease.empty(namespace, name);
    }

    /** The Lease as last seen if that was this version, else a fresh one that claims it; what is to be written goes into it. */
    Lease at(String version) {
        Lease seen = lastSeen.get();
        Lease lease = seen != null && seen.getMetadata().getResourceVersion().equals(version) ? seen : fresh();
        return RecordLease.replacing(lease, version);
    }

    /** Sends a creation. */
    <T> T create(Lease lease, Set<Integer> conflicts, Duration limit, Results<T> results) {
        return write(conflicts, limit, c -> c.resource(lease).create(), results);
    }

    /** Sends a replacement of the version the Lease claims. */
    <T> T update(Lease lease, Set<Integer> conflicts, Duration limit, Results<T> results) {
        return write(conflicts, limit, c -> c.resource(lease).update(), results);
    }

    /**
     * Why the server would not take this replacement from whoever asks: it checks all that it checks of a write, and stores nothing. Empty when
     * it would, when only the version is old, and when it can't be told.
     */
    Optional<String> refusal(Lease lease, Duration limit) {
        try {
            calls.within(
                    limit,
                    () -> SingleAttempt.call(
                            client, limit, c -> c.resource(lease).dryRun().update()));
            return Optional.empty();
        } catch (CallException e) {
            return e.getCause() instanceof KubernetesClientException refusal && REFUSALS.contains(refusal.getCode())
                    ? Optional.of(this + ": " + refusal.getMessage())
                    : Optional.empty();
        }
    }

    /**
     * What becomes of a write's answer. Any refusal that is no conflict counts as unknown: nothing a caller does with it differs.
     *
     * @param written it is in the store, as this Lease
     * @param conflict it certainly is not and never will be
     * @param unknown it may have been applied, or may still be
     */
    record Results<T>(Function<Lease, T> written, Supplier<T> conflict, Function<String, T> unknown) {}

    /** {@code conflicts} are the answers by which the server certainly wrote nothing because the Lease is another one. */
    private <T> T write(
            Set<Integer> conflicts, Duration limit, Function<KubernetesClient, Lease> request, Results<T> results) {
        own.begins();
        try {
            @Nullable Lease written = calls.within(limit, () -> SingleAttempt.call(client, limit, request));
            if (written == null) {
                return results.unknown.apply("the answer was empty");
            }
            seen(written);
            return results.written.apply(written);
        } catch (CallException e) {
            return e.getCause() instanceof KubernetesClientException refusal && conflicts.contains(refusal.getCode())
                    ? results.conflict.get()
                    : results.unknown.apply(String.valueOf(e.getMessage()));
        } finally {
            own.ends();
        }
    }

    /** Hints at what others have written; what was written or read here since is no news. */
    AutoCloseable watch(Runnable mayHaveChanged) {
        LeaseWatch watch = LeaseWatch.start(
                toString(),
                listener -> SingleAttempt.call(
                        client, LeaseWatch.CONNECT_LIMIT, c -> resource(c).watch(listener)),
                version -> own.hint(version, mayHaveChanged));
        watches.add(watch);
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    private Resource<Lease> resource(KubernetesClient c) {
        return c.leases().inNamespace(namespace).withName(name);
    }

    /** Ends watches and calls; the client stays open. */
    @Override
    public void close() {
        watches.forEach(LeaseWatch::close);
        watches.clear();
        calls.close();
    }

    @Override
    public String toString() {
        return "Lease " + namespace + "/" + name + " on " + client.getMasterUrl();
    }
}
