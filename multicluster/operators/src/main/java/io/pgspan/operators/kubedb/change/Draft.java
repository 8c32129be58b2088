package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeEdit;
import io.pgspan.operators.kubedb.ops.OperationType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a plan being written, with the object as it is after each. In the GitOps form each step is a manifest to commit, and the request
 * is what KubeDB's controller makes of it; otherwise the request is made here, and what no request changes is patched.
 */
final class Draft {
    private static final List<String> ENDED_BADLY = List.of("Failed", "Denied", "Skipped");
    private static final String ANOTHER = "no other request for it is waiting or running";

    private final DatabaseChange database;
    private final KubeDbChangeSettings settings;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Map<String, ChangePlan> procedures = new LinkedHashMap<>();
    private ObjectNode written;
    /** Changes since the object was written down; it costs a copy, and plans whose requests change all never need it. */
    private final List<Change> since = new ArrayList<>();

    Draft(DatabaseChange database, KubeDbChangeSettings settings) {
        this.database = database;
        this.settings = settings;
        this.written = database.before();
        if (database.isGitOps()) {
            // a commit says what the new wish says, lest another version's defaults stand for it
            since.addAll(database.restated());
        }
    }

    private ObjectNode current() {
        if (!since.isEmpty()) {
            written = TreeEdit.apply(written, since, database.after());
            since.clear();
        }
        return written;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    Map<String, ChangePlan> procedures() {
        return procedures;
    }

    /** Nothing is done until something holds that others see to. */
    void await(String id, String what, String why, Condition condition) {
        add(
                new Step(
                        id,
                        what,
                        why,
                        Step.Risk.NONE,
                        "nothing",
                        condition.text(),
                        "it has not ended within " + condition.atMost(),
                        "none is needed"),
                new Deed.Await(condition),
                null,
                condition,
                Costs.none(),
                List.of());
    }

    /** Objects are applied as they are. */
    void apply(String id, String what, String why, List<ObjectNode> objects, List<String> notes) {
        add(
                new Step(
                        id,
                        what,
                        why,
                        Step.Risk.NONE,
                        "the objects are as the old wish has them",
                        "the API server has accepted them",
                        "the API server refuses one",
                        "apply the old ones, as far as nothing depends on the new ones yet"),
                new Deed.Apply(objects, List.of()),
                null,
                null,
                Costs.none(),
                notes);
    }

    /** The database's object is patched in some of the changes. */
    void patch(String id, String what, String why, Collection<Change> changes, Costs costs, @Nullable String phase) {
        if (changes.isEmpty()) {
            return;
        }
        ObjectNode current = current();
        ObjectNode next = TreeEdit.apply(current, changes, database.after());
        ObjectNode patch = MergePatch.between(current, next);
        if (patch.isEmpty()) {
            return;
        }
        Deed deed = database.isGitOps()
                ? new Deed.Apply(List.of(next), List.of())
                : new Deed.Patch(database.written(), patch);
        written = next;
        add(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        "the object is as the steps before left it",
                        phase == null
                                ? "the API server has accepted it"
                                : phase(phase).text(),
                        "the webhook refuses it",
                        "patch the old values back"),
                deed,
                null,
                phase == null ? null : phase(phase),
                costs,
                List.of());
    }

    /** A request is made, after which these changes are there. */
    void request(
            String id,
            String what,
            String why,
            OperationType type,
            RequestSteps.Made made,
            Collection<Change> changes,
            Costs costs) {
        Wording wording = Wording.of(type);
        ObjectNode current = database.isGitOps() ? current() : written;
        since.addAll(changes);
        boolean gitOps = database.isGitOps() && !current().equals(current);
        Deed deed =
                gitOps ? new Deed.Apply(List.of(current()), List.of(made.object())) : new Deed.Create(made.object());
        Condition done = gitOps
                ? new Condition(
                        database.written(),
                        "status.gitops.gitOpsInfo.last.changeRequestStatus",
                        List.of("Current"),
                        List.of("Failed"),
                        settings.stepLimit())
                : new Condition(
                        ObjectKey.of(made.object()),
                        "status.phase",
                        List.of("Successful"),
                        ENDED_BADLY,
                        settings.stepLimit());
        Condition ready = made.always() ? null : phase("Ready");
        add(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        (ready == null
                                        ? "any state of the database, since the request says apply: Always"
                                        : ready.text())
                                + ", and " + ANOTHER,
                        done.text(),
                        "the request becomes " + String.join(", ", ENDED_BADLY) + ", or has not ended within "
                                + settings.stepLimit(),
                        wording.undo()),
                deed,
                ready,
                done,
                costs,
                made.notes());
    }

    /** It can't be done; another plan says how the aim is achieved. */
    void refuse(String id, String what, String why, ChangePlan instead) {
        procedures.put(id, instead);
        add(
                new Step(
                        id,
                        what,
                        why,
                        Step.Risk.IMPOSSIBLE,
                        "never",
                        "never",
                        "now",
                        "none is needed: nothing of this plan is carried out"),
                new Deed.ByHand(List.of("take this change out of the wish, or follow: " + instead.title())),
                null,
                null,
                Costs.impossible(),
                List.of());
    }

    /** An object is deleted that holds no data. */
    void delete(String id, String why, ObjectKey object, String undo, @Nullable Condition ready) {
        add(
                new Step(
                        id,
                        "delete " + object.title(),
                        why,
                        Step.Risk.NONE,
                        ready == null ? "nothing" : ready.text(),
                        "it is gone",
                        "the API server refuses it",
                        undo),
                new Deed.Delete(object),
                ready,
                null,
                Costs.none(),
                List.of());
    }

    /** A human does it. */
    void byHand(String id, String what, String why, List<String> instructions) {
        add(
                new Step(id, what, why, Step.Risk.NONE, "nothing", "a human says so", "never", "none is needed"),
                new Deed.ByHand(instructions),
                null,
                null,
                Costs.none(),
                List.of());
    }

    private Condition phase(String phase) {
        return new Condition(database.database(), "status.phase", List.of(phase), List.of(), settings.stepLimit());
    }

    private void add(
            Step step,
            Deed deed,
            @Nullable Condition ready,
            @Nullable Condition done,
            Costs costs,
            List<String> notes) {
        steps.add(new PlannedStep(step, deed, ready, done, costs.outage(), notes));
    }

    /** The ids there are; each is there once. */
    Set<String> ids() {
        return steps.stream().map(step -> step.step().id()).collect(Collectors.toSet());
    }
}
