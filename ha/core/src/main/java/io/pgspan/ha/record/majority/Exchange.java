package io.pgspan.ha.record.majority;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MajorityRegister} in time: how long each call to a store may take, how long the pauses between attempts are, and when a caller's
 * patience is over. It is told the time and holds no thread and no clock, so that an agent drives it with threads and a simulator with
 * events, and both run the same protocol.
 *
 * <p>Whoever drives it makes the calls of every {@link Turn}, all stores at once, and tells each answer, also one that comes after its wish
 * has ended; a call that takes longer than its limit is an {@link Answer.Unknown}. One wish at a time; not for use by several threads
 * at once. All times are readings of one monotonic clock, whatever its origin.
 */
public final class Exchange {
    /** The longest first pause; each further one may be twice as long, up to {@link #PAUSE_LONGEST}. */
    public static final Duration PAUSE_FIRST = Duration.ofMillis(20);

    /** The longest pause. */
    public static final Duration PAUSE_LONGEST = Duration.ofMillis(320);

    /** A call to a store is given this much even when its caller has hardly any time left, so that it can be told from a failure. */
    public static final Duration CALL_SHORTEST = Duration.ofMillis(20);

    private static final int DOUBLINGS_MAX = 10;

    /**
     * A request to be sent.
     *
     * @param limit how long to wait for the answer at most
     */
    public record Call(Request request, Duration limit) {}

    /**
     * What the driver is to do now.
     *
     * @param calls to be made, each to its store
     * @param wakeAt when {@link #elapsed} is to be called unless something else happened before; of no meaning once the wish has ended
     * @param reached how the wish ended; null while it goes on
     */
    public record Turn(
            List<Call> calls, Duration wakeAt, @Nullable Outcome reached) {
        /** Takes a copy. */
        public Turn {
            calls = List.copyOf(calls);
        }
    }

    private final MajorityRegister register;
    private final LongUnaryOperator chance;
    private Duration limit = CALL_SHORTEST;
    private Duration end = Duration.ZERO;
    private @Nullable Duration resumeAt;
    private @Nullable Outcome outcome;

    /**
     * An exchange that has not begun.
     *
     * @param register the protocol, which nobody else uses
     * @param chance draws a number from 0 to below its argument: how long pauses are, so that rivals don't meet again
     */
    public Exchange(MajorityRegister register, LongUnaryOperator chance) {
        this.register = register;
        this.chance = chance;
    }

    /**
     * Starts on a wish; the one before has ended.
     *
     * @param end when it ends at the latest, undecided
     * @param within how long calls may take that are made on after the wish has ended, for a store that was late
     */
    public Turn begin(Duration now, Wish wish, Duration end, Duration within) {
        this.end = end;
        this.limit = within;
        this.resumeAt = null;
        this.outcome = null;
        return turn(now, register.begin(wish));
    }

    /** A store has answered, or its call has taken longer than its limit. */
    public Turn answered(Duration now, String store, Answer answer) {
        return turn(now, register.answered(store, answer));
    }

    /** Time has passed: the moment asked for has come, or any other. */
    public Turn elapsed(Duration now) {
        if (outcome != null) {
            return new Turn(List.of(), end, outcome);
        }
        if (now.compareTo(end) >= 0) {
            return new Turn(List.of(), end, abandon());
        }
        if (resumeAt != null && now.compareTo(resumeAt) >= 0) {
            resumeAt = null;
            return turn(now, register.resumed());
        }
        return new Turn(List.of(), wakeAt(), null);
    }

    /** The caller can't wait any longer. What is under way may still take effect. */
    public Outcome abandon() {
        Outcome reached = register.abandon();
        outcome = reached;
        return reached;
    }

    /** The stores that have lost their vote as far as is known, each with the reason: they wait for an operator's consent. */
    public SortedMap<String, String> withoutVote() {
        return register.withoutVote();
    }

    private Turn turn(Duration now, Step step) {
        if (outcome == null) {
            outcome = step.outcome().orElse(null);
        }
        if (step.pause() > 0) {
            resumeAt = now.plusNanos(pause(step.pause()));
        }
        if (step.requests().isEmpty()) {
            return new Turn(List.of(), wakeAt(), outcome);
        }
        Duration time = time(now);
        List<Call> calls = new ArrayList<>(step.requests().size());
        for (Request request : step.requests()) {
            calls.add(new Call(request, time));
        }
        return new Turn(calls, wakeAt(), outcome);
    }

    /** What is left for the present wish; what is sent after it has ended takes no longer than it might have. */
    private Duration time(Duration now) {
        Duration left = outcome == null ? end.minus(now) : limit;
        return left.compareTo(CALL_SHORTEST) < 0 ? CALL_SHORTEST : left;
    }

    private Duration wakeAt() {
        Duration resume = resumeAt;
        return resume != null && resume.compareTo(end) < 0 ? resume : end;
    }

    private long pause(int number) {
        long longest = Math.min(PAUSE_LONGEST.toNanos(), PAUSE_FIRST.toNanos() << Math.min(number - 1, DOUBLINGS_MAX));
        return 1 + chance.applyAsLong(longest);
    }
}
