package io.pgspan.operators.nativeengine;

import io.pgspan.model.text.Redacted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the native engine needs beyond the wish.
 *
 * @param image the container image of every pod
 * @param username the database's superuser, default {@code postgres}
 * @param password its password
 * @param environment more environment variables for every pod; one of the engine's own names is replaced
 */
public record NativeEngineOptions(String image, String username, Redacted password, Map<String, String> environment) {
    private static final String RECORD_APIS = "PGSPAN_RECORD_APIS";

    /** Copies the map. */
    public NativeEngineOptions {
        environment = Map.copyOf(environment);
    }

    /** The image {@code pgspan/postgres}, user {@code postgres}, nothing more in the environment. */
    public static NativeEngineOptions of(Redacted password) {
        return new NativeEngineOptions("pgspan/postgres", "postgres", password, Map.of());
    }

    /** The same with more environment variables. */
    public NativeEngineOptions withEnvironment(Map<String, String> variables) {
        return new NativeEngineOptions(image, username, password, variables);
    }

    /** The names of the API servers whose majority keeps the record; empty when the environment names none: then the hub's keeps it. */
    Optional<List<String>> recordServers() {
        return Optional.ofNullable(environment.get(RECORD_APIS))
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(entry -> entry.substring(0, Math.max(0, entry.indexOf('=')))
                                .strip())
                        .toList());
    }
}
