package io.pgspan.multicluster.agent;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pgspan.agent.audit.AuditAction;
import io.pgspan.agent.audit.AuditListener;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.multicluster.internal.SingleAttempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit records as Events ({@code events.k8s.io/v1}) about the cluster's Lease, so that {@code kubectl describe lease} tells a
 * failover's story. The whole record is in the annotation {@value #RECORD}, ready to be replayed, unless it is too large for one.
 *
 * <p>Whoever audits never waits: records queue, at most {@link #QUEUE_MAX} of them, and beyond that the oldest is dropped and counted. An
 * event that the server does not take is tried {@link #ATTEMPTS_MAX} times. Events are news and no proof: the API server forgets them after
 * an hour or so, and an agent without its store can't write them; the log is where records stay.
 */
public final class EventAudit implements AuditListener, AutoCloseable {
    /** The annotation with the record as JSON. */
    public static final String RECORD = "pgspan.io/audit-record";

    static final int QUEUE_MAX = 64;
    static final int ATTEMPTS_MAX = 3;
    private static final int NOTE_BYTES_MAX = 1024;
    private static final int RECORD_BYTES_MAX = 32 * 1024;
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration DELAY = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Set<AuditAction> ALARMING = Set.of(AuditAction.DEMOTION, AuditAction.REWIND, AuditAction.WIPE);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Logger LOG = LoggerFactory.getLogger(EventAudit.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String cluster;
    private final LinkedBlockingDeque<AuditRecord> queue = new LinkedBlockingDeque<>(QUEUE_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;

    private EventAudit(KubernetesClient client, String namespace, String cluster) {
        this.client = client;
        this.namespace = namespace;
        this.cluster = cluster;
        this.writer = new Thread(this::write, "pgspan-audit-events");
        writer.setDaemon(true);
    }

    /**
     * Starts a writer.
     *
     * @param client of the API server that has the Lease; stays open when the writer is closed
     */
    public static EventAudit start(KubernetesClient client, String namespace, String cluster) {
        EventAudit audit = new EventAudit(client, namespace, cluster);
        audit.writer.start();
        return audit;
    }

    @Override
    public void audited(AuditRecord record) {
        while (!closed && !queue.offerLast(record)) {
            if (queue.pollFirst() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    /** How many records never became an event: there were too many, or the server took none. */
    public long dropped() {
        return dropped.get();
    }

    private void write() {
        try {
            while (!closed || !queue.isEmpty()) {
                AuditRecord record = queue.pollFirst(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (record != null && !deliveredLater(record)) {
                    dropped.incrementAndGet();
                    LOG.warn("{}: {} became no event; it is in the log", record.member(), record.action());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is worth an event is worth the processor first: it waits until the deed it tells of is likely to be done. */
    private boolean deliveredLater(AuditRecord record) throws InterruptedException {
        Duration left = DELAY.minus(Duration.between(record.time(), Instant.now()));
        // a wall clock that was set does not hold it up
        if (!closed && left.compareTo(Duration.ZERO) > 0 && left.compareTo(DELAY) <= 0) {
            TimeUnit.MILLISECONDS.sleep(left.toMillis());
        }
        return delivered(record);
    }

    private boolean delivered(AuditRecord record) throws InterruptedException {
        Event event = event(record);
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            try {
                SingleAttempt.<@Nullable Event>call(
                        client, ATTEMPT_LIMIT, c -> c.resource(event).create());
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == 409) {
                    return true; // an attempt before had arrived
                }
                LOG.debug("{}: attempt {} of an event: {}", record.member(), attempt, e.getMessage());
            }
            if (attempt < ATTEMPTS_MAX && !closed) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
        return false;
    }

    private Event event(AuditRecord record) {
        String json = record.toJson();
        boolean fits = json.getBytes(StandardCharsets.UTF_8).length <= RECORD_BYTES_MAX;
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(record))
                .withAnnotations(fits ? Map.of(RECORD, json) : Map.of())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(record.time())))
                .withType(ALARMING.contains(record.action()) ? "Warning" : "Normal")
                .withAction(reason(record))
                .withReason(reason(record))
                .withNote(note(record))
                .withReportingController("pgspan.io/agent")
                .withReportingInstance(record.member())
                .withNewRegarding()
                .withApiVersion("coordination.k8s.io/v1")
                .withKind("Lease")
                .withNamespace(namespace)
                .withName(cluster)
                .endRegarding()
                .build();
    }

    /** The same for each attempt, so that one whose answer was lost is not written twice. */
    private static String name(AuditRecord record) {
        return record.member() + "."
                + record.action().name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + record.digest() + "."
                + Long.toHexString(record.time().toEpochMilli());
    }

    /** {@code SYNC_CHANGE} is {@code SyncChange}, as events are called. */
    private static String reason(AuditRecord record) {
        StringBuilder name = new StringBuilder();
        for (String word : record.action().name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String note(AuditRecord record) {
        String note = record.reason() + " (" + record.detail() + " by " + record.rule() + ", epoch " + record.epoch()
                + ", actor " + record.actor() + ", from " + record.digest() + ")";
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        // a character cut in half becomes a replacement of three bytes
        return bytes.length <= NOTE_BYTES_MAX ? note : new String(bytes, 0, NOTE_BYTES_MAX - 3, StandardCharsets.UTF_8);
    }

    /** Takes nothing more, and gives what is queued a moment to be written. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
    }
}
