package io.pgspan.operators.cnpg.change;

import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step after the other, in the words all of them share. */
final class Steps {
    private static final String REFUSED = "the API server or the webhook refuses it";
    private static final List<String> DEAD = List.of(
            "Cluster is unrecoverable and needs manual intervention",
            "Invalid cluster definition",
            "Unable to create required cluster objects");

    private Steps() {}

    /** The cluster is healthy with this many instances. */
    static Condition healthy(ObjectKey cluster, int instances, Duration limit) {
        return new Condition(cluster, "status.phase", List.of(Seen.HEALTHY), DEAD, limit)
                .and("status.readyInstances", List.of(Integer.toString(instances)), List.of());
    }

    static PlannedStep of(
            String id,
            String what,
            String why,
            Deed deed,
            @Nullable Condition ready,
            @Nullable Condition done,
            Costs costs,
            String undo,
            List<String> notes) {
        String before = ready == null ? "nothing that a program can tell" : ready.text();
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        before,
                        done == null ? "the API server has accepted it" : done.equals(ready) ? before : done.text(),
                        done == null ? REFUSED : REFUSED + ", or it has not come to that within " + done.atMost(),
                        undo),
                deed,
                ready,
                done,
                costs.outage(),
                notes);
    }

    static PlannedStep hand(
            String id, String what, String why, List<String> instructions, @Nullable Condition done, Costs costs) {
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        "the steps before",
                        done == null ? "a human says so" : done.text(),
                        "a human says so",
                        "none is needed before it is done"),
                new Deed.ByHand(instructions),
                null,
                done,
                costs.outage(),
                List.of());
    }

    static PlannedStep await(String id, String what, String why, Condition condition) {
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        Step.Risk.NONE,
                        "nothing",
                        condition.text(),
                        "it has not come to that within " + condition.atMost(),
                        "none is needed"),
                new Deed.Await(condition),
                null,
                condition,
                Costs.none().outage(),
                List.of());
    }
}
