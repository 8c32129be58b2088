package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** Volumes with a data directory that exist already. */
@Value.Immutable
@ValueStyle
public non-sealed interface VolumesOf extends DataSource {

    /** The claim of the data volume. */
    String dataClaim();

    /** The directory on it; absent: the operator's usual one. */
    Optional<String> dataDirectory();

    /** The claim of the WAL volume; absent: it is on the data volume. */
    Optional<String> walClaim();

    /** The claim of a repository of backups; absent: none. */
    Optional<String> repositoryClaim();

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
    final class Builder extends ImmutableVolumesOf.Builder {
        Builder() {}
    }
}
