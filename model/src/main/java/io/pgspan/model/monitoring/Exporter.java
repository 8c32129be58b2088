package io.pgspan.model.monitoring;

import io.pgspan.model.Resources;
import io.pgspan.model.ValueStyle;
import io.pgspan.model.access.SecretRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** The program beside PostgreSQL that shows its metrics. */
@Value.Immutable
@ValueStyle
public interface Exporter {

    /** The port it listens on; absent: the operator's default. */
    OptionalInt port();

    /** Its image; absent: the operator's. */
    Optional<String> image();

    /** Further arguments. */
    List<String> args();

    /** What it asks for. Default: nothing said. */
    @Value.Default
    default Resources resources() {
        return Resources.unsaid();
    }

    /** The secret with the certificate and key it shows. */
    Optional<SecretRef> certificate();

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
    final class Builder extends ImmutableExporter.Builder {
        Builder() {}
    }
}
