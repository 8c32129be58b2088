package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Users, databases and who may connect. */
@Value.Immutable
@ValueStyle
public interface Access extends WithAccess {

    /** How clients prove who they are. */
    enum ClientAuth {
        /** By password, with SCRAM-SHA-256. */
        SCRAM,
        /** By password, with MD5: readable by whoever records the exchange and has time. */
        MD5,
        /** By a client certificate. */
        CERTIFICATE
    }

    /** How clients prove who they are; absent: the operator's default, which for some is still MD5. */
    Optional<ClientAuth> clientAuth();

    /** The secret with the superuser's password; absent: the operator makes one. */
    Optional<SecretRef> superuserSecret();

    /** Whether the superuser may log in over the network. Default true. */
    @Value.Default
    default boolean isSuperuserAccess() {
        return true;
    }

    /** Whether the list of users is complete even when it is empty, so that the operator makes no user of its own. Default false. */
    @Value.Default
    default boolean isUsersListed() {
        return false;
    }

    /** Users beside the superuser; none by default. Names are unique (checked by validation). */
    List<User> users();

    /** Databases; none by default. Names are unique (checked by validation). */
    List<Database> databases();

    /** Rules of {@code pg_hba.conf} that come before the operator's; none by default. */
    List<HbaRule> hba();

    /** What the operator makes by itself. */
    static Access ofDefaults() {
        return builder().build();
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
    final class Builder extends ImmutableAccess.Builder {
        Builder() {}
    }
}
