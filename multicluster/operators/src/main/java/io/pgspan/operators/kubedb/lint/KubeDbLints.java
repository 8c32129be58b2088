package io.pgspan.operators.kubedb.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.stream.Stream;

/**
 * All traps of a {@code Postgres}, whichever API group it is of. They judge the object as it stands, so that they don't depend on what of it
 * is read. Cost: a few look-ups a trap, nothing built unless one fires.
 */
public final class KubeDbLints {
    private static final List<DatabaseLint> ALL = Stream.of(
                    ElectionLints.all(), LifeLints.all(), AccessLints.all(), PlacementLints.all())
            .flatMap(List::stream)
            .toList();

    private KubeDbLints() {}

    /** Every trap, by theme; ids are unique. */
    public static List<DatabaseLint> all() {
        return ALL;
    }

    /** Adds what fires, each with its place in the text; a trap at a field that could not be read is left out. */
    public static void judge(Cursor postgres) {
        Manifest manifest = postgres.manifest();
        for (DatabaseLint lint : ALL) {
            if (lint.fires().test(manifest.tree())) {
                postgres.findings().addJudged(manifest, List.of(told(manifest, lint)));
            }
        }
    }

    private static Lint told(Manifest manifest, DatabaseLint lint) {
        JsonNode value = manifest.tree();
        for (TreePath.Step step : TreePath.of(lint.path()).steps()) {
            value = value.path(step.key());
        }
        return Lint.of(
                lint.severity(),
                Violation.of(
                        lint.id(),
                        lint.path(),
                        value.isValueNode() && !value.isNull() ? value.asText() : "",
                        lint.happens(),
                        lint.instead()));
    }
}
