package io.pgspan.model.replication;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that this one follows as a whole: it has no primary of its own until it is promoted. At least one source is named
 * (checked by validation).
 */
@Value.Immutable
@ValueStyle
public interface StandbyCluster {

    /** Whether it follows still; false: it has been promoted and the source is kept for the way back. Default true. */
    @Value.Default
    default boolean isEnabled() {
        return true;
    }

    /** The repository of backups from which write-ahead log is fetched, by the name it has in this wish. */
    Optional<String> repository();

    /** The server from which write-ahead log is streamed. */
    Optional<Connection> stream();

    /** The object of the operator that describes the source, where it has one. */
    Optional<Reference> source();

    /**
     * An object by its name and namespace.
     *
     * @param namespace its namespace, or null for the own one
     * @param name its name
     */
    record Reference(@Nullable String namespace, String name) {}

    /** Starts one that follows. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder. */
    final class Builder extends ImmutableStandbyCluster.Builder {
        Builder() {}
    }
}
