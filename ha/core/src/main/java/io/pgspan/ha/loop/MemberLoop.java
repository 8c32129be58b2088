package io.pgspan.ha.loop;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Request;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One member's loop: read the record, look at the own PostgreSQL, decide, act, rest; a turn because of something else than the record goes by
 * what was read lately. It wants one thing at a time, an {@link Effect}, and
 * is told what came of it; peers' answers may be told whenever they come. It holds no thread, no clock and no socket, so that the agent
 * runs the very loop that the simulator has proven.
 *
 * <p>Before every deed that could make a primary, the fence is told the deadline; a write that fails ends the turn, since what follows in
 * a decision was decided for the world in which that write succeeds. Not for use by two threads at a time.
 */
public final class MemberLoop {
    private static final Duration CALL_LIMIT_MAX = Duration.ofSeconds(1);
    private static final Duration CALL_LIMIT_MIN = Duration.ofMillis(50);
    /** How long a loop rests while somebody waits for it: an election, a step of the synchronous set. */
    private static final Duration SHORT_REST = Duration.ofMillis(25);
    /** How many such rests one reason gets: what isn't over after two seconds depends on somebody who is slow or gone. */
    private static final int SHORT_RESTS_MAX = 80;
    /** The same while nobody can write: the primary is shut down, and it is waited for who has received its last record. */
    private static final Duration HANDOVER_REST = Duration.ofMillis(10);

    private final Engine engine;
    private final List<HaInput.PeerAnswer> heard = new ArrayList<>();
    private HaState state;
    private HaState before;
    private HaInput.Tick tick = new HaInput.Tick(Duration.ZERO);
    private Decision decision;
    private List<HaAction> actions = List.of();
    private int next;
    private boolean writing;
    private @Nullable String inDoubt;
    private boolean guarded;
    /** Whether the store has not answered, or not as was hoped, in this turn. */
    private boolean troubled;

    /** Whether the read of this turn had no answer. */
    private boolean unanswered;

    private boolean again;
    private String hurriedFor = "";
    private int shortRests;
    /** Whether this turn has got the lease, or got it back: nothing newer can be read than what was just written. */
    private boolean won;

    /** Whether the newest version this member knows of is one it wrote itself, and nothing has hinted at another. */
    private boolean own;

    private @Nullable Duration sent;
    private Duration began = Duration.ZERO;
    /** When the last read that was answered was sent. */
    private @Nullable Duration readAt;

    private @Nullable Duration told;
    private boolean toldWhateverItIs;

    /** A loop that has done nothing yet. */
    public MemberLoop(HaState starting) {
        this(starting, HaEngine::step);
    }

    /** With another engine: only to show that each of the engine's rules is missed when it is gone. */
    MemberLoop(HaState starting, Engine engine) {
        this.engine = engine;
        this.state = starting;
        this.before = starting;
        this.decision = new Decision(starting, List.of(), "loop.starting", "the loop has not turned yet");
    }

    /** What the engine remembers. */
    public HaState state() {
        return state;
    }

    /** What it remembered when it decided last: with {@link #decidedUpon} all that the decision was made from. */
    public HaState decidedFrom() {
        return before;
    }

    /** The fact it decided upon last. */
    public HaInput decidedUpon() {
        return tick;
    }

    /** What it decided last. */
    public Decision decision() {
        return decision;
    }

    /** Begins. */
    public Effect start(Duration now) {
        return begin(now);
    }

    private Effect begin(Duration now) {
        own = false;
        sent = now;
        began = now;
        troubled = false;
        unanswered = false;
        return new Effect.Read(limit(now));
    }

    /**
     * No call outlives the lease it may be needed for. Once it was decided after the deadline, which fences, a call has time again:
     * where answers take longer than the least limit, nobody whose lease ran out would ever hear of another one.
     */
    private Duration limit(Duration now) {
        Duration limit = CALL_LIMIT_MAX;
        Duration twoPeriods = state.policy().retryPeriod().multipliedBy(2);
        if (state.namesMe() && twoPeriods.compareTo(limit) < 0) {
            // a store that hangs for a moment must leave a holder the time for another try
            limit = twoPeriods;
        }
        Duration deadline = state.deadline();
        boolean fenced = deadline != null && tick.now().compareTo(deadline) > 0;
        if (deadline != null && !fenced && deadline.minus(now).compareTo(limit) < 0) {
            limit = deadline.minus(now);
        }
        return limit.compareTo(CALL_LIMIT_MIN) < 0 ? CALL_LIMIT_MIN : limit;
    }

    /** The record was read; null when there is none. */
    public Effect read(Duration now, @Nullable Versioned seen) {
        readAt = sentAt(now);
        state = engine.step(state, new HaInput.StoreView(readAt, now, seen)).state();
        return new Effect.Look();
    }

    /** It could not be read in time. */
    public Effect unreadable(Duration now) {
        troubled = true;
        unanswered = true;
        readAt = null;
        return new Effect.Look();
    }

    /** PostgreSQL was looked at: decides. */
    public Effect looked(Duration now, LocalPostgres local) {
        for (HaInput.PeerAnswer answer : heard) {
            state = engine.step(state, answer).state();
        }
        heard.clear();
        state = engine.step(state, new HaInput.Local(now, local)).state();
        before = state;
        tick = new HaInput.Tick(now);
        decision = engine.step(state, tick);
        state = decision.state();
        actions = decision.actions();
        next = 0;
        guarded = false;
        again = false;
        return proceed(now);
    }

    private Effect proceed(Duration now) {
        if (next == actions.size()) {
            return finish(now);
        }
        HaAction action = actions.get(next);
        if (action instanceof HaAction.WriteRecord write) {
            if (isPointless(now)) {
                next = actions.size();
                return finish(now);
            }
            if (!isTold()) {
                // others go by what is written, also when this member hangs before it hears the answer: its fence
                // stands first
                return guard();
            }
            next++;
            writing = true;
            sent = now;
            return new Effect.Write(write, limit(now));
        }
        if (!guarded) {
            guarded = true;
            return guard();
        }
        next++;
        return new Effect.Perform(action);
    }

    /**
     * A store that did not answer the read will hardly take a write. Who holds the lease tries all the same; who doesn't would only hang a
     * second time, and hear so much later that the store is back.
     */
    private boolean isPointless(Duration now) {
        return unanswered && !state.holds(now) && !state.unbound();
    }

    private Effect guard() {
        told = state.namesMe() ? state.deadline() : null;
        toldWhateverItIs = state.unbound();
        return new Effect.Guard(toldWhateverItIs ? null : told, toldWhateverItIs);
    }

    /** Whether the fence knows how things stand. */
    private boolean isTold() {
        return toldWhateverItIs == state.unbound() && Objects.equals(told, state.namesMe() ? state.deadline() : null);
    }

    private Effect finish(Duration now) {
        if (!guarded || !isTold()) {
            guarded = true;
            return guard();
        }
        if (won) {
            won = false;
            return new Effect.Look();
        }
        return new Effect.Rest(again ? Duration.ZERO : untilTheNextTry(now, patiently(rest(now))));
    }

    /** A retry period lies between the beginnings of two tries to read: waiting for an answer was rest enough. */
    private Duration untilTheNextTry(Duration now, Duration rest) {
        Duration left = began.plus(state.policy().retryPeriod()).minus(now);
        if (!unanswered || left.compareTo(rest) >= 0) {
            return rest;
        }
        return left.compareTo(SHORT_REST) < 0 ? shorter(SHORT_REST, rest) : left;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Nobody burns a processor over what takes its time. */
    private Duration patiently(Duration rest) {
        shortRests = rest.equals(SHORT_REST) && hurriedFor.equals(decision.rule()) ? shortRests + 1 : 0;
        hurriedFor = decision.rule();
        return shortRests > SHORT_RESTS_MAX ? state.policy().retryPeriod() : rest;
    }

    private Duration rest(Duration now) {
        if (isAwaited(now)) {
            return HANDOVER_REST;
        }
        return switch (decision.rule()) {
            case "holder.steady", "follow.steady", "arbiter.watches", "pause.holder", "pause.hands-off" ->
                troubled ? state.policy().retryPeriod() : calm(now);
            case "handover.wait" -> HANDOVER_REST;
            case "handover.ask",
                    "handover.begin",
                    "handover.stand-back",
                    "election.window",
                    "election.behind",
                    "election.priority",
                    "sync.await",
                    "sync.claim",
                    "sync.apply" -> SHORT_REST;
            default -> state.policy().retryPeriod();
        };
    }

    /** Whether a holder that is alive and hands over waits for what this member has received; the others keep out of the way. */
    private boolean isAwaited(Duration now) {
        return now.minus(state.leaseSince()).compareTo(state.policy().leaseDuration()) < 0
                && state.record()
                        .flatMap(ClusterRecord::request)
                        .filter(r -> r.phase() != Request.Phase.ASKED
                                && r.allows(state.me().member()))
                        .isPresent();
    }

    /**
     * Where all is well, what changes wakes the loop: a holder only renews, as soon as that is due; the others wait for news, and, since
     * none comes of a holder that is gone, for the end of its lease.
     */
    private Duration calm(Duration now) {
        HaPolicy policy = state.policy();
        Duration left = state.namesMe()
                ? state.renewed().plus(policy.renewPeriod()).minus(now)
                : shorter(
                        policy.calmPeriod(),
                        state.leaseSince().plus(policy.leaseDuration()).minus(now));
        return left.compareTo(SHORT_REST) < 0 ? SHORT_REST : left;
    }

    /** A write has an outcome. */
    public Effect written(Duration now, HaAction.WriteRecord write, WriteResult result) {
        writing = false;
        state = engine.step(state, new HaInput.StoreResult(sentAt(now), now, write, result))
                .state();
        guarded = false;
        if (result instanceof WriteResult.Unknown && write.purpose() == HaAction.Purpose.ACQUIRE) {
            inDoubt = write.expectedVersion();
        }
        boolean done = result instanceof WriteResult.Written;
        own = done && write.purpose() != HaAction.Purpose.RELEASE;
        // what the read of this turn met is over where the write was answered
        troubled = !done;
        unanswered = unanswered && !done;
        if (!done) {
            next = actions.size();
        }
        if (write.purpose() == HaAction.Purpose.RELEASE) {
            // what was read before still names this member
            readAt = null;
        }
        again = result instanceof WriteResult.Conflict;
        // whoever has just got the lease, or its own one back, is waited for
        won = done && (write.purpose() == HaAction.Purpose.ACQUIRE || (!before.holds(tick.now()) && state.holds(now)));
        return proceed(now);
    }

    /** An action is begun, or the fence was told. */
    public Effect done(Duration now) {
        return proceed(now);
    }

    /**
     * The rest is over: nothing happened for long enough. In a handover that is soon, and what is waited for is no news of the record. A
     * holder needn't read what it wrote itself: where somebody has written since, its next renewal says so.
     */
    public Effect rested(Duration now) {
        if (rest(now).equals(HANDOVER_REST)) {
            return woken(now);
        }
        return isOwn(now) ? turn(now) : begin(now);
    }

    /** A turn that reads nothing. */
    private Effect turn(Duration now) {
        began = now;
        return new Effect.Look();
    }

    /** The rest is over: the record may have changed. */
    public Effect hinted(Duration now) {
        return begin(now);
    }

    /**
     * The rest is over: something happened here or at a peer, which says nothing about the record. One that was read within a retry period, or
     * written by this holder, is not read again for that: a failover is a chain of such events, and each would wait for the store.
     */
    public Effect woken(Duration now) {
        return (readLately(now) || isOwn(now)) && !isOutdated() ? turn(now) : begin(now);
    }

    private boolean isOwn(Duration now) {
        return own && state.holds(now);
    }

    private boolean readLately(Duration now) {
        return !troubled
                && readAt != null
                && now.minus(readAt).compareTo(state.policy().retryPeriod()) < 0;
    }

    /** Whether a peer has seen a later epoch than this member. */
    private boolean isOutdated() {
        long epoch = state.record().map(ClusterRecord::epoch).orElse(-1L);
        return heard.stream().anyMatch(answer -> answer.status().epoch() > epoch);
    }

    /** A peer has answered; may be told at any time. Says whether it is news that the loop should not sleep over. */
    public boolean hear(HaInput.PeerAnswer answer) {
        heard.add(answer);
        var before = state.peers().status(answer.status().member());
        PeerStatus told = answer.status();
        if (before.isEmpty()) {
            // whoever has just begun waits for the primary's first word
            return told.role() == PeerStatus.Role.PRIMARY;
        }
        PeerStatus known = before.get();
        boolean awaited = state.handover() != null && !known.received().equals(told.received());
        return awaited
                || !known.promisedVersion().equals(told.promisedVersion())
                || known.role() != told.role()
                || known.timeline() != told.timeline();
    }

    /** A holder asks whether it may go on without the store; true when this member will not lead for a lease. May be told at any time. */
    public boolean failsafe(Duration now, String holder, long epoch) {
        if (writing || state.version().equals(inDoubt)) {
            // what is being written, or may still be applied, is the very take-over that this would promise not to do
            return false;
        }
        Decision answer = engine.step(state, new HaInput.FailsafeAsked(now, holder, epoch));
        state = answer.state();
        return answer.rule().equals("failsafe.accepted");
    }

    /** A member's answer to that; may be told at any time. */
    public void failsafeAnswered(Duration asked, String member, long epoch, boolean accepted) {
        state = engine.step(state, new HaInput.FailsafeAnswer(asked, member, epoch, accepted))
                .state();
    }

    /** What the engine says to an operator's command, to be written by whoever carries the command; nothing of it is remembered. */
    public Decision command(Duration now, HaCommand command) {
        return engine.step(state, new HaInput.Command(now, command));
    }

    private Duration sentAt(Duration now) {
        return sent == null ? now : sent;
    }
}
