package io.pgspan.operators.kubedb.lint;

import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.lint.Trap;
import io.pgspan.operators.lint.Traps;
import java.util.List;

/** All traps of a {@code Postgres}, whichever API group it is of. */
public final class KubeDbLints {
    private static final Traps TRAPS =
            Traps.of("kubedb", List.of(ElectionLints.all(), LifeLints.all(), AccessLints.all(), PlacementLints.all()));

    private KubeDbLints() {}

    /** Every trap, by theme; ids are unique. */
    public static List<Trap> all() {
        return TRAPS.all();
    }

    /** Adds what fires, each with its place in the text; a trap at a field that could not be read is left out. */
    public static void judge(Cursor postgres) {
        TRAPS.judge(postgres);
    }
}
