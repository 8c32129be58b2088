package io.pgspan.operators.cnpg.change;

import java.time.Duration;

/**
 * How long steps are waited for.
 *
 * @param stepLimit for a step in which servers at most restart. Default: 2 h, which is more than the operator's own waits for a stop and a start
 * @param copyLimit for a step in which data are copied or upgraded. Default: 24 h
 */
public record CnpgChangeSettings(Duration stepLimit, Duration copyLimit) {
    private static final Duration STEP = Duration.ofHours(2);
    private static final Duration COPY = Duration.ofHours(24);

    /** The defaults. */
    public static CnpgChangeSettings ofDefaults() {
        return new CnpgChangeSettings(STEP, COPY);
    }
}
