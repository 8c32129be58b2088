package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import java.util.function.Supplier;

/** Calls that may fail for a while, made again within the limits. */
final class Patience {
    private final Pace pace;
    private final ExecutionLimits limits;

    Patience(Pace pace, ExecutionLimits limits) {
        this.pace = pace;
        this.limits = limits;
    }

    ExecutionLimits limits() {
        return limits;
    }

    Pace pace() {
        return pace;
    }

    void rest() throws InterruptedException {
        pace.rest(limits.look());
    }

    /**
     * The answer of the first attempt that has one.
     *
     * @throws PgspanException of the last attempt; a conflict of the journal at once
     */
    <T> T ask(Supplier<T> call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (JournalConflictException e) {
                throw e;
            } catch (PgspanException e) {
                if (attempt >= limits.attempts()) {
                    throw e;
                }
            }
            rest();
        }
    }
}
