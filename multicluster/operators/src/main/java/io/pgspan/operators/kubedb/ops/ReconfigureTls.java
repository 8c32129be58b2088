package io.pgspan.operators.kubedb.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other certificates, other demands on connections, or an end to TLS.
 *
 * @param issuerRef who issues certificates from now on, or null
 * @param certificates what they say, by alias
 * @param rotateCertificates whether they are issued anew; default false
 * @param remove whether TLS ends; default false
 * @param sslMode what clients must do, or null for as it is
 * @param clientAuthMode how clients prove who they are, or null for as it is
 * @param rotateGrpcCertificates whether the coordinators' certificates are issued anew; default false
 */
public record ReconfigureTls(
        @Nullable TypedRef issuerRef,
        List<Certificate> certificates,
        boolean rotateCertificates,
        boolean remove,
        @Nullable SslMode sslMode,
        @Nullable ClientAuthMode clientAuthMode,
        boolean rotateGrpcCertificates)
        implements Operation {
    /** What clients must do, as libpq names it. */
    public enum SslMode {
        /** No TLS. */
        DISABLE,
        /** TLS when the server insists. */
        ALLOW,
        /** TLS when the server can. */
        PREFER,
        /** TLS, whoever the server is. */
        REQUIRE,
        /** TLS with a certificate of a known authority. */
        VERIFY_CA,
        /** TLS with a certificate of a known authority for this host. */
        VERIFY_FULL
    }

    /** How clients prove who they are. */
    public enum ClientAuthMode {
        /** By password, hashed with MD5. */
        MD5,
        /** By password, with SCRAM. */
        SCRAM,
        /** By certificate. */
        CERT
    }

    /** Copies the list. */
    public ReconfigureTls {
        certificates = List.copyOf(certificates);
    }

    /** New certificates of the same issuer. */
    public static ReconfigureTls rotate() {
        return new ReconfigureTls(null, List.of(), true, false, null, null, false);
    }

    /** An end to TLS, with the way clients prove who they are from then on. */
    public static ReconfigureTls remove(ClientAuthMode clientAuthMode) {
        return new ReconfigureTls(null, List.of(), false, true, null, clientAuthMode, false);
    }

    @Override
    public OperationType type() {
        return OperationType.RECONFIGURE_TLS;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reconfigureTls(this);
    }
}
