package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.text.CronSchedule;
import org.immutables.value.Value;

/** When backups are made. */
@Value.Immutable
@ValueStyle
public interface BackupSchedule {

    /** When. */
    CronSchedule schedule();

    /** What they hold. Default {@link BackupType#FULL}. */
    @Value.Default
    default BackupType type() {
        return BackupType.FULL;
    }

    /** Whether none is made for now. Default false. */
    @Value.Default
    default boolean isSuspended() {
        return false;
    }

    /** Whether a first one is made at once. Default false. */
    @Value.Default
    default boolean isImmediate() {
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
    final class Builder extends ImmutableBackupSchedule.Builder {
        Builder() {}
    }
}
