package io.pgspan.multicluster.kubernetes;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.ha.record.majority.EnvelopeCodec;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.kubernetes.TimedCalls.CallException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One API server's vote on a record that is kept on a majority of several: an envelope in the annotation {@value RecordLease#ENVELOPE}
 * of a Lease. It stands apart from the annotation of a record on a single API server, so that neither is ever taken for the other.
 * The API servers must not share their etcd: then they would fail, and be restored, together.
 *
 * <p>Every call sends at most one request and returns within its limit.
 */
public final class KubernetesAcceptor implements Acceptor {
    private final LeaseObject object;
    private final LeaseObject.Results<Answer> results;

    private KubernetesAcceptor(LeaseObject object) {
        this.object = object;
        this.results = new LeaseObject.Results<>(
                lease -> new Answer.Written(
                        lease.getMetadata().getResourceVersion(),
                        lease.getMetadata().getUid()),
                Answer.Conflict::new,
                Answer.Unknown::new);
    }

    /**
     * The vote in the Lease {@code namespace/name}. Nothing is sent yet.
     *
     * @param client a client of that API server; stays open when the acceptor is closed
     */
    public static KubernetesAcceptor on(KubernetesClient client, String namespace, String name) {
        return new KubernetesAcceptor(new LeaseObject(client, namespace, name));
    }

    @Override
    public Answer read(Duration limit) {
        try {
            return object.read(limit).map(this::found).orElseGet(Answer.Absent::new);
        } catch (CallException e) {
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private Answer found(Lease lease) {
        @Nullable String text = lease.getMetadata().getAnnotations().get(RecordLease.ENVELOPE);
        if (text == null) {
            return new Answer.Unknown(object + " has no annotation " + RecordLease.ENVELOPE
                    + ": it holds no part of a record kept on several API servers; delete it or name another Lease");
        }
        try {
            return new Answer.Found(
                    lease.getMetadata().getResourceVersion(),
                    lease.getMetadata().getUid(),
                    EnvelopeCodec.decode(text));
        } catch (PgspanException e) {
            return new Answer.Unknown(object + ", annotation " + RecordLease.ENVELOPE + ": " + e.getMessage());
        }
    }

    @Override
    public Answer create(Envelope envelope, Duration limit) {
        return object.create(RecordLease.withEnvelope(object.fresh(), envelope), Set.of(HTTP_CONFLICT), limit, results);
    }

    @Override
    public Answer update(String version, Envelope envelope, Duration limit) {
        return object.update(
                RecordLease.withEnvelope(object.at(version), envelope),
                Set.of(HTTP_CONFLICT, HTTP_NOT_FOUND),
                limit,
                results);
    }

    /**
     * Why this acceptor's user may not write, asked of the server without writing anything; empty when it may, when there is nothing to
     * replace, or when the server can't tell now. Sends two requests, each within the limit.
     */
    public Optional<String> refusal(Duration limit) {
        try {
            return object.read(limit)
                    .flatMap(lease ->
                            object.refusal(object.at(lease.getMetadata().getResourceVersion()), limit));
        } catch (CallException unreadable) {
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

    /** Which Lease it is. */
    @Override
    public String toString() {
        return object.toString();
    }
}
