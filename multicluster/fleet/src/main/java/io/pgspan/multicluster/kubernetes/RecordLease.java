package io.pgspan.multicluster.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.RecordCodec;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.majority.Envelope;
import io.pgspan.ha.record.majority.EnvelopeCodec;
import io.pgspan.model.PgspanException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a record is written in a Lease: the whole of it as JSON in an annotation, because a Lease's own fields hold only part of it
 * and two places could contradict each other. The spec's holder and transitions repeat it for {@code kubectl get lease}; nothing
 * reads them.
 */
final class RecordLease {
    /** The annotation that holds the record. */
    static final String ANNOTATION = "pgspan.io/cluster-record";

    /** The annotation that holds one API server's part of a record kept on several. */
    static final String ENVELOPE = "pgspan.io/cluster-record-envelope";

    private RecordLease() {}

    /** A Lease that has never been stored. */
    static Lease empty(String namespace, String name) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "pgspan")
                .endMetadata()
                .build();
    }

    /** The same Lease, to be written only over this version. */
    static Lease replacing(Lease lease, String version) {
        return new LeaseBuilder(lease)
                .editMetadata()
                .withResourceVersion(version)
                .withManagedFields(List.of())
                .endMetadata()
                .build();
    }

    /** The same Lease with another envelope; the record in it is shown unless its format is newer than this version knows. */
    static Lease withEnvelope(Lease lease, Envelope envelope) {
        Lease enveloped = new LeaseBuilder(lease)
                .editMetadata()
                .addToAnnotations(ENVELOPE, EnvelopeCodec.encode(envelope))
                .endMetadata()
                .build();
        return envelope.entry().map(entry -> showing(enveloped, entry.text())).orElse(enveloped);
    }

    private static Lease showing(Lease lease, String text) {
        try {
            return showing(lease, RecordCodec.decode(text));
        } catch (PgspanException newer) {
            return lease; // whoever completes another member's write need not understand it
        }
    }

    /** The same Lease with another record; labels, owners and everything else stay. */
    static Lease withRecord(Lease lease, ClusterRecord record) {
        Lease recorded = new LeaseBuilder(lease)
                .editMetadata()
                .addToAnnotations(ANNOTATION, RecordCodec.encode(record))
                .endMetadata()
                .build();
        return showing(recorded, record);
    }

    private static Lease showing(Lease lease, ClusterRecord record) {
        return new LeaseBuilder(lease)
                .editOrNewSpec()
                .withHolderIdentity(record.holder().map(Holder::member).orElse(null))
                .withLeaseTransitions((int) Math.min(Integer.MAX_VALUE, record.epoch()))
                .endSpec()
                .build();
    }

    /**
     * The record in the Lease.
     *
     * @throws StoreException when there is none or it can't be understood: guessing would be a second opinion on who leads
     */
    static Versioned read(Lease lease) {
        String where = "Lease " + lease.getMetadata().getNamespace() + "/"
                + lease.getMetadata().getName();
        @Nullable String text = lease.getMetadata().getAnnotations().get(ANNOTATION);
        if (text == null) {
            throw new StoreException(where + " has no annotation " + ANNOTATION
                    + ": it is not a cluster record; name another Lease, or restore the annotation from a backup");
        }
        try {
            return new Versioned(lease.getMetadata().getResourceVersion(), RecordCodec.decode(text));
        } catch (PgspanException e) {
            throw new StoreException(where + ", annotation " + ANNOTATION + ": " + e.getMessage(), e);
        }
    }
}
