package io.pgspan.operators.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.Collection;
import java.util.List;

/**
 * All traps of one kind of object. They judge the object as it stands, so that they don't depend on what of it is read. Cost: a few
 * look-ups a trap, nothing built unless one fires.
 */
public final class Traps {
    private final List<Trap> all;

    private Traps(List<Trap> all) {
        this.all = all;
    }

    /**
     * Traps by theme.
     *
     * @param dialect the first word of every id
     */
    public static Traps of(String dialect, Collection<List<Trap>> themes) {
        return new Traps(themes.stream()
                .flatMap(List::stream)
                .map(trap -> trap.under(dialect))
                .toList());
    }

    /** Every trap, by theme; ids are unique. */
    public List<Trap> all() {
        return all;
    }

    /** Adds what fires, each with its place in the text; a trap at a field that could not be read is left out. */
    public void judge(Cursor object) {
        Manifest manifest = object.manifest();
        for (Trap trap : all) {
            if (trap.fires().test(manifest.tree())) {
                object.findings().addJudged(manifest, List.of(told(manifest, trap)));
            }
        }
    }

    private static Lint told(Manifest manifest, Trap trap) {
        JsonNode value = manifest.tree();
        for (TreePath.Step step : TreePath.of(trap.path()).steps()) {
            value = value.path(step.key());
        }
        return Lint.of(
                trap.severity(),
                Violation.of(
                        trap.id(),
                        trap.path(),
                        value.isValueNode() && !value.isNull() ? value.asText() : "",
                        trap.happens(),
                        trap.instead()));
    }
}
