package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * How long an executor is patient.
 *
 * @param step how long a step may take from when it is begun, or found begun
 * @param look the pause between two looks at a step, and between two attempts of a call that failed
 * @param attempts how often a call that fails is made, at least once
 */
public record ExecutionLimits(Duration step, Duration look, int attempts) {

    /** Refuses limits that would never end, or never begin. */
    public ExecutionLimits {
        if (step.isNegative() || step.isZero() || look.isNegative() || look.isZero() || attempts < 1) {
            throw new PgspanException("execution limits: a step's " + step + ", the pause " + look + " and " + attempts
                    + " attempts must all be positive; take PT1H, PT2S and 5");
        }
    }

    /** An hour a step, a look every 2 s, 5 attempts. */
    public static ExecutionLimits ofDefaults() {
        return new ExecutionLimits(Duration.ofHours(1), Duration.ofSeconds(2), 5);
    }
}
