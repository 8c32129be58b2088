package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A SCRAM-SHA-256 verifier (RFC 5802, RFC 7677) as PostgreSQL keeps it: {@code SCRAM-SHA-256$<iterations>:<salt>$<stored
 * key>:<server key>}. It is made of a password without a server, so that a wish can set a password that no manifest holds.
 * Immutable.
 *
 * <p>Cost of making and of verifying: two hashes an iteration, a few milliseconds at {@link #ITERATIONS}.
 */
public final class ScramVerifier implements PasswordVerifier {
    /** PostgreSQL's default, and the least that RFC 7677 asks for. */
    public static final int ITERATIONS = 4096;

    static final String PREFIX = "SCRAM-SHA-256$";

    /** About ten seconds of work: more is a mistake or an attack. */
    private static final int ITERATIONS_MAX = 10_000_000;

    private static final int SALT_LENGTH_MIN = 8;
    private static final int KEY_LENGTH = 32;
    private static final int TEXT_LENGTH_MAX = 2_000;
    private static final Pattern TEXT =
            Pattern.compile("SCRAM-SHA-256\\$([0-9]{1,9}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");
    private static final String MAC = "HmacSHA256";

    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this.iterations = iterations;
        this.salt = salt;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /**
     * Makes the verifier of a password, the same for the same arguments.
     *
     * @param password not empty; SASLprep is applied as PostgreSQL does
     * @param salt at least 8 bytes that nobody can foresee, for each password anew; PostgreSQL takes 16
     * @param iterations how dear each guess shall be; at least 1, usually {@link #ITERATIONS}
     * @throws PgspanException when an argument is out of range
     */
    public static ScramVerifier make(String password, byte[] salt, int iterations) {
        if (salt.length < SALT_LENGTH_MIN) {
            throw new PgspanException(
                    "password verifier: a salt of " + salt.length + " bytes is too short; use 16 random ones");
        }
        return derive(SaslPassword.bytes(password), salt.clone(), checked(iterations));
    }

    /**
     * Reads a verifier.
     *
     * @throws PgspanException when it is none; the message doesn't repeat the text
     */
    public static ScramVerifier of(String text) {
        Matcher m = TEXT.matcher(text);
        if (text.length() > TEXT_LENGTH_MAX || !m.matches()) {
            throw malformed("it is not SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>");
        }
        byte[] storedKey = base64(m.group(3));
        byte[] serverKey = base64(m.group(4));
        if (storedKey.length != KEY_LENGTH || serverKey.length != KEY_LENGTH) {
            throw malformed("a key has not " + KEY_LENGTH + " bytes");
        }
        return new ScramVerifier(checked(Integer.parseInt(m.group(1))), base64(m.group(2)), storedKey, serverKey);
    }

    /** Whether it was made of this password. */
    public boolean verifies(String password) {
        return equals(derive(SaslPassword.bytes(password), salt, iterations));
    }

    /** How many iterations a guess costs. */
    public int iterations() {
        return iterations;
    }

    /** A copy of the salt, which every client is told. */
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public Redacted text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return Redacted.of(PREFIX + iterations + ":" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey));
    }

    private static ScramVerifier derive(byte[] password, byte[] salt, int iterations) {
        try {
            Mac byPassword = mac(password);
            byte[] block = byPassword.doFinal(
                    ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
            byte[] salted = block.clone();
            for (int i = 1; i < iterations; i++) {
                block = byPassword.doFinal(block);
                for (int at = 0; at < salted.length; at++) {
                    salted[at] ^= block[at];
                }
            }
            Mac bySalted = mac(salted);
            byte[] clientKey = bySalted.doFinal("Client Key".getBytes(StandardCharsets.US_ASCII));
            byte[] serverKey = bySalted.doFinal("Server Key".getBytes(StandardCharsets.US_ASCII));
            return new ScramVerifier(
                    iterations, salt, MessageDigest.getInstance("SHA-256").digest(clientKey), serverKey);
        } catch (GeneralSecurityException e) {
            throw new PgspanException("this Java runtime lacks SHA-256; use one that has the java.base providers", e);
        }
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        return mac;
    }

    private static int checked(int iterations) {
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new PgspanException("password verifier: " + iterations + " iterations are out of range; use "
                    + ITERATIONS + ", at most " + ITERATIONS_MAX);
        }
        return iterations;
    }

    /** Strict, as PostgreSQL is: padded, and written as it would be written. */
    private static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("a part is not base64");
        }
        throw malformed("a part is not base64 with its padding");
    }

    private static PgspanException malformed(String what) {
        return new PgspanException(
                "password verifier: the text (not shown): " + what + "; take pg_authid.rolpassword as it is");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScramVerifier verifier
                && iterations == verifier.iterations
                && Arrays.equals(salt, verifier.salt)
                && MessageDigest.isEqual(storedKey, verifier.storedKey)
                && MessageDigest.isEqual(serverKey, verifier.serverKey);
    }

    @Override
    public int hashCode() {
        return 31 * iterations + Arrays.hashCode(salt);
    }

    /** The kind and its cost, never the keys. */
    @Override
    public String toString() {
        return "SCRAM-SHA-256 verifier of " + iterations + " iterations ***";
    }
}
