package io.pgspan.agent.http;

import io.pgspan.ha.record.Holder;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an agent can be told to do. */
public sealed interface AgentCommand {

    /**
     * The holder can't reach the record's store and asks to be taken for alive without it.
     *
     * @param holder who asks
     * @param epoch of the record it holds
     * @param recordVersion the version of that record as it last saw it
     */
    record Failsafe(Holder holder, long epoch, String recordVersion) implements AgentCommand {}

    /**
     * A planned change of primary: nothing is lost, or it does not happen.
     *
     * @param leader who leads now; refused when it is somebody else
     * @param candidate who is to lead, null for whoever is best
     * @param scheduledAt when, null for now
     */
    record Switchover(
            String leader,
            @Nullable String candidate,
            @Nullable Instant scheduledAt) implements AgentCommand {}

    /**
     * An ordered change of primary, also without one.
     *
     * @param candidate who is to lead
     * @param maxLostBytes how much the caller consents to lose; 0 for nothing
     */
    record Failover(String candidate, long maxLostBytes) implements AgentCommand {}

    /**
     * From now on nothing is promoted, demoted or restarted.
     *
     * @param reason for the audit, may be empty
     */
    record Pause(String reason) implements AgentCommand {}

    /**
     * The end of a pause.
     *
     * @param reason for the audit, may be empty
     */
    record Resume(String reason) implements AgentCommand {}

    /** Forget a switchover or failover that has not begun. */
    record CancelSwitchover() implements AgentCommand {}

    /**
     * The holder's PostgreSQL is stopped for good, whoever asks has seen to it: nobody waits for its lease, nor for its consent to the end
     * of a pause. A wrong oath makes two primaries.
     *
     * @param holder whose
     */
    record Abandon(String holder) implements AgentCommand {}

    /** One answer for each case. */
    default <T> T match(
            Function<Failsafe, T> failsafe,
            Function<Switchover, T> switchover,
            Function<Failover, T> failover,
            Function<Pause, T> pause,
            Function<Resume, T> resume,
            Function<CancelSwitchover, T> cancel,
            Function<Abandon, T> abandon) {
        if (this instanceof Failsafe c) {
            return failsafe.apply(c);
        }
        if (this instanceof Switchover c) {
            return switchover.apply(c);
        }
        if (this instanceof Failover c) {
            return failover.apply(c);
        }
        if (this instanceof Pause c) {
            return pause.apply(c);
        }
        if (this instanceof Resume c) {
            return resume.apply(c);
        }
        return this instanceof Abandon c ? abandon.apply(c) : cancel.apply((CancelSwitchover) this);
    }
}
