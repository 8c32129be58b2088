package io.pgspan.agent.tls;

import java.nio.file.Path;

/**
 * Where an agent's certificates are.
 *
 * @param chain its certificate, PEM, followed by intermediate ones
 * @param key its private key, PEM, PKCS#8, not encrypted
 * @param authorities the certificates that sign the members' of this cluster and nobody else's, PEM
 */
public record TlsFiles(Path chain, Path key, Path authorities) {

    /** {@code tls.crt}, {@code tls.key} and {@code ca.crt} of a directory, as cert-manager's secrets are mounted. */
    public static TlsFiles in(Path directory) {
        return new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"), directory.resolve("ca.crt"));
    }
}
