package io.pgspan.postgres;

import io.pgspan.model.text.Redacted;

/**
 * Who asks, for SCRAM-SHA-256; nothing weaker is ever spoken.
 *
 * @param user the role
 * @param password its password, never printed
 */
public record Credentials(String user, Redacted password) {}
