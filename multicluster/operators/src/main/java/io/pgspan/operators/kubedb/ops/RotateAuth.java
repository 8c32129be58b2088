package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * Another password of the superuser. The values so far stay in the secret as {@code username.prev} and {@code password.prev}.
 *
 * @param secretRef the secret with the user's name, which must stay the same, and the password; null for a random password
 */
public record RotateAuth(@Nullable TypedRef secretRef) implements Operation {
    /** A random password. */
    public static RotateAuth random() {
        return new RotateAuth(null);
    }

    /** The password of a secret. */
    public static RotateAuth fromSecret(String name) {
        return new RotateAuth(TypedRef.secret(name));
    }

    @Override
    public OperationType type() {
        return OperationType.ROTATE_AUTH;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.rotateAuth(this);
    }
}
