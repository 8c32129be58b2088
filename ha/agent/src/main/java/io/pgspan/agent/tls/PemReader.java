package io.pgspan.agent.tls;

import io.pgspan.agent.AgentException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM. What a key's file holds is in no message. */
final class PemReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PKCS8 = "PRIVATE KEY";

    private PemReader() {}

    /** @param where names the file in messages */
    static List<X509Certificate> certificates(byte[] pem, String where) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
            while (block.find()) {
                if (block.group(1).equals(CERTIFICATE)) {
                    certificates.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(bytes(block.group(2)))));
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new AgentException("agent: " + where + ": a certificate in it is malformed: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new AgentException("agent: " + where + " holds no PEM certificate");
        }
        return certificates;
    }

    /** The key that belongs to a certificate. */
    static PrivateKey key(byte[] pem, X509Certificate certificate, String where) {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            String kind = block.group(1);
            if (kind.equals(PKCS8)) {
                return pkcs8(block.group(2), certificate.getPublicKey().getAlgorithm(), where);
            }
            if (kind.endsWith(PKCS8)) {
                throw new AgentException("agent: " + where + " holds a key as " + kind
                        + "; wanted is PKCS#8 without encryption, with cert-manager privateKey.encoding: PKCS8");
            }
        }
        throw new AgentException("agent: " + where + " holds no PEM private key");
    }

    private static PrivateKey pkcs8(String text, String algorithm, String where) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // what the platform says of the key stays out of the message
            throw new AgentException(
                    "agent: " + where + ": its key is malformed or not of the certificate's algorithm " + algorithm);
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
