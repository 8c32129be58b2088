package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.text.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database a request is for, and of what surrounds it. A rule that needs a fact that is not known is not checked: the
 * webhook still may refuse.
 */
public final class DatabaseFacts {
    private final Builder known;

    private DatabaseFacts(Builder known) {
        this.known = known;
    }

    /** Nothing. */
    public static DatabaseFacts unknown() {
        return builder().build();
    }

    /** Starts with nothing known. */
    public static Builder builder() {
        return new Builder();
    }

    Optional<CatalogVersion> version() {
        return Optional.ofNullable(known.version);
    }

    Optional<Map<String, CatalogVersion>> catalog() {
        return Optional.ofNullable(known.catalog);
    }

    Optional<Quantity> storage() {
        return Optional.ofNullable(known.storage);
    }

    Optional<Quantity> arbiterStorage() {
        return Optional.ofNullable(known.arbiterStorage);
    }

    /** Empty when not known; the inner text is empty when the database names no class. */
    Optional<String> storageClass() {
        return Optional.ofNullable(known.storageClass);
    }

    Optional<Map<String, BindingMode>> storageClasses() {
        return Optional.ofNullable(known.storageClasses);
    }

    Optional<Set<String>> readReplicas() {
        return Optional.ofNullable(known.readReplicas);
    }

    Optional<Boolean> distributed() {
        return Optional.ofNullable(known.distributed);
    }

    Optional<Boolean> ready() {
        return Optional.ofNullable(known.ready);
    }

    Optional<String> userName() {
        return Optional.ofNullable(known.userName);
    }

    Optional<Map<String, String>> userNamesBySecret() {
        return Optional.ofNullable(known.userNamesBySecret);
    }

    /** When a storage class binds a volume to a claim. */
    public enum BindingMode {
        /** At once, wherever the volume is. */
        IMMEDIATE,
        /** When the first pod that uses it has a node. */
        WAIT_FOR_FIRST_CONSUMER
    }

    /** Collects what is known. */
    public static final class Builder {
        private @Nullable CatalogVersion version;
        private @Nullable Map<String, CatalogVersion> catalog;
        private @Nullable Quantity storage;
        private @Nullable Quantity arbiterStorage;
        private @Nullable String storageClass;
        private @Nullable Map<String, BindingMode> storageClasses;
        private @Nullable Set<String> readReplicas;
        private @Nullable Boolean distributed;
        private @Nullable Boolean ready;
        private @Nullable String userName;
        private @Nullable Map<String, String> userNamesBySecret;

        private Builder() {}

        /** The version it has. */
        public Builder version(CatalogVersion current) {
            version = current;
            return this;
        }

        /** All {@code PostgresVersion} objects, by name. */
        public Builder catalog(Map<String, CatalogVersion> versions) {
            catalog = Map.copyOf(versions);
            return this;
        }

        /** The size of each data volume. */
        public Builder storage(Quantity size) {
            storage = size;
            return this;
        }

        /** The size of the arbiter's volume. */
        public Builder arbiterStorage(Quantity size) {
            arbiterStorage = size;
            return this;
        }

        /** The storage class it names; empty when it names none. */
        public Builder storageClass(String name) {
            storageClass = name;
            return this;
        }

        /** All storage classes of the hub, by name. */
        public Builder storageClasses(Map<String, BindingMode> classes) {
            storageClasses = Map.copyOf(classes);
            return this;
        }

        /** The names of its groups of read replicas. */
        public Builder readReplicas(Set<String> groups) {
            readReplicas = Set.copyOf(groups);
            return this;
        }

        /** Whether its pods are on several clusters. */
        public Builder distributed(boolean is) {
            distributed = is;
            return this;
        }

        /** Whether its phase is {@code Ready}. */
        public Builder ready(boolean is) {
            ready = is;
            return this;
        }

        /** The superuser's name. */
        public Builder userName(String name) {
            userName = name;
            return this;
        }

        /** The user's name in each secret of the namespace that has a user's name and a password; never a password. */
        public Builder userNamesBySecret(Map<String, String> names) {
            userNamesBySecret = Map.copyOf(names);
            return this;
        }

        /** What was collected so far. */
        public DatabaseFacts build() {
            Builder copy = new Builder();
            copy.version = version;
            copy.catalog = catalog;
            copy.storage = storage;
            copy.arbiterStorage = arbiterStorage;
            copy.storageClass = storageClass;
            copy.storageClasses = storageClasses;
            copy.readReplicas = readReplicas;
            copy.distributed = distributed;
            copy.ready = ready;
            copy.userName = userName;
            copy.userNamesBySecret = userNamesBySecret;
            return new DatabaseFacts(copy);
        }
    }
}
