package io.pgspan.operators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever becomes of manifests, reading them ends in findings or in a wish that is written and read back, never in an exception. */
public abstract class FuzzFrame<O extends DialectOptions> {
    private final RoundTrip<O> trip;

    protected FuzzFrame(Dialect<O> dialect) {
        this.trip = new RoundTrip<>(dialect);
    }

    /** Sound objects to be spoilt. */
    protected abstract List<ObjectNode> objects(Random random);

    /** Sound texts to be spoilt. */
    protected List<Source> texts(Random random) {
        return List.of(new Source("written.yaml", ManifestWriter.toYaml(objects(random))));
    }

    /** What else holds of whatever was read. */
    protected void assertMore(ManifestSet set, Reading<O> reading) {}

    @Property(tries = 600)
    void objectsWithValuesOfWrongTypesNeverThrow(@ForAll long seed, @ForAll @IntRange(max = 4) int changes) {
        Random random = new Random(seed);
        List<ObjectNode> spoilt = new ArrayList<>();
        objects(random).forEach(object -> spoilt.add(JunkTrees.spoil(object, random, changes)));
        check(ManifestSet.of(spoilt), trip::assertKeptAsTree);
    }

    @Property(tries = 600)
    void mutatedTextsNeverThrow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        Random random = new Random(seed);
        List<Source> spoilt = new ArrayList<>();
        for (Source source : texts(random)) {
            String text = source.text();
            for (int i = 0; i < changes; i++) {
                text = JunkTexts.mutate(text, random);
            }
            spoilt.add(new Source(source.file(), text));
        }
        check(ManifestReader.parse(spoilt), trip::assertKept);
    }

    private void check(ManifestSet set, Consumer<Reading<O>> kept) {
        Reading<O> reading = trip.dialect().read(set, ReadOptions.ofDefaults());
        kept.accept(reading);
        assertMore(set, reading);
    }
}
