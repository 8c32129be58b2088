package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A place where backups and archived write-ahead log are kept. */
@Value.Immutable
@ValueStyle
public interface Repository {

    /** Its name, unique within the wish (checked by validation). */
    String name();

    /** Where it is. */
    RepositoryTarget target();

    /** When backups are made into it; none by default. */
    List<BackupSchedule> schedules();

    /** What is kept; absent: everything. */
    Optional<Retention> retention();

    /** How it is encrypted; absent: not at all. */
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
    final class Builder extends ImmutableRepository.Builder {
        Builder() {}
    }
}
