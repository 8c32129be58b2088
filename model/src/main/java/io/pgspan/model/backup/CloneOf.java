package io.pgspan.model.backup;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.replication.Connection;
import java.util.Optional;
import org.immutables.value.Value;

/** A copy of a running cluster. */
@Value.Immutable
@ValueStyle
public non-sealed interface CloneOf extends DataSource {

    /** The cluster's name, when it is in this Kubernetes cluster. */
    Optional<String> clusterName();

    /** Its namespace; absent: the own one. */
    Optional<String> namespace();

    /** How it is reached, when it is elsewhere. */
    Optional<Connection> connection();

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
    final class Builder extends ImmutableCloneOf.Builder {
        Builder() {}
    }
}
