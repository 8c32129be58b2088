package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A backup, and write-ahead log up to a target. */
@Value.Immutable
@ValueStyle
public non-sealed interface RestoreFrom extends DataSource {

    /** The cluster whose backups are meant; absent: the wish's own name. */
    Optional<String> clusterName();

    /** Its namespace; absent: the own one. */
    Optional<String> namespace();

    /** The repository, when the wish does not have it among its own. */
    Optional<Repository> repository();

    /** The repository's name, when the wish or the source cluster has it. */
    Optional<String> repositoryName();

    /** The backup; absent: the newest that reaches the target. */
    Optional<String> backupName();

    /** Where recovery stops. Default: at the end of the archived log. */
    @Value.Default
    default RecoveryTarget target() {
        return RecoveryTarget.latest();
    }

    /** Settings of the backup tool; none by default. */
    Map<String, String> toolOptions();

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
    final class Builder extends ImmutableRestoreFrom.Builder {
        Builder() {}
    }
}
