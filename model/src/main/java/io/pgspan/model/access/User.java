package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.immutables.value.Value;

/** A role that may log in, or a group of such roles. */
@Value.Immutable
@ValueStyle
public interface User {

    /** The role's name. */
    String name();

    /** Whether it may log in. Default true. */
    @Value.Default
    default boolean isLogin() {
        return true;
    }

    /** Whether it has the grants of the roles it is a member of at once. Default true. */
    @Value.Default
    default boolean isInherit() {
        return true;
    }

    /** What it may do beside its grants; nothing by default. */
    Set<Privilege> privileges();

    /** Databases it gets all privileges on, which are made if they are missing; none by default. */
    List<String> databases();

    /** Roles it is a member of; none by default. */
    List<String> memberOf();

    /** The secret with its password; absent: the operator makes one. */
    Optional<SecretRef> passwordSecret();

    /** What the server keeps instead of the password, when no secret is named; absent: it follows from the secret. */
    Optional<PasswordVerifier> verifier();

    /** Whether it has no password at all. Default false. */
    @Value.Default
    default boolean isPasswordless() {
        return false;
    }

    /** How a password made for it looks; absent: the operator's default. */
    Optional<PasswordPolicy> passwordPolicy();

    /** How many connections it may have at once; absent: any number. */
    OptionalInt connectionLimit();

    /** Until when its password is valid; absent: for ever. */
    Optional<Instant> validUntil();

    /** A comment on the role. */
    Optional<String> comment();

    /** Whether there must be no such role: it is dropped. Default false. */
    @Value.Default
    default boolean isAbsent() {
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
    final class Builder extends ImmutableUser.Builder {
        Builder() {}
    }
}
