package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
            Wish<B> wish, Dialect<B> to, Destination.Over over, List<UnsupportedFeature> lost) {
        try {
            return rendered(wish, to, over, List.of());
        } catch (InvalidException first) {
            List<Violation> told = first.violations();
            List<String> waived = Stream.concat(
                            told.stream().map(Violation::path), lost.stream().map(UnsupportedFeature::path))
                    .toList();
            try {
                Map<String, List<ObjectNode>> rendered = rendered(wish, to, over, waived);
                told.stream().filter(one -> !isTold(one, lost)).forEach(this::changes);
                return rendered;
            } catch (InvalidException still) {
                still.violations().forEach(one -> lint.add(Lint.of(Severity.ERROR, one)));
                return Map.of();
            }
        }
    }

    /** Of one path, several Kubernetes clusters may lose more than one does: it is told by its rule. */
    private static boolean isTold(Violation violation, List<UnsupportedFeature> lost) {
        return lost.stream().anyMatch(one -> one.rule().equals(violation.rule()));
    }

    private static <B extends DialectOptions> Map<String, List<ObjectNode>> rendered(
            Wish<B> wish, Dialect<B> to, Destination.Over over, List<String> waived) {
        return to.render(wish.written(WriteOptions.waiving(waived)), over.assignment(), over.hub());
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
