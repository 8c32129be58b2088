package io.pgspan.model;

import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.text.Quantity;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Instances that are alike, beside those the cluster itself counts: for example a set of larger machines, or read replicas that are
 * never promoted.
 */
@Value.Immutable
@ValueStyle
public interface InstanceSet extends WithInstanceSet {

    /** Whether instances of a set may lead. */
    enum Role {
        /** They may become the primary. */
        ELECTABLE,
        /** They follow and answer queries, but are never promoted. */
        READ_ONLY
    }

    /** The set's name, unique within the cluster. */
    String name();

    /** Whether its instances may lead. Default {@link Role#ELECTABLE}. */
    @Value.Default
    default Role role() {
        return Role.ELECTABLE;
    }

    /** How many instances. Default 1. */
    @Value.Default
    default int replicas() {
        return 1;
    }

    /** The data volume of each instance; absent: that of the cluster. */
    Optional<Storage> storage();

    /** Further volumes. Default none. */
    @Value.Default
    default Volumes volumes() {
        return Volumes.none();
    }

    /** What each PostgreSQL container asks for. Default 500m CPU and 1Gi. */
    @Value.Default
    default Resources resources() {
        return Resources.ofDefaults();
    }

    /** What its pods have beside PostgreSQL. Default nothing. */
    @Value.Default
    default PodSettings pod() {
        return PodSettings.none();
    }

    /** Where its instances go; absent: as those of the cluster. */
    Optional<PlacementPolicy> placement();

    /** How many of its instances must stay while nodes are drained: a number or a percentage; absent: the operator's default. */
    Optional<String> minAvailable();

    /** Starts a set; only the name has no default. */
    static Builder builder() {
        return new Builder();
    }

    /** Starts a set of read replicas. */
    static Builder readReplicas(String name, int replicas) {
        return builder().name(name).role(Role.READ_ONLY).replicas(replicas);
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder. */
    final class Builder extends ImmutableInstanceSet.Builder {
        Builder() {}

        /** A durable data volume of the default storage class and this size. */
        public Builder storage(Quantity size) {
            return storage(new Storage(size, null, true));
        }
    }
}
