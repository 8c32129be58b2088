package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules met on a walk. A rule that compares with the old value is skipped, as on creation; one that stands at or above an error is
 * not evaluated, as its value isn't what its author counted on. Bounded: beyond {@value #EVALUATIONS_MAX} evaluations per object the rest is told
 * as unchecked in one finding.
 */
final class CelPass {
    static final int EVALUATIONS_MAX = 2_000;

    private static final String BY_HAND = "check it by hand, or try it with the API server (a dry run)";

    /** A place with rules. */
    record Spot(StructuralSchema schema, JsonNode value, TreePath at) {}

    private CelPass() {}

    static void run(CelRules evaluator, Report report) {
        int evaluations = 0;
        for (Spot spot : report.spots()) {
            @Nullable Object self = null;
            for (CelRule rule : spot.schema().rules()) {
                if (rule.isTransition() && !rule.optionalOldSelf()) {
                    continue;
                }
                if (evaluations == EVALUATIONS_MAX) {
                    report.info(
                            "cel-unchecked",
                            TreePath.ROOT,
                            MissingNode.getInstance(),
                            "the object has more than " + EVALUATIONS_MAX + " rules to evaluate; the rest is unchecked",
                            BY_HAND);
                    return;
                }
                evaluations++;
                self = self == null ? CelValues.of(spot.schema(), spot.value()) : self;
                tell(rule, verdict(evaluator, rule, self, spot.at(), report), spot, report);
            }
        }
    }

    private static CelVerdict verdict(
            CelRules evaluator, CelRule rule, @Nullable Object self, TreePath at, Report report) {
        if (rule.isTransition()) {
            return new CelVerdict.Unchecked("it asks for the old value");
        }
        return report.isFailedBelow(at)
                ? new CelVerdict.Unchecked("there are errors at or below it")
                : evaluator.evaluate(rule, self);
    }

    private static void tell(CelRule rule, CelVerdict verdict, Spot spot, Report report) {
        verdict.match(
                () -> false,
                broken -> {
                    report.error(
                            "cel",
                            at(spot.at(), rule.fieldPath()),
                            spot.value(),
                            broken.message(),
                            "make this true: " + rule.rule());
                    return true;
                },
                unchecked -> {
                    report.info(
                            "cel-unchecked",
                            spot.at(),
                            spot.value(),
                            "the rule " + rule.rule() + " was not checked: " + unchecked.why(),
                            BY_HAND);
                    return true;
                });
    }

    private static TreePath at(TreePath base, String fieldPath) {
        TreePath at = base;
        String quoted = fieldPath.replace("['", "[\"").replace("']", "\"]");
        for (TreePath.Step step : TreePath.of(quoted).steps()) {
            if (step.isField()) {
                at = at.field(step.key());
            } else if (step.index() >= 0) {
                at = at.index(step.index());
            }
        }
        return at;
    }
}
