package io.pgspan.ha;

import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fact fed to the engine. Every {@code Duration} is a reading of one local clock that counts from the agent's start, never goes
 * back, and goes on while the machine sleeps.
 */
public sealed interface HaInput {

    /**
     * Time has passed: decide.
     *
     * @param now the clock
     */
    record Tick(Duration now) implements HaInput {}

    /**
     * The record was read.
     *
     * @param sent when the read was sent
     * @param received when its answer came
     * @param seen the record, null when there is none
     */
    record StoreView(
            Duration sent, Duration received, @Nullable Versioned seen) implements HaInput {}

    /**
     * A write this engine asked for has an outcome.
     *
     * @param sent when it was sent
     * @param received when its outcome came
     * @param write the action that asked for it
     * @param result what became of it
     */
    record StoreResult(Duration sent, Duration received, HaAction.WriteRecord write, WriteResult result)
            implements HaInput {}

    /**
     * The own PostgreSQL was looked at.
     *
     * @param now when
     * @param postgres what was seen
     */
    record Local(Duration now, LocalPostgres postgres) implements HaInput {}

    /**
     * A peer answered.
     *
     * @param asked when it was asked
     * @param status what it said
     */
    record PeerAnswer(Duration asked, PeerStatus status) implements HaInput {}

    /**
     * An operator asks for something.
     *
     * @param now the clock
     * @param command what
     */
    record Command(Duration now, HaCommand command) implements HaInput {}

    /**
     * A holder that can't reach the store asks whether it may go on.
     *
     * @param now the clock
     * @param holder who asks
     * @param epoch the epoch it leads
     */
    record FailsafeAsked(Duration now, String holder, long epoch) implements HaInput {}

    /**
     * A member's answer to that.
     *
     * @param asked when it was asked
     * @param member who answered
     * @param epoch the epoch it was asked about
     * @param accepted whether it will not lead before a lease has passed
     */
    record FailsafeAnswer(Duration asked, String member, long epoch, boolean accepted) implements HaInput {}
}
