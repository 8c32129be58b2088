package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How passwords that the operator makes look, and how long they live. */
@Value.Immutable
@ValueStyle
public interface PasswordPolicy {

    /** Which characters a password is made of. */
    enum Charset {
        /** Letters and digits. */
        ALPHANUMERIC,
        /** Every printable character. */
        ASCII
    }

    /** Which characters they are made of. Default {@link Charset#ALPHANUMERIC}. */
    @Value.Default
    default Charset charset() {
        return Charset.ALPHANUMERIC;
    }

    /** How many characters; absent: the operator's default. */
    OptionalInt length();

    /** After which time a new one is made; absent: never. */
    Optional<Duration> rotateAfter();

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
    final class Builder extends ImmutablePasswordPolicy.Builder {
        Builder() {}
    }
}
