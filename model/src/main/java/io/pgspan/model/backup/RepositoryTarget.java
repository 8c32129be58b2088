package io.pgspan.model.backup;

import io.pgspan.model.Storage;
import io.pgspan.model.ValueStyle;
import io.pgspan.model.access.SecretRef;
import java.util.Optional;
import java.util.function.Function;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Where backups are kept. */
public sealed interface RepositoryTarget {

    /** The answer for the alternative that this is. */
    default <R> R match(
            Function<Volume, R> volume,
            Function<S3, R> s3,
            Function<Gcs, R> gcs,
            Function<Azure, R> azure,
            Function<Existing, R> existing) {
        if (this instanceof Volume it) {
            return volume.apply(it);
        }
        if (this instanceof S3 it) {
            return s3.apply(it);
        }
        if (this instanceof Gcs it) {
            return gcs.apply(it);
        }
        if (this instanceof Azure it) {
            return azure.apply(it);
        }
        return existing.apply((Existing) this);
    }

    /**
     * A volume in the cluster's namespace: it is lost with the Kubernetes cluster.
     *
     * @param storage the volume
     */
    record Volume(Storage storage) implements RepositoryTarget {}

    /** A bucket of Amazon S3 or a server that speaks like it. */
    @Value.Immutable
    @ValueStyle
    non-sealed interface S3 extends RepositoryTarget {
        /** The bucket. */
        String bucket();

        /** The server's URL; absent: Amazon's. */
        Optional<String> endpoint();

        /** The region; absent: the default of the credentials. */
        Optional<String> region();

        /** The path within the bucket; absent: its root. */
        Optional<String> path();

        /** The secret with the access key; absent: the pod's own role is used. */
        Optional<SecretRef> credentials();

        /** Starts one; only the bucket has no default. */
        static ImmutableS3.Builder builder() {
            return ImmutableS3.builder();
        }
    }

    /**
     * A bucket of Google Cloud Storage.
     *
     * @param bucket the bucket
     * @param pathName the path within it, or null for its root
     * @param credentialsRef the secret with the key, or null: the pod's own identity is used
     */
    record Gcs(
            String bucket,
            @Nullable String pathName,
            @Nullable SecretRef credentialsRef) implements RepositoryTarget {
        /** The path within the bucket. */
        public Optional<String> path() {
            return Optional.ofNullable(pathName);
        }

        /** The secret with the key. */
        public Optional<SecretRef> credentials() {
            return Optional.ofNullable(credentialsRef);
        }
    }

    /**
     * A container of Azure Blob Storage.
     *
     * @param container the container
     * @param account the storage account, or null where the credentials name it
     * @param pathName the path within it, or null for its root
     * @param credentialsRef the secret with the key, or null: the pod's own identity is used
     */
    record Azure(
            String container,
            @Nullable String account,
            @Nullable String pathName,
            @Nullable SecretRef credentialsRef) implements RepositoryTarget {
        /** The storage account. */
        public Optional<String> storageAccount() {
            return Optional.ofNullable(account);
        }

        /** The path within the container. */
        public Optional<String> path() {
            return Optional.ofNullable(pathName);
        }

        /** The secret with the key. */
        public Optional<SecretRef> credentials() {
            return Optional.ofNullable(credentialsRef);
        }
    }

    /**
     * An object of the operator that describes the place, and exists already.
     *
     * @param namespaceName its namespace, or null for the own one
     * @param name its name
     */
    record Existing(@Nullable String namespaceName, String name) implements RepositoryTarget {
        /** Its namespace; empty: the own one. */
        public Optional<String> namespace() {
            return Optional.ofNullable(namespaceName);
        }
    }
}
