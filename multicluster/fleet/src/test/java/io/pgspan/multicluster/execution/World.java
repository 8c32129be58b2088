package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** A world in which a step takes three looks, and in which an executor can be killed, or a call lost, before or after any call. */
final class World implements Journal, Pace {
    static final int LOOKS = 3;

    final List<String> begun = new ArrayList<>();
    final Map<String, Integer> looks = new HashMap<>();
    final Map<String, String> hindrances = new HashMap<>();
    final Map<String, String> aborts = new HashMap<>();
    final InMemoryJournal pages = new InMemoryJournal();
    private IntConsumer disturb = call -> {};
    private int calls;
    private Duration now = Duration.ZERO;

    /** The end of an executor's process: nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Plan plan(String... steps) {
        return new Plan(
                "three things",
                Stream.of(steps)
                        .map(id -> new Step(
                                id, "do " + id, "why", Step.Risk.NONE, "before", "after", "never", "undo " + id))
                        .toList());
    }

    /** From now on each call, before and after its effect, is told its number. */
    void disturb(IntConsumer other) {
        disturb = other;
        calls = 0;
    }

    void killAt(int number) {
        disturb(call -> {
            if (call == number) {
                throw new Killed();
            }
        });
    }

    int calls() {
        return calls;
    }

    private void call() {
        disturb.accept(++calls);
    }

    StepDeed deed(Step step) {
        return new StepDeed() {
            @Override
            public Optional<String> hindrance() {
                call();
                return Optional.ofNullable(hindrances.get(step.id()));
            }

            @Override
            public void begin() {
                call();
                begun.add(step.id());
                call();
            }

            @Override
            public Progress progress() {
                call();
                if (!begun.contains(step.id())) {
                    return new Progress.NotBegun();
                }
                if (aborts.containsKey(step.id())) {
                    return new Progress.Aborted(aborts.get(step.id()));
                }
                int seen = looks.merge(step.id(), 1, Integer::sum);
                return seen >= LOOKS ? new Progress.Done() : new Progress.Underway("look " + seen);
            }
        };
    }

    @Override
    public Page read(String plan) {
        call();
        return pages.read(plan);
    }

    @Override
    public Page write(String plan, Page read, Map<String, Mark> marks) {
        call();
        Page written = pages.write(plan, read, marks);
        call();
        return written;
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void rest(Duration time) {
        now = now.plus(time);
    }

    Execution execute(Plan plan) {
        return execute(plan, new Cancellation(), ExecutionListener.silent());
    }

    Execution execute(Plan plan, Cancellation cancellation, ExecutionListener listener) {
        return PlanExecutor.with(this, this).execute("run", plan, this::deed, listener, cancellation);
    }

    static PgspanException unreachable() {
        return new PgspanException("the world does not answer");
    }
}
