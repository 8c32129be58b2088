package io.pgspan.model.replication;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import java.util.Optional;
import org.immutables.value.Value;

/** How another PostgreSQL server is reached. */
@Value.Immutable
@ValueStyle
public interface Connection {

    /** Its host name or address. */
    String host();

    /** Its port. Default 5432. */
    @Value.Default
    default int port() {
        return 5432;
    }

    /** The role to log in as; absent: the operator's default. */
    Optional<String> user();

    /** The database; absent: {@code postgres}. */
    Optional<String> database();

    /** How much encryption is insisted on; absent: libpq's default. */
    Optional<SslMode> sslMode();

    /** The secret with the password. */
    Optional<SecretRef> password();

    /** The secret with the certificate and key to log in with. */
    Optional<SecretRef> clientCertificate();

    /** The secret with the authority that the server's certificate must be signed by. */
    Optional<SecretRef> serverCa();

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
    final class Builder extends ImmutableConnection.Builder {
        Builder() {}
    }
}
