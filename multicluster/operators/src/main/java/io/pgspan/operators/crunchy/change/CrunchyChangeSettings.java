package io.pgspan.operators.crunchy.change;

import java.time.Duration;

/**
 * How plans of Crunchy's clusters are made.
 *
 * @param stepLimit how long a step may take that copies no data
 * @param dataLimit how long a step may take that copies data: a new instance, a backup, a restore, an upgrade
 */
public record CrunchyChangeSettings(Duration stepLimit, Duration dataLimit) {
    private static final CrunchyChangeSettings DEFAULTS =
            new CrunchyChangeSettings(Duration.ofMinutes(30), Duration.ofHours(24));

    /** Half an hour, and a day. */
    public static CrunchyChangeSettings ofDefaults() {
        return DEFAULTS;
    }
}
