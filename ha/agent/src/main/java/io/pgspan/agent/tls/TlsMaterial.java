package io.pgspan.agent.tls;

import io.pgspan.agent.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** One reading of an identity's files, checked: the chain parses, the key is the certificate's, the certificate is the member's. */
final class TlsMaterial {
    private static final char[] NO_PASSWORD = new char[0];
    private static final byte[] PROBE = {1, 2, 3, 4};

    private final byte[][] contents;
    private final X509Certificate own;
    private final KeyManager[] keys;
    private final X509TrustManager authorities;

    private TlsMaterial(byte[][] contents, X509Certificate own, KeyManager[] keys, X509TrustManager authorities) {
        this.contents = contents;
        this.own = own;
        this.keys = keys;
        this.authorities = authorities;
    }

    /**
     * Reads the files unless they hold what {@code before} was read from.
     *
     * @return {@code before} itself when nothing changed
     * @throws AgentException when they can't be read, or don't fit together
     */
    static TlsMaterial read(String member, TlsFiles files, @Nullable TlsMaterial before) {
        byte[][] contents;
        try {
            contents = new byte[][] {
                Files.readAllBytes(files.chain()),
                Files.readAllBytes(files.key()),
                Files.readAllBytes(files.authorities())
            };
        } catch (IOException e) {
            throw new AgentException("agent: the certificates of " + member + " can't be read: " + e, e);
        }
        return before != null && Arrays.deepEquals(contents, before.contents) ? before : parse(member, files, contents);
    }

    private static TlsMaterial parse(String member, TlsFiles files, byte[][] contents) {
        List<X509Certificate> chain =
                PemReader.certificates(contents[0], files.chain().toString());
        X509Certificate own = chain.get(0);
        PrivateKey key = PemReader.key(contents[1], own, files.key().toString());
        List<X509Certificate> authorities =
                PemReader.certificates(contents[2], files.authorities().toString());
        Set<String> names = CertificateNames.of(own);
        if (!names.contains(member)) {
            throw new AgentException("agent: " + files.chain() + " is for the DNS names " + names + ", not for member "
                    + member + "; issue it with the DNS name " + member);
        }
        try {
            if (!belongs(key, own.getPublicKey())) {
                throw new AgentException("agent: " + files.key() + " is not the key of " + files.chain());
            }
            return new TlsMaterial(contents, own, keys(chain, key), trust(authorities));
        } catch (GeneralSecurityException | IOException e) {
            throw new AgentException("agent: the certificates of " + member + " are of no use: " + e.getMessage(), e);
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static KeyManager[] keys(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("member", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static X509TrustManager trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform has no PKIX trust manager"));
    }

    X509Certificate own() {
        return own;
    }

    KeyManager[] keys() {
        return keys;
    }

    X509TrustManager authorities() {
        return authorities;
    }
}
