package io.pgspan.operators.kubedb;

import io.pgspan.operators.DialectOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only KubeDB has.
 *
 * @param generation the shape in which the placement policy is written; default {@link PolicyGeneration#G2}
 * @param catalogVersion the name of the {@code PostgresVersion} object when it is more than the server's version, for example
 *     {@code 16.13-bookworm}; null otherwise, and unused once the wish's version is another one
 * @param storageOmitted whether an ephemeral volume was given no size; the model then has its default size
 * @param userConf the text of {@code configuration.inline["user.conf"]} when it is more than the parameters it sets; null otherwise, and
 *     unused once the wish's parameters are others
 */
public record KubeDbOptions(
        PolicyGeneration generation,
        @Nullable String catalogVersion,
        boolean storageOmitted,
        @Nullable String userConf) implements DialectOptions {

    /** The current generation and nothing special. */
    public static KubeDbOptions ofDefaults() {
        return new KubeDbOptions(PolicyGeneration.G2, null, false, null);
    }

    /** The catalog's name of the version, where it says more than the version. */
    public Optional<String> versionName() {
        return Optional.ofNullable(catalogVersion);
    }

    /** The configuration text, where it says more than the parameters. */
    public Optional<String> configuration() {
        return Optional.ofNullable(userConf);
    }
}
