package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The old verifier: MD5 of password and role name. Whoever has it can log in with it, without the password. It is read and never
 * made: a new password gets a {@link ScramVerifier}.
 */
public final class Md5Verifier implements PasswordVerifier {
    private static final String PREFIX = "md5";
    private static final int DIGITS = 32;

    private final Redacted text;

    private Md5Verifier(String text) {
        this.text = Redacted.of(text);
    }

    static boolean isMd5(String text) {
        return text.length() == PREFIX.length() + DIGITS
                && text.startsWith(PREFIX)
                && text.chars().skip(PREFIX.length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /**
     * Reads {@code md5} and 32 lower-case hexadecimal digits.
     *
     * @throws PgspanException when it is something else; the message doesn't repeat the text
     */
    public static Md5Verifier of(String text) {
        if (!isMd5(text)) {
            throw new PgspanException(
                    "password verifier: the text (not shown) is not md5 with 32 lower-case hexadecimal digits;"
                            + " take pg_authid.rolpassword as it is");
        }
        return new Md5Verifier(text);
    }

    /** Whether it was made of this role's name and this password; a renamed role's verifier no longer fits. */
    public boolean verifies(String user, String password) {
        byte[] made = (PREFIX + HexFormat.of().formatHex(md5(password + user))).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(made, text.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new PgspanException("this Java runtime lacks MD5; use one that has the java.base providers", e);
        }
    }

    @Override
    public Redacted text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Md5Verifier verifier && text.equals(verifier.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The kind alone. */
    @Override
    public String toString() {
        return "MD5 verifier ***";
    }
}
