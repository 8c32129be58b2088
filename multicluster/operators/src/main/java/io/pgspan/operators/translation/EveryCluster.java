package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The other operator's objects in each Kubernetes cluster. What it does otherwise there than the wish says is told by rendering: each such thing is
 * a change of meaning, and rendering is asked once more with consent to all of them.
 */
final class EveryCluster {
    private final List<MeaningChange> changed = new ArrayList<>();
    private final List<Lint> lint = new ArrayList<>();

    /** What means something else because it lies in several Kubernetes clusters. */
    List<MeaningChange> changed() {
        return changed;
    }

    /** Why nothing could be rendered, as errors. */
    List<Lint> lint() {
        return lint;
    }

    <B extends DialectOptions> Map<String, List<ObjectNode>> render(
            PostgresCluster wish, Dialect<B> to, B options, Destination.Over over, List<UnsupportedFeature> lost) {
        List<String> waived =
                new ArrayList<>(lost.stream().map(UnsupportedFeature::path).toList());
        try {
            return rendered(wish, to, options, over, waived);
        } catch (InvalidException first) {
            first.violations().forEach(one -> waived.add(one.path()));
            try {
                Map<String, List<ObjectNode>> rendered = rendered(wish, to, options, over, waived);
                first.violations().forEach(this::changes);
                return rendered;
            } catch (InvalidException still) {
                still.violations().forEach(one -> lint.add(Lint.of(Severity.ERROR, one)));
                return Map.of();
            }
        }
    }

    private static <B extends DialectOptions> Map<String, List<ObjectNode>> rendered(
            PostgresCluster wish, Dialect<B> to, B options, Destination.Over over, List<String> waived) {
        return to.render(wish, options, over.assignment(), over.hub(), WriteOptions.waiving(waived));
    }

    private void changes(Violation violation) {
        changed.add(new MeaningChange(
                MeaningChange.Reason.IN_PART,
                violation.rule(),
                violation.path(),
                "as the wish says it",
                violation.message()));
    }
}
