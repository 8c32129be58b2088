package io.pgspan.model.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text kept in a config map or a secret of the cluster's namespace.
 *
 * @param kind where it is kept
 * @param name the object's name
 * @param keyName which of its entries, or null for all
 */
public record ConfigRef(Kind kind, String name, @Nullable String keyName) {

    /** Where a text is kept. */
    public enum Kind {
        /** A config map. */
        CONFIG_MAP,
        /** A secret. */
        SECRET
    }

    /** One entry of a config map. */
    public static ConfigRef configMap(String name, String key) {
        return new ConfigRef(Kind.CONFIG_MAP, name, key);
    }

    /** One entry of a secret. */
    public static ConfigRef secret(String name, String key) {
        return new ConfigRef(Kind.SECRET, name, key);
    }

    /** Which of its entries; empty: all. */
    public Optional<String> key() {
        return Optional.ofNullable(keyName);
    }
}
