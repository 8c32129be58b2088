package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** How an engine is changed: what goes in, what comes out, or the one row that decides. */
final class Mutations {
    /** Changes what a row has decided. */
    interface Row {
        Decision instead(HaState before, Decision decided, Duration now);
    }

    private Mutations() {}

    static BiFunction<HaState, HaInput, Decision> onRule(String rule, Row row) {
        return onDecision((before, d, now) -> d.rule().equals(rule) ? row.instead(before, d, now) : d);
    }

    static BiFunction<HaState, HaInput, Decision> onDecision(Row row) {
        return (state, input) -> {
            Decision d = HaEngine.step(state, input);
            return input instanceof HaInput.Tick tick ? row.instead(state, d, tick.now()) : d;
        };
    }

    /** Takes the free record where a row of this prefix says no. */
    static BiFunction<HaState, HaInput, Decision> takingAt(String prefix) {
        return onDecision((before, d, now) -> d.rule().startsWith(prefix) ? take(d) : d);
    }

    static Decision take(Decision d) {
        ClusterRecord record = record(d.state());
        ClusterRecord next = record.takenBy(d.state().me());
        if (record.request().isPresent()) {
            next = next.answering(new Outcome(record.request().get().id(), true, "taken"));
        }
        return act(d, HaEngine.write(d.state(), next, HaAction.Purpose.ACQUIRE));
    }

    static Decision act(Decision d, HaAction... instead) {
        return new Decision(d.state(), List.of(instead), d.rule(), d.reason());
    }

    static Decision with(Decision d, HaState state) {
        return new Decision(state, d.actions(), d.rule(), d.reason());
    }

    static Decision without(Decision d, Predicate<HaAction> dropped) {
        return new Decision(
                d.state(), d.actions().stream().filter(dropped.negate()).toList(), d.rule(), d.reason());
    }

    /** The same decision with another record in what it writes. */
    static Decision rewriting(
            Decision d, HaAction.Purpose purpose, java.util.function.UnaryOperator<ClusterRecord> change) {
        return new Decision(
                d.state(),
                d.actions().stream()
                        .map(a -> a instanceof HaAction.WriteRecord w && w.purpose() == purpose
                                ? new HaAction.WriteRecord(w.expectedVersion(), change.apply(w.next()), purpose)
                                : a)
                        .toList(),
                d.rule(),
                d.reason());
    }

    static ClusterRecord record(HaState state) {
        ClusterRecord record = state.seenRecord();
        if (record == null) {
            throw new IllegalStateException("this row is for a member that has seen the record");
        }
        return record;
    }

    static HaState deadline(HaState state, Duration sent) {
        return state.withLease(sent.plus(state.policy().renewDeadline()), state.renewed());
    }

    static HaState unchangedSince(HaState state, Duration since) {
        Sight s = state.sight();
        return state.saw(new Sight(s.seen(), since, s.versionSince(), s.confirmed(), s.inDoubt(), s.gone()));
    }
}
