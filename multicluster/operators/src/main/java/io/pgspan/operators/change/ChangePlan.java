package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a change is carried out: what to do, in which order, what it costs, and what would happen otherwise.
 *
 * @param title what it achieves
 * @param steps in order; empty when both wishes mean the same. While one is impossible, none is to be carried out
 * @param procedures for an impossible step, by its id, a plan of its own that achieves the aim in another way
 * @param direct what would happen if the operator were simply given the new manifest, change by change
 */
public record ChangePlan(
        String title, List<PlannedStep> steps, Map<String, ChangePlan> procedures, List<DirectEffect> direct) {

    /** Copies the collections. */
    public ChangePlan {
        steps = List.copyOf(steps);
        procedures = Collections.unmodifiableMap(new LinkedHashMap<>(procedures));
        direct = List.copyOf(direct);
    }

    /** A plan without alternatives and without what would happen otherwise. */
    public static ChangePlan of(String title, List<PlannedStep> steps) {
        return new ChangePlan(title, steps, Map.of(), List.of());
    }

    /** The steps in words, for whoever carries plans out. */
    public Plan plan() {
        return new Plan(title, steps.stream().map(PlannedStep::step).toList());
    }

    /** What is done in a step. */
    public Optional<Deed> deed(String id) {
        return step(id).map(PlannedStep::deed);
    }

    /** A step by its id. */
    public Optional<PlannedStep> step(String id) {
        return steps.stream().filter(step -> step.step().id().equals(id)).findFirst();
    }

    /** The plan that achieves in another way what an impossible step can't. */
    public Optional<ChangePlan> procedure(String id) {
        return Optional.ofNullable(procedures.get(id));
    }

    /** The worst risk of all steps. */
    public Step.Risk risk() {
        return plan().risk();
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether it can be carried out: no step is impossible. */
    public boolean isPossible() {
        return risk() != Step.Risk.IMPOSSIBLE;
    }

    /** How long clients can't write, all steps together. */
    public Outage outage() {
        return Outage.sum(steps.stream().map(PlannedStep::outage).toList());
    }

    /** For a terminal: a block a step. */
    public String text() {
        return ChangeText.of(this);
    }

    /** For a pull request: a table, the objects below it. */
    public String markdown() {
        return ChangeMarkdown.of(this);
    }

    /** For a program: a tree whose fields stay as they are within a version. */
    public ObjectNode json() {
        return ChangeJson.of(this);
    }
}
