package io.pgspan.testkit.chaos;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.agent.AgentException;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.multicluster.agent.EventAudit;
import io.pgspan.testkit.fleet.PodHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where agents leave their audit records: their logs, which have all of them, and Events, which may lack some. */
final class AuditSources {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSources.class);
    private static final String LOGGER = "io.pgspan.audit";

    private AuditSources() {}

    /** From the log of a pod, over all restarts. */
    static List<AuditRecord> logged(PodHandle pod) {
        try (Stream<String> lines = Files.lines(pod.logFile(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(LOGGER))
                    .flatMap(line -> parse(line.substring(Math.max(0, line.indexOf('{')))).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the Events of a namespace. */
    static List<AuditRecord> events(KubernetesClient client, String namespace) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .flatMap(event ->
                        Optional.ofNullable(event.getMetadata().getAnnotations().get(EventAudit.RECORD)).stream())
                .flatMap(text -> parse(text).stream())
                .toList();
    }

    /** A line that was being written when its agent was killed is none. */
    private static Optional<AuditRecord> parse(String json) {
        try {
            return Optional.of(AuditRecord.parse(json));
        } catch (AgentException e) {
            LOG.warn("an audit record is passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
