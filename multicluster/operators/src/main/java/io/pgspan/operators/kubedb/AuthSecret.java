package io.pgspan.operators.kubedb;

import io.pgspan.operators.kubedb.ops.TypedRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only KubeDB has of the superuser's secret. A secret of Kubernetes itself is the wish's {@code access.superuserSecret}.
 *
 * @param reference a secret of another kind or API group, for example a virtual secret; null otherwise, and unused while the wish names a
 *     secret of Kubernetes
 * @param storeName the store a virtual secret is kept in, or null
 * @param rotateAfter how old the password becomes before KubeDB recommends another one, or null
 * @param activeFrom since when it holds, or null
 * @param externallyManaged whether somebody else makes and changes it; then KubeDB refuses one without a name. Default: false
 */
public record AuthSecret(
        @Nullable TypedRef reference,
        @Nullable String storeName,
        @Nullable Duration rotateAfter,
        @Nullable Instant activeFrom,
        boolean externallyManaged) {
    private static final AuthSecret DEFAULTS = new AuthSecret(null, null, null, null, false);

    /** Nothing but what the wish says. */
    public static AuthSecret ofDefaults() {
        return DEFAULTS;
    }

    /** The secret that is none of Kubernetes' own. */
    public Optional<TypedRef> elsewhere() {
        return Optional.ofNullable(reference);
    }
}
