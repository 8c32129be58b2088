package io.pgspan.ha.record;

import io.pgspan.model.PgspanException;

/**
 * Consent to lose commits, given by name and with a bound. It reaches what the last primary acknowledges after the election as well: one
 * that hangs with its guard may have a confirmation waiting for it, and answers its client when it wakes, before it is stopped.
 *
 * @param maxLostBytes the most WAL that may be lost, counted from what the last primary had published; what it wrote after that is in
 *     nobody's knowledge and not in this bound
 */
public record FailoverConsent(long maxLostBytes) {
    /** @throws PgspanException when the bound is negative */
    public FailoverConsent {
        if (maxLostBytes < 0) {
            throw new PgspanException(
                    "failover consent: maxLostBytes " + maxLostBytes + " is negative; use 0 or more bytes of WAL");
        }
    }
}
