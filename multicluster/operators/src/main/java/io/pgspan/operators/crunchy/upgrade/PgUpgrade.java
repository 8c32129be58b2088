package io.pgspan.operators.crunchy.upgrade;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PGUpgrade}: one upgrade of one cluster, carried out once. After it has succeeded or failed another wish is another object.
 *
 * @param namespace of the object and its cluster; empty when a text left it out
 * @param name its name, which the cluster's annotation {@code allow-upgrade} must hold
 * @param labels of the object
 * @param annotations of the object
 * @param cluster the name of the {@code PostgresCluster}
 * @param from the major version its data has
 * @param to the major version its data is to have
 * @param image where {@code pg_upgrade} runs, or null for the operator's own
 * @param transfer how files are brought over, or null for the operator's way, which is {@link TransferMethod#LINK}
 * @param jobs how many files at once, or null for one; 0 is as many as the processors allow
 */
public record PgUpgrade(
        String namespace,
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        String cluster,
        int from,
        int to,
        @Nullable String image,
        @Nullable TransferMethod transfer,
        @Nullable Integer jobs) {

    /** Its {@code apiVersion}. */
    public static final String API_VERSION = "postgres-operator.crunchydata.com/v1beta1";

    /** Its {@code kind}. */
    public static final String KIND = "PGUpgrade";

    /** Copies the maps. */
    public PgUpgrade {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** An upgrade in the operator's own way. */
    public static PgUpgrade of(String namespace, String name, String cluster, int from, int to) {
        return new PgUpgrade(namespace, name, Map.of(), Map.of(), cluster, from, to, null, null, null);
    }

    /** The same with a way of bringing files over. */
    public PgUpgrade withTransfer(@Nullable TransferMethod method) {
        return new PgUpgrade(namespace, name, labels, annotations, cluster, from, to, image, method, jobs);
    }

    /** The same with so many files at once. */
    public PgUpgrade withJobs(@Nullable Integer number) {
        return new PgUpgrade(namespace, name, labels, annotations, cluster, from, to, image, transfer, number);
    }

    /** The same in another image. */
    public PgUpgrade withImage(@Nullable String other) {
        return new PgUpgrade(namespace, name, labels, annotations, cluster, from, to, other, transfer, jobs);
    }

    /** The same with labels. */
    public PgUpgrade withLabels(Map<String, String> map) {
        return new PgUpgrade(namespace, name, map, annotations, cluster, from, to, image, transfer, jobs);
    }

    /** The same with annotations. */
    public PgUpgrade withAnnotations(Map<String, String> map) {
        return new PgUpgrade(namespace, name, labels, map, cluster, from, to, image, transfer, jobs);
    }

    /** The way files are brought over, if said. */
    public Optional<TransferMethod> transferMethod() {
        return Optional.ofNullable(transfer);
    }

    /** How files really are brought over. */
    public TransferMethod effectiveTransfer() {
        return transfer == null ? TransferMethod.LINK : transfer;
    }
}
