package io.pgspan.ha.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine as it is, and the engine with one rule of safety taken out, so that the simulation can be seen to notice. */
enum Mutant {
    /** Nothing taken out. */
    NONE,
    /** Never fences; there is no guard either, which would do it in its place. */
    NO_FENCE,
    /** The deadline counts from the answer. */
    DEADLINE_FROM_ANSWER,
    /** A renewal without an answer counts as a renewal. */
    UNKNOWN_EXTENDS,
    /** Seeing the own record counts as a renewal. */
    READ_BACK_EXTENDS,
    /** The deadline never comes. */
    NEVER_EXPIRES,
    /** A write without an answer counts as done. */
    UNKNOWN_IS_WRITTEN,
    /** Takes a record at first sight. */
    TAKES_AT_ONCE,
    /** Takes although a commit may hide with a silent member. */
    IGNORES_HIDDEN_COMMITS,
    /** Takes although another has received more. */
    IGNORES_BEHIND,
    /** Promises, and goes on receiving. */
    RECEIVER_STAYS,
    /** Follows whatever its data is. */
    FOLLOWS_DIVERGED;

    boolean keepsGuard() {
        return this != NO_FENCE;
    }

    Brain brain() {
        return switch (this) {
            case NONE, RECEIVER_STAYS -> HaEngine::step;
            case NO_FENCE ->
                (state, input) -> {
                    Decision d = HaEngine.step(state, input);
                    List<HaAction> rest = d.actions().stream()
                            .filter(a -> !(a instanceof HaAction.Fence))
                            .toList();
                    return new Decision(d.state(), rest, d.rule(), d.reason());
                };
            case DEADLINE_FROM_ANSWER ->
                (state, input) -> HaEngine.step(
                        state,
                        input instanceof HaInput.StoreResult r
                                ? new HaInput.StoreResult(r.received(), r.received(), r.write(), r.result())
                                : input);
            case UNKNOWN_EXTENDS ->
                (state, input) -> {
                    Decision d = HaEngine.step(state, input);
                    return input instanceof HaInput.StoreResult r
                                    && r.result() instanceof WriteResult.Unknown
                                    && r.write().purpose() == HaAction.Purpose.RENEW
                            ? with(
                                    d,
                                    deadline(
                                            d.state(),
                                            r.sent().plus(state.policy().renewDeadline())))
                            : d;
                };
            case READ_BACK_EXTENDS ->
                (state, input) -> {
                    Decision d = HaEngine.step(state, input);
                    return input instanceof HaInput.StoreView v && d.state().namesMe()
                            ? with(
                                    d,
                                    deadline(
                                            d.state(),
                                            v.received().plus(state.policy().renewDeadline())))
                            : d;
                };
            case NEVER_EXPIRES ->
                (state, input) -> {
                    Decision d = HaEngine.step(state, input);
                    return input instanceof HaInput.Local l
                                    && d.state().namesMe()
                                    && d.state().deadline() != null
                            ? with(
                                    d,
                                    deadline(
                                            d.state(),
                                            l.now().plus(state.policy().renewDeadline())))
                            : d;
                };
            case UNKNOWN_IS_WRITTEN ->
                (state, input) -> HaEngine.step(
                        state,
                        input instanceof HaInput.StoreResult r && r.result() instanceof WriteResult.Unknown
                                ? new HaInput.StoreResult(
                                        r.sent(), r.received(), r.write(), new WriteResult.Written("?"))
                                : input);
            case TAKES_AT_ONCE ->
                (state, input) -> HaEngine.step(
                        input instanceof HaInput.Tick && state.confirmed().compareTo(state.firstSeen()) > 0
                                ? firstSeen(
                                        state,
                                        state.confirmed().minus(state.policy().leaseDuration()))
                                : state,
                        input);
            case IGNORES_HIDDEN_COMMITS -> taking("election.commit-may-hide");
            case IGNORES_BEHIND -> taking("election.behind");
            case FOLLOWS_DIVERGED ->
                (state, input) -> {
                    Decision d = HaEngine.step(state, input);
                    return d.actions().size() == 1
                                    && d.actions().get(0) instanceof HaAction.Clone c
                                    && !state.local().systemIdentifier().isEmpty()
                            ? new Decision(
                                    d.state(), List.of(new HaAction.StartStandby(c.source())), d.rule(), d.reason())
                            : d;
                };
        };
    }

    private static Brain taking(String rule) {
        return (state, input) -> {
            Decision d = HaEngine.step(state, input);
            Versioned view = state.view();
            return view != null && d.rule().equals(rule)
                    ? new Decision(
                            d.state(),
                            List.of(new HaAction.WriteRecord(
                                    view.version(), view.record().takenBy(state.me()), HaAction.Purpose.ACQUIRE)),
                            d.rule(),
                            d.reason())
                    : d;
        };
    }

    private static Decision with(Decision d, HaState state) {
        return new Decision(state, d.actions(), d.rule(), d.reason());
    }

    private static HaState firstSeen(HaState s, Duration firstSeen) {
        return copy(s, firstSeen, s.deadline());
    }

    private static HaState deadline(HaState s, Duration deadline) {
        return copy(s, s.firstSeen(), deadline);
    }

    private static HaState copy(HaState s, Duration firstSeen, @Nullable Duration deadline) {
        return new HaState(
                s.policy(),
                s.me(),
                s.arbiter(),
                s.members(),
                s.view(),
                firstSeen,
                s.confirmed(),
                deadline,
                s.renewed(),
                s.local(),
                s.peers());
    }
}
