package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Encryption of connections. Certificates come from an issuer or from secrets that exist; where neither is named the operator makes its own. */
@Value.Immutable
@ValueStyle
public interface Tls {

    /** How much the cluster's own clients insist on it; absent: the operator's default. */
    Optional<SslMode> mode();

    /** Who signs certificates. */
    Optional<Issuer> issuer();

    /** Certificates that are not as the issuer would make them; aliases are unique (checked by validation). */
    List<Certificate> certificates();

    /** A secret with the server's certificate and key. */
    Optional<SecretRef> serverCertificate();

    /** A secret with the authority that has signed it. */
    Optional<SecretRef> serverCa();

    /** A secret with the authority that signs clients' certificates. */
    Optional<SecretRef> clientCa();

    /** A secret with the certificate and key that standbys connect with. */
    Optional<SecretRef> replicationCertificate();

    /** Further host names of the server. */
    List<String> extraDnsNames();

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
    final class Builder extends ImmutableTls.Builder {
        Builder() {}
    }
}
