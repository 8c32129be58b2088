package io.pgspan.model.access;

/** How much a client insists on encryption, as libpq's {@code sslmode} names it. */
public enum SslMode {
    /** Never encrypted. */
    DISABLE,
    /** Plain first, encrypted if the server insists. */
    ALLOW,
    /** Encrypted if the server can. */
    PREFER,
    /** Encrypted, whoever the server is. */
    REQUIRE,
    /** Encrypted, and the server's certificate is signed by a known authority. */
    VERIFY_CA,
    /** As {@link #VERIFY_CA}, and the certificate names the host. */
    VERIFY_FULL
}
