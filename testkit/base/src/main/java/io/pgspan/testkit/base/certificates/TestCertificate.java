package io.pgspan.testkit.base.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

/** A certificate, its key, and the authority that signed it. */
public final class TestCertificate {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final X509Certificate authority;

    TestCertificate(X509Certificate certificate, PrivateKey key, X509Certificate authority) {
        this.certificate = certificate;
        this.key = key;
        this.authority = authority;
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The certificate in PEM. */
    public String chainPem() {
        return pem(certificate);
    }

    /** The authority's certificate in PEM. */
    public String authorityPem() {
        return pem(authority);
    }

    /** The key in PEM, PKCS#8. */
    public String keyPem() {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /**
     * Writes {@code tls.crt}, {@code tls.key} and {@code ca.crt} as a mounted secret has them, each replaced at once.
     *
     * @return the directory
     */
    public Path writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            write(directory, "ca.crt", authorityPem());
            write(directory, "tls.key", keyPem());
            write(directory, "tls.crt", chainPem());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("certificates can't be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Path next = directory.resolve(name + ".next");
        Files.deleteIfExists(next);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(next, text);
        Files.move(next, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate can't be encoded: " + e.getMessage(), e);
        }
    }

    private static String block(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    @Override
    public String toString() {
        return "certificate of " + certificate.getSubjectX500Principal();
    }
}
