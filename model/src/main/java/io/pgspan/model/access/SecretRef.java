package io.pgspan.model.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret in the cluster's namespace, by name: never its content.
 *
 * @param name the secret's name
 * @param keyName which of its entries, or null for the operator's usual one
 */
public record SecretRef(String name, @Nullable String keyName) {

    /** The operator's usual entry of a secret. */
    public static SecretRef of(String name) {
        return new SecretRef(name, null);
    }

    /** One entry of a secret. */
    public static SecretRef of(String name, String key) {
        return new SecretRef(name, key);
    }

    /** Which of its entries, if one is named. */
    public Optional<String> key() {
        return Optional.ofNullable(keyName);
    }
}
