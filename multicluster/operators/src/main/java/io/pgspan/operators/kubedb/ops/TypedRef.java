package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * An object by kind and name.
 *
 * @param apiGroup its API group, or null for the core group
 * @param kind its kind
 * @param name its name
 * @param namespace its namespace, or null for the one of the object that names it
 */
public record TypedRef(
        @Nullable String apiGroup,
        String kind,
        String name,
        @Nullable String namespace) {

    /** The kind of a secret. */
    public static final String SECRET = "Secret";

    /** A secret of the same namespace. */
    public static TypedRef secret(String name) {
        return new TypedRef(null, SECRET, name, null);
    }
}
