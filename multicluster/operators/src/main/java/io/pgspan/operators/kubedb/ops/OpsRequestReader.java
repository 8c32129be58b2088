package io.pgspan.operators.kubedb.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a request with its status. Whatever the tree is, the answer is a reading, never an exception. */
public final class OpsRequestReader {
    private static final List<String> OF_THE_SERVER =
            List.of("uid", "resourceVersion", "generation", "managedFields", "selfLink", "deletionTimestamp");

    private final Cursor root;
    private final DatabaseFacts facts;

    private OpsRequestReader(Cursor root, DatabaseFacts facts) {
        this.root = root;
        this.facts = facts;
    }

    /** Reads and judges a request of which the database is not known. */
    public static OpsReading read(Manifest manifest, Waivers waivers) {
        return read(manifest, waivers, DatabaseFacts.unknown());
    }

    /** Reads a request and judges it on its database. A request that KubeDB has finished is not judged any more. */
    public static OpsReading read(Manifest manifest, Waivers waivers, DatabaseFacts facts) {
        return new OpsRequestReader(Cursor.of(manifest, Findings.of("kubedb")), facts).reading(waivers);
    }

    private OpsReading reading(Waivers waivers) {
        Cursor metadata = root.object("metadata");
        OF_THE_SERVER.forEach(metadata::skip);
        Instant created = metadata.instant("creationTimestamp").orElse(null);
        OpsStatus status = StatusReader.read(root.object("status"));
        root.skip("status");
        Cursor spec = root.object("spec");
        Optional<OperationType> type = type(spec);
        OpsRequest request = type.map(known -> request(metadata, spec, known)).orElse(null);
        otherPayloads(spec, type);
        if (request != null && !status.isFinal()) {
            judge(request);
        }
        Map<TreePath, JsonNode> left = root.leftovers(OpsFields.ALL, waivers);
        Residue residue = left.isEmpty() ? Residue.none() : new Residue(Map.of(OpsRequest.KIND, left), List.of());
        return new OpsReading(request, status, created, residue, root.findings().all());
    }

    private static Optional<OperationType> type(Cursor spec) {
        Optional<String> word = spec.requiredText("type", "name the type of the request, for example Restart");
        Optional<OperationType> type = word.flatMap(OperationType::of);
        if (word.isPresent() && type.isEmpty()) {
            spec.reject(
                    "ops.type",
                    "type",
                    "there is no such type",
                    "use one of "
                            + String.join(
                                    ", ",
                                    List.of(OperationType.values()).stream()
                                            .map(OperationType::word)
                                            .toList()));
        }
        return type;
    }

    private static OpsRequest request(Cursor metadata, Cursor spec, OperationType type) {
        return new OpsRequest(
                metadata.text("namespace").orElse(""),
                metadata.text("name").orElse(null),
                metadata.text("generateName").orElse(null),
                metadata.labels("labels"),
                metadata.labels("annotations"),
                spec.object("databaseRef").text("name").orElse(""),
                new OperationReader(spec).read(type),
                spec.goDuration("timeout").orElse(null),
                spec.choice("apply", OpsWords.APPLY).orElse(OpsRequest.Apply.IF_READY),
                spec.integer("maxRetries").orElse(OpsRequest.MAX_RETRIES_DEFAULT));
    }

    /** What belongs to another type is ignored by KubeDB; it is kept as residue. */
    private static void otherPayloads(Cursor spec, Optional<OperationType> type) {
        for (OperationType other : OperationType.values()) {
            if (type.isPresent() && other != type.get() && spec.has(other.payload())) {
                spec.lint(
                        "ops.other-payload",
                        Severity.WARNING,
                        other.payload(),
                        "it belongs to the type " + other.word() + " and is ignored",
                        "make a request of that type, after this one has ended");
            }
        }
        if (type.filter(known -> known == OperationType.UPDATE_VERSION || known == OperationType.RECONFIGURE_TLS)
                        .isPresent()
                && !spec.has(type.get().payload())) {
            spec.reject(
                    "ops.payload",
                    type.get().payload(),
                    "a request of type " + type.get().word() + " needs it",
                    "say in it what is asked for");
        }
    }

    private void judge(OpsRequest request) {
        List<Lint> judged = new ArrayList<>();
        OpsRules.check(request, facts).forEach(violation -> judged.add(Lint.of(Severity.ERROR, violation)));
        judged.addAll(OpsLints.of(request, facts));
        root.findings().addJudged(root.manifest(), judged);
    }
}
