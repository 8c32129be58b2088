package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.kubedb.ops.DatabaseFacts;
import io.pgspan.operators.kubedb.ops.OperationType;
import io.pgspan.operators.kubedb.ops.OpsReading;
import io.pgspan.operators.kubedb.ops.OpsRequest;
import io.pgspan.operators.kubedb.ops.OpsRequestReader;
import io.pgspan.operators.kubedb.ops.OpsRequestWriter;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes requests: each is read as KubeDB reads it, judged by its webhook's rules and known traps, named, and written. */
final class RequestSteps {
    private static final int NAMES_MAX = 100;
    /** They are for databases that are not ready, and would wait for ever for one that is. */
    private static final Set<OperationType> REPAIRS =
            Set.of(OperationType.RECONNECT_STANDBY, OperationType.FORCE_FAIL_OVER, OperationType.SET_RAFT_KEY_PAIR);

    private static final String IF_READY = "IfReady";
    private static final String ALWAYS = "Always";

    private final DatabaseChange database;
    private final Seen seen;
    private final KubeDbChangeSettings settings;
    private final Map<String, OpsReading> there = new LinkedHashMap<>();

    RequestSteps(DatabaseChange database, Seen seen, KubeDbChangeSettings settings) {
        this.database = database;
        this.seen = seen;
        this.settings = settings;
        seen.requests()
                .forEach(reading ->
                        reading.request().flatMap(OpsRequest::fixedName).ifPresent(name -> there.put(name, reading)));
    }

    /**
     * A request, and what is said of it.
     *
     * @param object the request
     * @param refused why KubeDB refuses it, or why it never ends; none when it can be made
     * @param notes what a reviewer should know
     * @param always whether it begins in any state of the database
     */
    record Made(ObjectNode object, List<String> refused, List<String> notes, boolean always) {}

    /**
     * A request.
     *
     * @param payload what belongs to the type; empty for a type that says nothing
     * @param changes what it is for, which with the payload makes its name
     */
    Made make(OperationType type, ObjectNode payload, List<Change> changes) {
        return make(type, payload, changes.stream().map(Change::text).collect(Collectors.joining("\n")));
    }

    /**
     * A request.
     *
     * @param payload what belongs to the type; empty for a type that says nothing
     * @param reason what it is for, which with the payload makes its name
     */
    Made make(OperationType type, ObjectNode payload, String reason) {
        boolean always = REPAIRS.contains(type)
                || (type == OperationType.VOLUME_EXPANSION
                        && seen.ready().filter(ready -> !ready).isPresent());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", OpsRequest.API_VERSION).put("kind", OpsRequest.KIND);
        ObjectNode metadata = object.putObject("metadata");
        ObjectNode spec = object.putObject("spec");
        spec.put("type", type.word());
        spec.putObject("databaseRef").put("name", database.name());
        if (!payload.isEmpty()) {
            spec.set(type.payload(), payload);
        }
        timeout(type).ifPresent(duration -> spec.put("timeout", duration.toSeconds() + "s"));
        spec.put("apply", always ? ALWAYS : IF_READY);
        metadata.put("name", name(type, spec, reason)).put("namespace", database.namespace());
        OpsReading reading = OpsRequestReader.read(Manifest.of(object), Waivers.none(), facts());
        return new Made(
                reading.request().map(OpsRequestWriter::write).orElse(object),
                texts(reading, Severity.ERROR),
                texts(reading, Severity.WARNING),
                always);
    }

    private Optional<Duration> timeout(OperationType type) {
        return type == OperationType.STORAGE_MIGRATION
                ? Optional.of(settings.migrationTimeout())
                : settings.requestTimeout();
    }

    /** A name that no finished request has: the same change can be made again after it was taken back. */
    private String name(OperationType type, ObjectNode spec, String reason) {
        String name = RequestName.of(database.name(), type, spec, reason);
        for (int i = 1; i < NAMES_MAX && isUsed(name); i++) {
            name = RequestName.of(database.name(), type, spec, reason + "\n#" + i);
        }
        return name;
    }

    private boolean isUsed(String name) {
        OpsReading same = there.get(name);
        return same != null && same.status().isFinal();
    }

    /** Whether a request that was observed is one of the plan's own, which is then not waited for before but found again. */
    Map<String, OpsReading> there() {
        return there;
    }

    private DatabaseFacts facts() {
        DatabaseFacts.Builder facts =
                seen.facts(database.storedBefore(At.VERSION).asText());
        facts.storageClass(database.storedBefore(At.STORAGE_STORAGE_CLASS_NAME).asText(""));
        facts.distributed(database.distributed());
        Set<String> groups = new HashSet<>();
        database.storedAfter(At.READ_REPLICAS)
                .forEach(group -> groups.add(group.path("name").asText()));
        facts.readReplicas(groups);
        return facts.build();
    }

    private static List<String> texts(OpsReading reading, Severity severity) {
        return reading.lint().isEmpty()
                ? List.of()
                : reading.lint().stream()
                        .filter(lint -> lint.severity() == severity)
                        .map(RequestSteps::text)
                        .distinct()
                        .toList();
    }

    private static String text(Lint lint) {
        return lint.path() + (lint.value().isEmpty() ? "" : " " + lint.value()) + ": " + lint.happens() + "; "
                + lint.instead();
    }
}
