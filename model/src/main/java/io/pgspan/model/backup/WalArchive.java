package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How the write-ahead log is archived. */
@Value.Immutable
@ValueStyle
public interface WalArchive {

    /** The compression as the backup tool names it; absent: the tool's default. */
    Optional<String> compression();

    /** How many segments at once; absent: the tool's default. */
    OptionalInt maxParallel();

    /** How it is encrypted; absent: as the repository. */
    Optional<Encryption> encryption();

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
    final class Builder extends ImmutableWalArchive.Builder {
        Builder() {}
    }
}
