package io.pgspan.model;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The volumes of an instance beside its data volume. None by default: everything is on the data volume. */
@Value.Immutable
@ValueStyle
public interface Volumes extends WithVolumes {

    /** A volume for {@code pg_wal}; absent: it is on the data volume. */
    Optional<Storage> wal();

    /** A volume for temporary files; absent: they are on the data volume. */
    Optional<Storage> temporary();

    /** Tablespaces with volumes of their own; names are unique (checked by validation). */
    List<Tablespace> tablespaces();

    /** No further volume. */
    static Volumes none() {
        return builder().build();
    }

    /** Starts with no further volume. */
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
    final class Builder extends ImmutableVolumes.Builder {
        Builder() {}
    }
}
