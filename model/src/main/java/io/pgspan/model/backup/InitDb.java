package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** An empty data directory, made by {@code initdb}. */
@Value.Immutable
@ValueStyle
public non-sealed interface InitDb extends DataSource {

    /** A database that is made at once; absent: the operator's default. */
    Optional<String> database();

    /** The role that owns it; absent: the operator's default. */
    Optional<String> owner();

    /** The encoding of new databases; absent: UTF8. */
    Optional<String> encoding();

    /** The locale of new databases; absent: the operator's default. */
    Optional<String> locale();

    /** Who knows the locales: {@code libc}, {@code icu} or {@code builtin}; absent: libc. */
    Optional<String> localeProvider();

    /** Whether data pages have checksums. Default false, as PostgreSQL's until 17. */
    @Value.Default
    default boolean isDataChecksums() {
        return false;
    }

    /** The size of a WAL segment, a power of two; absent: 16. */
    OptionalInt walSegmentMegabytes();

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
    final class Builder extends ImmutableInitDb.Builder {
        Builder() {}
    }
}
