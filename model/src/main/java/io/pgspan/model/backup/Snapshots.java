package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** Snapshots of volumes as backups. */
@Value.Immutable
@ValueStyle
public interface Snapshots {

    /** The class of snapshots of data volumes; absent: the default class. */
    Optional<String> className();

    /** The class of snapshots of WAL volumes; absent: as the data. */
    Optional<String> walClassName();

    /** Whether PostgreSQL runs meanwhile. Default true. */
    @Value.Default
    default boolean isOnline() {
        return true;
    }

    /** Starts one; what has no default must be said. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder; each default is named at the getter of the same name. */
    final class Builder extends ImmutableSnapshots.Builder {
        Builder() {}
    }
}
