package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What is backed up, where to, and for how long. */
@Value.Immutable
@ValueStyle
public interface Backups {

    /**
     * A backup that is made when somebody asks.
     *
     * @param repository the repository's name
     * @param type what it holds
     */
    record ManualBackup(String repository, BackupType type) {}

    /** At most four (checked by validation); names are unique (checked by validation). */
    List<Repository> repositories();

    /** How the write-ahead log is archived; absent: as the operator does with a repository. */
    Optional<WalArchive> walArchive();

    /** A backup that is made when somebody asks; absent: none is prepared. */
    Optional<ManualBackup> manual();

    /** Snapshots of the volumes; absent: none. */
    Optional<Snapshots> snapshots();

    /** Settings of the backup tool; none by default. */
    Map<String, String> toolOptions();

    /** The backup tool's image; absent: the operator's. */
    Optional<String> image();

    /** Whether archiving and scheduled backups rest. Default false. */
    @Value.Default
    default boolean isPaused() {
        return false;
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
    final class Builder extends ImmutableBackups.Builder {
        Builder() {}
    }
}
