package io.pgspan.operators.nativeengine;

import io.pgspan.model.text.Redacted;
import java.util.Map;

/**
 * What the native engine needs beyond the wish.
 *
 * @param image the container image of every pod
 * @param username the database's superuser, default {@code postgres}
 * @param password its password
 * @param environment more environment variables for every pod; one of the engine's own names is replaced
 */
public record NativeEngineOptions(String image, String username, Redacted password, Map<String, String> environment) {
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
}
