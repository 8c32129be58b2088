package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/** An interrupt ends whatever waits: the flag stays set, the caller gets an unchecked error. */
final class Interruptions {
    private Interruptions() {}

    static void sleep(Duration pause) {
        try {
            Thread.sleep(Math.max(1, pause.toMillis()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static PgspanException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PgspanException("interrupted while waiting for PostgreSQL; the work is unfinished", e);
    }
}
