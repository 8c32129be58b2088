package io.pgspan.samples.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.change.ChangeExecutor;
import io.pgspan.multicluster.change.ClusterObjects;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.Execution;
import io.pgspan.multicluster.execution.ExecutionListener;
import io.pgspan.multicluster.execution.PlanExecutor;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Carries wishes out. Before anything is begun, what is to be reached is written down beside what was reached before; so a program that
 * starts again makes the same plan and goes on in it, by the executor's journal, and no step is begun twice.
 *
 * <p>A change that has begun is ended before the next wish of the same database counts. One that can't be done as it is wished for is not
 * begun. A wish that is gone deletes nothing: data go only by a human's hand.
 */
final class WishLoop {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    /** How often the same change may have been made before. */
    private static final int ROUNDS_MAX = 100;

    private final Wishes wishes;
    private final ClusterObjects objects;
    private final WishStates states;
    private final ChangeExecutor executor;
    private final Consumer<String> told;

    /**
     * A loop.
     *
     * @param namespace where it keeps its records
     * @param told takes what a human should know, a line each
     */
    WishLoop(Wishes wishes, ClusterObjects objects, String namespace, PlanExecutor executor, Consumer<String> told) {
        this.wishes = wishes;
        this.objects = objects;
        this.states = new WishStates(objects, namespace);
        this.executor = new ChangeExecutor(executor, objects);
        this.told = told;
    }

    /** One look at every wish, and what it asks for. What goes wrong with one doesn't keep others waiting. */
    void pass(Cancellation cancellation) {
        Map<String, String> texts;
        try {
            texts = wishes.read();
        } catch (PgspanException e) {
            told.accept(String.valueOf(e.getMessage()));
            return;
        }
        texts.forEach((name, text) -> {
            try {
                if (!NAME.matcher(name).matches()) {
                    throw new PgspanException("a wish is named with at most 40 small letters, digits and dashes");
                }
                one(name, text, cancellation);
            } catch (PgspanException e) {
                told.accept(name + ": " + e.getMessage());
            }
        });
    }

    private void one(String name, String text, Cancellation cancellation) {
        WishState state = states.read(name);
        if (!state.isUnderway() && state.given().equals(text)) {
            return;
        }
        Change change = state.isUnderway()
                ? Change.of(name, state.given(), state.underway(), state.seen())
                : planned(name, state.given(), text);
        if (!state.isUnderway()) {
            if (!change.plan().isPossible()) {
                told.accept(name + ": it can't be done as it is wished for, nothing is begun\n"
                        + change.plan().text());
                return;
            }
            if (state.given().isEmpty()) {
                requireNothingThere(name, change);
            }
            state = states.write(name, state.begin(text, change.seen()));
        } else if (!state.underway().equals(text)) {
            told.accept(name + ": the wish has changed; what was begun before is ended first");
        }
        carryOut(name, state, change, cancellation);
    }

    /** With what is there under the names it would use, so that an operation that has ended is not taken for the one that is needed now. */
    private Change planned(String name, String given, String text) {
        List<ObjectNode> seen = new ArrayList<>();
        Change change = Change.of(name, given, text, seen);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            int known = seen.size();
            change.created().forEach(key -> objects.read(key).ifPresent(seen::add));
            if (seen.size() == known) {
                break;
            }
            change = Change.of(name, given, text, seen);
        }
        return change;
    }

    private void requireNothingThere(String name, Change change) {
        for (ObjectNode object : change.objects()) {
            ObjectKey key = ObjectKey.of(object);
            if (objects.read(key).isPresent()) {
                throw new PgspanException(
                        key.title() + " is there already and was not made here; to take it over, write its"
                                + " manifest as it is into the key 'given' of "
                                + states.key(name).title());
            }
        }
    }

    private void carryOut(String name, WishState state, Change change, Cancellation cancellation) {
        told.accept(name + ": " + change.plan().title() + ": "
                + change.plan().steps().stream()
                        .map(PlannedStep::step)
                        .map(Step::id)
                        .collect(Collectors.joining(", ")));
        Execution end = executor.execute(
                name + "-" + state.run(), change.plan(), state.byHand(), ExecutionListener.silent(), cancellation);
        if (end instanceof Execution.Stopped stopped) {
            told.accept(
                    name + ": step " + stopped.at().id() + " (" + stopped.at().what() + "): " + stopped.why()
                            + "; it is tried again; to take it back: " + stopped.undo());
        } else if (end.completed()) {
            states.write(name, state.carriedOut());
            told.accept(name + ": done");
        }
    }
}
