package io.pgspan.samples.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From one text to the next. Planned from what is written down alone, so that a program that starts again makes the same plan; what is true of
 * the world is asked by each step's precondition, right before it begins.
 *
 * @param objects what is wished for
 * @param plan how it is reached
 * @param seen what it was planned with
 */
record Change(List<ObjectNode> objects, ChangePlan plan, List<ObjectNode> seen) {

    /**
     * The change.
     *
     * @param given the text before; empty for a database that is to be created
     * @param seen objects that are known to be there
     * @throws io.pgspan.model.validation.InvalidException with all that is wrong with a text
     * @throws PgspanException when a text holds no database, or no plan can be made
     */
    static Change of(String name, String given, String wanted, List<ObjectNode> seen) {
        ManifestSet after = set(name, wanted);
        return of(dialect(name, after), given.isEmpty() ? null : set(name, given), after, seen);
    }

    /** The objects that it creates by themselves, operations for example. */
    List<ObjectKey> created() {
        List<ObjectKey> keys = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            if (step.deed() instanceof Deed.Create create) {
                keys.add(ObjectKey.of(create.object()));
            }
        }
        return keys;
    }

    private static ManifestSet set(String name, String text) {
        return ManifestReader.parse(List.of(new Source(name + ".yaml", text)));
    }

    private static Dialect<?> dialect(String name, ManifestSet set) {
        return Dialects.known().all().stream()
                .filter(dialect ->
                        dialect.read(set, ReadOptions.ofDefaults()).cluster().isPresent())
                .findFirst()
                .orElseThrow(() -> new PgspanException(name + ": it holds no PostgreSQL cluster of an operator that is"
                        + " known: " + String.join(", ", Dialects.known().ids())));
    }

    private static <O extends DialectOptions> Change of(
            Dialect<O> dialect, @Nullable ManifestSet before, ManifestSet after, List<ObjectNode> seen) {
        Wish<O> wanted = wish(dialect, after);
        List<ObjectNode> objects = dialect.write(wanted.cluster(), wanted.options(), wanted.residue(), wanted.how());
        ChangePlan plan = before == null
                ? creation(objects)
                : ChangePlanner.plan(wish(dialect, before), wanted, dialect, Observed.of(seen));
        return new Change(objects, plan, List.copyOf(seen));
    }

    private static <O extends DialectOptions> Wish<O> wish(Dialect<O> dialect, ManifestSet set) {
        Reading<O> reading = dialect.read(set, ReadOptions.ofDefaults());
        reading.orThrow();
        return Wish.of(reading);
    }

    private static ChangePlan creation(List<ObjectNode> objects) {
        Step step = new Step(
                "create",
                "create the database",
                "it is wished for and not there",
                Step.Risk.NONE,
                "nothing of it is there",
                "the API server has accepted all objects",
                "the API server refuses one",
                "delete the objects");
        return ChangePlan.of(
                "create",
                List.of(new PlannedStep(
                        step, new Deed.Apply(objects, List.of()), null, null, Outage.none(), List.of())));
    }
}
