package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.decode.Cursor;
import java.time.Duration;

/** {@code healthChecker}; numbers below 1 are refused elsewhere and read as the default here. */
final class HealthSection {
    private static final String OBJECT = "healthChecker";
    private static final HealthChecker DEFAULTS = HealthChecker.ofDefaults();

    private HealthSection() {}

    static HealthChecker read(Cursor spec) {
        Cursor health = spec.object(OBJECT);
        return health.isPresent()
                ? new HealthChecker(
                        seconds(health, "periodSeconds", DEFAULTS.period()),
                        seconds(health, "timeoutSeconds", DEFAULTS.timeout()),
                        health.integer("failureThreshold").filter(n -> n >= 1).orElse(DEFAULTS.failureThreshold()),
                        health.bool("disableWriteCheck").orElse(false))
                : DEFAULTS;
    }

    private static Duration seconds(Cursor health, String field, Duration otherwise) {
        return health.integer(field)
                .filter(n -> n >= 1)
                .map(Duration::ofSeconds)
                .orElse(otherwise);
    }

    /** The three numbers are written together, so that whoever reads one sees all. */
    static void write(HealthChecker health, ObjectNode spec) {
        if (health.equals(DEFAULTS)) {
            return;
        }
        ObjectNode object = spec.putObject(OBJECT)
                .put("periodSeconds", (int) health.period().toSeconds())
                .put("timeoutSeconds", (int) health.timeout().toSeconds())
                .put("failureThreshold", health.failureThreshold());
        if (health.writeCheckDisabled()) {
            object.put("disableWriteCheck", true);
        }
    }
}
