package io.pgspan.operators.kubedb.ops;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PostgresOpsRequest}: one operation on one database, carried out once. Its spec can't be changed after its creation; another wish
 * is another request.
 *
 * @param namespace of the request and its database; empty when a text left it out
 * @param name its name, or null when the API server makes one of {@code generateName}
 * @param generateName the beginning of its name, or null
 * @param labels of the request
 * @param annotations of the request
 * @param database the name of the {@code Postgres}
 * @param operation what is asked for
 * @param timeout for each step, or null for the operator's own; {@link StorageMigration} must have one
 * @param apply when it begins; default {@link Apply#IF_READY}
 * @param maxRetries how often a failed step is tried again; default 1
 */
public record OpsRequest(
        String namespace,
        @Nullable String name,
        @Nullable String generateName,
        Map<String, String> labels,
        Map<String, String> annotations,
        String database,
        Operation operation,
        @Nullable Duration timeout,
        Apply apply,
        int maxRetries) {

    /** Its {@code apiVersion}. */
    public static final String API_VERSION = "ops.kubedb.com/v1alpha1";

    /** Its {@code kind}. */
    public static final String KIND = "PostgresOpsRequest";

    /** The schema's number of retries. */
    public static final int MAX_RETRIES_DEFAULT = 1;

    /** When a request begins. */
    public enum Apply {
        /** When the database is ready; until then the request waits, for ever if need be. */
        IF_READY,
        /** At once, in any state: the way out of full disks and failing pods. */
        ALWAYS
    }

    /** Copies the maps. */
    public OpsRequest {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A named request with the schema's defaults. */
    public static OpsRequest of(String namespace, String name, String database, Operation operation) {
        return new OpsRequest(
                namespace,
                name,
                null,
                Map.of(),
                Map.of(),
                database,
                operation,
                null,
                Apply.IF_READY,
                MAX_RETRIES_DEFAULT);
    }

    /** A request whose name the API server makes, with the schema's defaults. */
    public static OpsRequest generated(String namespace, String generateName, String database, Operation operation) {
        return of(namespace, "", database, operation).withName(null, generateName);
    }

    /** The same with a name, or a beginning of one. */
    public OpsRequest withName(@Nullable String fixed, @Nullable String beginning) {
        return new OpsRequest(
                namespace, fixed, beginning, labels, annotations, database, operation, timeout, apply, maxRetries);
    }

    /** The same with labels. */
    public OpsRequest withLabels(Map<String, String> map) {
        return new OpsRequest(
                namespace, name, generateName, map, annotations, database, operation, timeout, apply, maxRetries);
    }

    /** The same with annotations. */
    public OpsRequest withAnnotations(Map<String, String> map) {
        return new OpsRequest(
                namespace, name, generateName, labels, map, database, operation, timeout, apply, maxRetries);
    }

    /** The same with a timeout for each step. */
    public OpsRequest withTimeout(Duration perStep) {
        return new OpsRequest(
                namespace, name, generateName, labels, annotations, database, operation, perStep, apply, maxRetries);
    }

    /** The same with another begin. */
    public OpsRequest withApply(Apply when) {
        return new OpsRequest(
                namespace, name, generateName, labels, annotations, database, operation, timeout, when, maxRetries);
    }

    /** The same with another number of retries. */
    public OpsRequest withMaxRetries(int retries) {
        return new OpsRequest(
                namespace, name, generateName, labels, annotations, database, operation, timeout, apply, retries);
    }

    /** Its type. */
    public OperationType type() {
        return operation.type();
    }

    /** Its name, empty until the API server has made it. */
    public Optional<String> fixedName() {
        return Optional.ofNullable(name);
    }

    /** The time each step has, if said. */
    public Optional<Duration> stepTimeout() {
        return Optional.ofNullable(timeout);
    }
}
