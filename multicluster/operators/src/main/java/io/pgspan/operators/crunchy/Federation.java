package io.pgspan.operators.crunchy;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the clusters in other Kubernetes clusters follow the primary one. No part of a manifest: it is used when a wish is rendered for several.
 *
 * @param host the address at which the primary cluster is reached from the others, or null: then nothing is streamed
 * @param portNumber its port, or null for the wish's own
 * @param repositoryName the repository that all of them reach, or null for the wish's first in an object store, if it has one
 */
public record Federation(
        @Nullable String host,
        @Nullable Integer portNumber,
        @Nullable String repositoryName) {
    private static final Federation BY_REPOSITORY = new Federation(null, null, null);

    /** By the wish's first repository in an object store. */
    public static Federation byRepository() {
        return BY_REPOSITORY;
    }

    /** By that repository of the wish. */
    public static Federation byRepository(String name) {
        return new Federation(null, null, name);
    }

    /** By streaming from this address, and by a repository where the wish has one that is reached from everywhere. */
    public static Federation byStreaming(String host) {
        return new Federation(host, null, null);
    }

    /** The same on another port. */
    public Federation onPort(int port) {
        return new Federation(host, port, repositoryName);
    }

    /** The address of the primary cluster. */
    public Optional<String> address() {
        return Optional.ofNullable(host);
    }

    /** Its port. */
    public OptionalInt port() {
        return portNumber == null ? OptionalInt.empty() : OptionalInt.of(portNumber);
    }

    /** The repository. */
    public Optional<String> repository() {
        return Optional.ofNullable(repositoryName);
    }
}
