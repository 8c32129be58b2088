package io.pgspan.operators.kubedb.policy;

import org.jspecify.annotations.Nullable;

/**
 * The Prometheus in which the autoscaler reads how full the volumes of one cluster are. It holds names of secrets, never their content.
 *
 * @param url {@code scheme://host:port/path}, or null
 * @param caBundle certificates in PEM, encoded in base64, or null
 * @param insecureSkipTlsVerify whether the certificate goes unchecked; default false
 * @param serverName the name the certificate must bear, or null for the host's
 * @param authSecret credentials, or null
 * @param tlsSecret a client certificate, or null
 * @param appBinding an AppBinding that says all this, or null
 */
public record PrometheusSource(
        @Nullable String url,
        @Nullable String caBundle,
        boolean insecureSkipTlsVerify,
        @Nullable String serverName,
        @Nullable ObjectRef authSecret,
        @Nullable ObjectRef tlsSecret,
        @Nullable ObjectRef appBinding) {

    /** A server at a URL, without credentials. */
    public static PrometheusSource at(String url) {
        return new PrometheusSource(url, null, false, null, null, null, null);
    }
}
