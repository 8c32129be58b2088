package io.pgspan.model.backup;

import io.pgspan.model.access.SecretRef;

/**
 * How bytes at rest are encrypted.
 *
 * @param cipher the cipher as the backup tool names it, for example {@code aes-256-cbc}
 * @param key the secret with the key; without it nothing can be restored
 */
public record Encryption(String cipher, SecretRef key) {}
