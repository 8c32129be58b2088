package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.replication.Connection;
import java.util.List;
import org.immutables.value.Value;

/** A dump of another server, taken while it runs; a way to a newer major version. */
@Value.Immutable
@ValueStyle
public non-sealed interface LogicalImport extends DataSource {

    /** How much is taken. */
    enum Kind {
        /** One database, without roles. */
        SINGLE_DATABASE,
        /** Several databases and roles. */
        WHOLE_SERVER
    }

    /** The server. */
    Connection source();

    /** How much is taken. Default {@link Kind#SINGLE_DATABASE}. */
    @Value.Default
    default Kind kind() {
        return Kind.SINGLE_DATABASE;
    }

    /** Databases that are taken; exactly one with {@link Kind#SINGLE_DATABASE} (checked by validation). */
    List<String> databases();

    /** Roles that are taken, with {@link Kind#WHOLE_SERVER} only (checked by validation). */
    List<String> roles();

    /** Whether no rows are taken. Default false. */
    @Value.Default
    default boolean isSchemaOnly() {
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
    final class Builder extends ImmutableLogicalImport.Builder {
        Builder() {}
    }
}
