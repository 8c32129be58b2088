package io.pgspan.ha;

import io.pgspan.ha.record.FailoverConsent;
import org.jspecify.annotations.Nullable;

/** What an operator asks of any member. It is checked, then written into the record, from which the members it concerns take it. */
public sealed interface HaCommand {
    /**
     * Move the primary, losing nothing.
     *
     * @param id the operator's name for it
     * @param candidate who shall lead, null for whoever may
     */
    record Switchover(String id, @Nullable String candidate) implements HaCommand {}

    /**
     * Let somebody lead although the primary is gone.
     *
     * @param id the operator's name for it
     * @param candidate who shall lead, null for whoever may
     * @param consent the loss that is accepted, null for none
     */
    record Failover(
            String id, @Nullable String candidate, @Nullable FailoverConsent consent) implements HaCommand {}

    /** Withdraw a request that nobody has begun to carry out. */
    record Withdraw() implements HaCommand {}

    /** Keep hands off PostgreSQL. */
    record Pause() implements HaCommand {}

    /** Business as usual again. */
    record Resume() implements HaCommand {}

    /**
     * The holder's PostgreSQL is stopped for good: the operator has seen to it. Nobody waits for its lease, nor for its acknowledgement of
     * the end of a pause.
     *
     * @param holder whose; it must be the one the record names
     */
    record Abandon(String holder) implements HaCommand {}
}
