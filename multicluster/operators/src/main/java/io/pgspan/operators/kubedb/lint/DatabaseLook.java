package io.pgspan.operators.kubedb.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;

/** What several traps ask of a {@code Postgres}. */
final class DatabaseLook {
    private static final int DIGITS_MAX = 3;

    private DatabaseLook() {}

    static int replicas(JsonNode object) {
        return Look.number(object, 1, "spec", "replicas");
    }

    static boolean isSynchronous(JsonNode object) {
        return Look.is(object, "Synchronous", "spec", "streamingMode");
    }

    static boolean isDistributed(JsonNode object) {
        return Look.isTrue(object, "spec", "distributed");
    }

    /** The server's major version, with which every name of the catalog begins; 0 when this one does not. */
    static int major(JsonNode object) {
        String name = Look.text(object, "spec", "version");
        int major = 0;
        for (int i = 0; i < Math.min(name.length(), DIGITS_MAX) && Character.isDigit(name.charAt(i)); i++) {
            major = 10 * major + Character.digit(name.charAt(i), 10);
        }
        return major;
    }
}
