package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster that is made, or is no more wished for. */
final class WholePlans {
    private final CrunchyChangeSettings settings;

    WholePlans(CrunchyChangeSettings settings) {
        this.settings = settings;
    }

    ChangePlan plan(Objects before, Objects after) {
        List<PlannedStep> steps = new ArrayList<>();
        List<ObjectNode> others = after.othersBeyond(before);
        if (!others.isEmpty()) {
            steps.add(step(
                    "other-objects",
                    "apply the other objects",
                    "they changed",
                    Costs.none(),
                    new Deed.Apply(others, List.of()),
                    null));
        }
        Optional<ObjectNode> made = after.cluster();
        made.ifPresent(cluster -> steps.add(step(
                "create",
                "create " + ObjectKey.of(cluster).title(),
                "it is not there yet",
                Costs.none(),
                new Deed.Apply(List.of(cluster), List.of()),
                running(cluster))));
        List<String> gone = new ArrayList<>();
        before.cluster().filter(cluster -> made.isEmpty()).map(ObjectKey::of).ifPresent(key -> gone.add(key.title()));
        boolean data = !gone.isEmpty();
        before.othersWithoutKeyIn(after).forEach(key -> gone.add(key.title()));
        if (!gone.isEmpty()) {
            steps.add(step(
                    data ? "delete" : "left-over",
                    "delete what the new wish has no more: " + String.join(", ", gone),
                    data
                            ? "with the cluster go its volumes, and repositories on volumes with all backups"
                            : "other objects may name it",
                    data ? Costs.away(Step.Risk.DATA_MOVEMENT, "the database is no more") : Costs.none(),
                    new Deed.ByHand(instructions(gone, data)),
                    null));
        }
        String title = made.or(before::cluster)
                .map(ObjectKey::of)
                .map(ObjectKey::title)
                .orElse("other objects");
        return ChangePlan.of("change " + title, steps);
    }

    private static List<String> instructions(List<String> gone, boolean data) {
        List<String> instructions = new ArrayList<>();
        if (data) {
            instructions.add(
                    "to keep the data, set the reclaim policy of its persistent volumes to Retain, or see that a backup is in an"
                            + " object store, which is never deleted");
        }
        gone.forEach(title -> instructions.add("delete " + title));
        return instructions;
    }

    private Condition running(ObjectNode cluster) {
        Side side = Side.of(cluster);
        ObjectKey said = ObjectKey.of(cluster);
        ObjectKey key = new ObjectKey(said.apiVersion(), said.kind(), side.namespace(), side.name());
        Condition condition = Condition.observed(key, settings.dataLimit());
        if (side.isShutDown()) {
            return condition;
        }
        for (Map.Entry<String, Integer> set : side.sets().entrySet()) {
            condition = condition.and(
                    "status.instances[name=" + set.getKey() + "].readyReplicas",
                    List.of(String.valueOf(set.getValue())),
                    List.of());
        }
        return condition;
    }

    private static PlannedStep step(
            String id, String what, String why, Costs costs, Deed deed, @Nullable Condition done) {
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        costs.risk(),
                        "nothing",
                        done == null ? "the API server has accepted it" : done.text(),
                        "the API server refuses it",
                        costs.risk() == Step.Risk.NONE ? "apply the old objects" : "none: the data is gone"),
                deed,
                null,
                done,
                costs.outage(),
                List.of());
    }
}
