package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A certificate that is made for the cluster. */
@Value.Immutable
@ValueStyle
public interface Certificate {

    /** The alias of the server's certificate. */
    String SERVER = "server";

    /** The alias of the clients' certificate. */
    String CLIENT = "client";

    /** The alias of the metrics exporter's certificate. */
    String METRICS_EXPORTER = "metrics-exporter";

    /** What it is for: {@link #SERVER}, {@link #CLIENT}, {@link #METRICS_EXPORTER} or an operator's own word. */
    String alias();

    /** The secret it is kept in; absent: the operator's name. */
    Optional<String> secretName();

    /** Who signs it; absent: the issuer of the whole. */
    Optional<Issuer> issuer();

    /** How long it is valid; absent: the issuer's default. */
    Optional<Duration> duration();

    /** How long before its end it is renewed; absent: the issuer's default. */
    Optional<Duration> renewBefore();

    /** Organizations of its subject. */
    List<String> organizations();

    /** Host names it is valid for, beside the services' own. */
    List<String> dnsNames();

    /** Addresses it is valid for. */
    List<String> ipAddresses();

    /** URIs it is valid for. */
    List<String> uris();

    /** E-mail addresses it is valid for. */
    List<String> emailAddresses();

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
    final class Builder extends ImmutableCertificate.Builder {
        Builder() {}
    }
}
