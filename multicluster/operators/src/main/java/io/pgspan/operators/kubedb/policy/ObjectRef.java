package io.pgspan.operators.kubedb.policy;

import org.jspecify.annotations.Nullable;

/**
 * An object by name.
 *
 * @param name its name
 * @param namespace its namespace, or null where the operator fills it in
 */
public record ObjectRef(String name, @Nullable String namespace) {}
