package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster as another operator can have it, and all that it costs.
 *
 * @param wish what was written: the source's wish without what is lost
 * @param options the other operator's options it was written with
 * @param manifests the other operator's objects, for a cluster that begins without data or as the wish says; the way of the data has manifests of
 *     its own
 * @param everywhere the same by Kubernetes cluster, where the destination says over which it goes; empty otherwise, and where it can't be rendered
 * @param impossible what the other operator can't express and nobody can leave out, for example a version that it does not run: while there is
 *     something, there are no manifests
 * @param lost what the other operator can't express, or what only the source's operator understands; each is left out
 * @param leftBehind what of the source's manifests is not carried over: options, fields that nobody read, and other objects
 * @param changed what is written and means something else there
 * @param moves every way of the data, best first; impossible ones last, with the reason
 * @param lint what the other operator's dialect says of the manifests; an error means that they are not to be applied as they are
 * @param <B> the other operator's options
 */
public record Translation<B extends DialectOptions>(
        PostgresCluster wish,
        B options,
        List<ObjectNode> manifests,
        Map<String, List<ObjectNode>> everywhere,
        List<UnsupportedFeature> impossible,
        List<UnsupportedFeature> lost,
        List<LeftBehind> leftBehind,
        List<MeaningChange> changed,
        List<DataMove> moves,
        List<Lint> lint) {

    /** Copies the lists. */
    public Translation {
        manifests = List.copyOf(manifests);
        everywhere = Collections.unmodifiableMap(new LinkedHashMap<>(everywhere));
        impossible = List.copyOf(impossible);
        lost = List.copyOf(lost);
        leftBehind = List.copyOf(leftBehind);
        changed = List.copyOf(changed);
        moves = List.copyOf(moves);
        lint = List.copyOf(lint);
    }

    /**
     * This translation, when its manifests can be applied.
     *
     * @throws InvalidException with what is impossible, and the errors that the other operator's dialect finds
     */
    public Translation<B> orThrow() {
        List<Violation> violations = Stream.concat(
                        impossible.stream().map(UnsupportedFeature::toViolation),
                        lint.stream()
                                .filter(one -> one.severity() == Severity.ERROR)
                                .map(Lint::toViolation))
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        return this;
    }

    /** What the other operator's dialect says of one severity. */
    public List<Lint> lint(Severity severity) {
        return lint.stream().filter(one -> one.severity() == severity).toList();
    }

    /** The steps of the best way; loading a dump by hand is always one, unless the source follows another server. */
    public Optional<Plan> plan() {
        return moves.stream().filter(DataMove::isPossible).findFirst().map(DataMove::plan);
    }

    /** One way of the data. */
    public DataMove move(Way way) {
        return moves.stream().filter(one -> one.way() == way).findFirst().orElseThrow();
    }

    /** Whether a part of the wish was told to be lost or to be read otherwise, it or something above or below it. */
    public boolean tells(String path) {
        return WishParts.meets(lost.stream().map(UnsupportedFeature::path), path)
                || WishParts.meets(
                        changed.stream()
                                .filter(one -> one.reason() == MeaningChange.Reason.VALUE)
                                .map(MeaningChange::path),
                        path);
    }
}
