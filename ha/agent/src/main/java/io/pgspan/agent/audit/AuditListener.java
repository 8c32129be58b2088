package io.pgspan.agent.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is told each audited action, once. Called from an agent's loop: must not wait, and what it throws is logged and ignored. */
public interface AuditListener {

    /** An action was decided and is being carried out. */
    void audited(AuditRecord record);

    /** Tells nobody. */
    static AuditListener none() {
        return record -> {};
    }

    /** Tells each; one that fails does not keep it from the others. */
    static AuditListener all(List<AuditListener> listeners) {
        List<AuditListener> each = List.copyOf(listeners);
        Logger log = LoggerFactory.getLogger(AuditListener.class);
        return record -> each.forEach(listener -> {
            try {
                listener.audited(record);
            } catch (RuntimeException e) {
                log.warn("an audit record was not taken: {}", e.toString());
            }
        });
    }

    /** Writes each as one line of JSON to the log {@code io.pgspan.audit}. */
    static AuditListener toLog() {
        Logger log = LoggerFactory.getLogger("io.pgspan.audit");
        return record -> log.info("{}", record.toJson());
    }
}
