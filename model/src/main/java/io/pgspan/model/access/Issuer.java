package io.pgspan.model.access;

/**
 * Who signs certificates: an object of a certificate manager.
 *
 * @param group its API group
 * @param kind its kind, for example {@code Issuer} or {@code ClusterIssuer}
 * @param name its name
 */
public record Issuer(String group, String kind, String name) {
    /** The API group of cert-manager. */
    public static final String CERT_MANAGER = "cert-manager.io";

    /** An issuer of cert-manager in the cluster's namespace. */
    public static Issuer of(String name) {
        return new Issuer(CERT_MANAGER, "Issuer", name);
    }
}
