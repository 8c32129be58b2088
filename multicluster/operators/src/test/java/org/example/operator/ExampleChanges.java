package org.example.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.change.TreeEdit;
import java.util.List;
import java.util.Optional;

/** Each field is a patch of its own. */
final class ExampleChanges implements ChangeRules {
    private static final FieldClasses CLASSES = FieldClasses.of("""
            spec.members spec.note spec.team | NOTHING | patch | our runbook
            spec.settings spec.confirmations | RELOAD | patch | our runbook
            spec.version spec.cpu spec.memory | SWITCHOVER | patch | our runbook
            spec.volume spec.class | IMMUTABLE | refuse | our runbook
            """);

    @Override
    public Optional<FieldClasses> classes(String kind) {
        return kind.equals(ExampleDialect.KIND) ? Optional.of(CLASSES) : Optional.empty();
    }

    @Override
    public ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after, Observed observed) {
        ObjectNode old = before.get(0);
        ObjectKey key = ObjectKey.of(old);
        List<PlannedStep> steps = TreeDifference.between(old, after.get(0), CLASSES).stream()
                .map(change -> step(
                        key,
                        change,
                        new Deed.Patch(
                                key, MergePatch.between(old, TreeEdit.apply(old, List.of(change), after.get(0))))))
                .toList();
        return ChangePlan.of("change " + key.title(), steps);
    }

    private static PlannedStep step(ObjectKey key, Change change, Deed deed) {
        Effect effect = CLASSES.of(change.path()).map(FieldClass::effect).orElse(Effect.IGNORED);
        Step step = new Step(
                "patch-" + change.path(),
                "patch " + key.title(),
                change.path() + " changes",
                effect.risk(),
                "it is healthy",
                "it is healthy",
                "it is not",
                "the patch that takes it back");
        return new PlannedStep(step, deed, null, null, Outage.none(), List.of());
    }
}
