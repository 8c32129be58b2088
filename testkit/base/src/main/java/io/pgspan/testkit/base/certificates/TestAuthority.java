package io.pgspan.testkit.base.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An authority that signs certificates for tests: elliptic curve P-256, valid for a day around now unless told otherwise. The platform
 * reads certificates and makes none, and its {@code keytool} takes seconds for a fleet; so they are put together here, a
 * millisecond each.
 */
public final class TestAuthority {
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(1);
    private static final String SIGNATURE = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final int DNS_NAME = 2;

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final AtomicLong serial = new AtomicLong(1);

    private TestAuthority(String name, Instant now) {
        this.name = name;
        this.keys = pair();
        byte[] constraints = Der.sequence(Der.yes());
        this.certificate = sign(
                name,
                keys.getPublic(),
                now.minus(BEFORE),
                now.plus(AFTER),
                List.of(extension(BASIC_CONSTRAINTS, constraints), extension(KEY_USAGE, Der.bits(1, new byte[] {0x06
                }))));
    }

    /** A new authority; its name tells it from others. */
    public static TestAuthority create(String name) {
        return new TestAuthority(name, Instant.now());
    }

    /** A certificate for servers and clients that is valid now. */
    public TestCertificate issue(String... dnsNames) {
        Instant now = Instant.now();
        return issue(now.minus(BEFORE), now.plus(AFTER), dnsNames);
    }

    /** A certificate for servers and clients that is valid between two moments. */
    public TestCertificate issue(Instant notBefore, Instant notAfter, String... dnsNames) {
        KeyPair pair = pair();
        byte[][] names = Arrays.stream(dnsNames)
                .map(n -> Der.tagged(Der.CONTEXT_PRIMITIVE | DNS_NAME, n.getBytes(StandardCharsets.US_ASCII)))
                .toArray(byte[][]::new);
        byte[] usages = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2"));
        X509Certificate issued = sign(
                dnsNames.length == 0 ? "nobody" : dnsNames[0],
                pair.getPublic(),
                notBefore,
                notAfter,
                List.of(
                        extension(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0x80})),
                        extension(EXTENDED_KEY_USAGE, usages),
                        extension(ALTERNATIVE_NAMES, Der.sequence(names))));
        return new TestCertificate(issued, pair.getPrivate(), certificate);
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    private X509Certificate sign(
            String subject, PublicKey key, Instant notBefore, Instant notAfter, List<byte[]> extensions) {
        byte[] algorithm = Der.sequence(Der.oid(SIGNATURE));
        byte[] body = Der.sequence(
                Der.tagged(Der.CONTEXT, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(serial.getAndIncrement())),
                algorithm,
                distinguished(name),
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                distinguished(subject),
                key.getEncoded(),
                Der.tagged(Der.CONTEXT | 3, Der.sequence(extensions.toArray(byte[][]::new))));
        byte[] whole = Der.sequence(body, algorithm, Der.bits(0, signature(keys.getPrivate(), body)));
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of " + subject + " can't be made: " + e.getMessage(), e);
        }
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    /** All are critical, so that none can be overlooked. */
    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] signature(PrivateKey key, byte[] body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform can't sign: " + e.getMessage(), e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no elliptic curves: " + e.getMessage(), e);
        }
    }
}
