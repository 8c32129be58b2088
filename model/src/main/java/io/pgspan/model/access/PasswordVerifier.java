package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import java.util.function.Function;

/**
 * What the server keeps instead of a password. It proves a password and doesn't reveal it, but whoever has it can try passwords
 * without asking the server, so it is treated as a secret: no {@code toString} shows it.
 */
public sealed interface PasswordVerifier permits ScramVerifier, Md5Verifier {

    /** The answer for the alternative that this is. */
    default <R> R match(Function<ScramVerifier, R> scram, Function<Md5Verifier, R> md5) {
        if (this instanceof ScramVerifier it) {
            return scram.apply(it);
        }
        return md5.apply((Md5Verifier) this);
    }

    /** The text that {@code CREATE ROLE … PASSWORD} takes as it is. */
    Redacted text();

    /**
     * Reads what {@code pg_authid.rolpassword} holds.
     *
     * @throws PgspanException when it is neither kind; the message doesn't repeat the text, which could be a password
     */
    static PasswordVerifier of(String text) {
        if (text.startsWith(ScramVerifier.PREFIX)) {
            return ScramVerifier.of(text);
        }
        if (Md5Verifier.isMd5(text)) {
            return Md5Verifier.of(text);
        }
        throw new PgspanException(
                "password verifier: the text (not shown) is neither SCRAM-SHA-256$<iterations>:<salt>$"
                        + "<stored key>:<server key> nor md5 with 32 hexadecimal digits; take pg_authid.rolpassword as it is,"
                        + " a password belongs into a secret");
    }
}
