package io.pgspan.model.text;

/** A secret text. Its {@code toString} is {@code ***}; only {@link #reveal()} gives it away, so that every use is visible. */
public final class Redacted {
    private final String secret;

    private Redacted(String secret) {
        this.secret = secret;
    }

    /** Wraps a secret. */
    public static Redacted of(String secret) {
        return new Redacted(secret);
    }

    /** The secret itself: for the wire, never for a log, an exception or a plan. */
    public String reveal() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Redacted r && secret.equals(r.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
