package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.conduct.Aspect;
import io.pgspan.operators.conduct.Habit;
import io.pgspan.operators.feature.Capability;
import io.pgspan.operators.feature.Support;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What means something else with another operator although it can be written there. */
final class Changes {
    private final Dialect<?> from;
    private final Dialect<?> to;
    private final List<MeaningChange> found = new ArrayList<>();

    Changes(Dialect<?> from, Dialect<?> to) {
        this.from = from;
        this.to = to;
    }

    /**
     * All that is known.
     *
     * @param said the source's wish, under its new name
     * @param written what was written for the other operator
     * @param read what the other operator reads there
     * @param lost what is told to be lost anyway
     */
    List<MeaningChange> between(
            PostgresCluster source,
            PostgresCluster said,
            PostgresCluster written,
            PostgresCluster read,
            List<UnsupportedFeature> lost) {
        if (!from.id().equals(to.id())) {
            conduct(source, written);
            features(written);
        }
        for (String path : WishParts.differences(said, read)) {
            if (!WishParts.meets(lost.stream().map(UnsupportedFeature::path), path)) {
                found.add(new MeaningChange(
                        MeaningChange.Reason.VALUE,
                        "translation.value",
                        path,
                        WishParts.show(said, path),
                        WishParts.show(read, path)));
            }
        }
        return List.copyOf(found);
    }

    private void conduct(PostgresCluster source, PostgresCluster written) {
        for (Aspect aspect : Aspect.values()) {
            Optional<Habit> before = from.conduct().habit(aspect);
            Optional<Habit> after = to.conduct().habit(aspect);
            if (aspect.concerns(source)
                    && before.isPresent()
                    && after.isPresent()
                    && !before.get().kind().equals(after.get().kind())) {
                found.add(new MeaningChange(
                        MeaningChange.Reason.CONDUCT,
                        "translation." + aspect.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        aspect.path(),
                        before.get().of(source),
                        after.get().of(written)));
            }
        }
    }

    private void features(PostgresCluster written) {
        for (Capability there : to.capabilities().all()) {
            Capability here = from.capabilities().of(there.feature());
            if (there.support() == Support.PARTLY
                    && there.feature().usedIn(written)
                    && !here.note().equals(there.note())) {
                found.add(new MeaningChange(
                        MeaningChange.Reason.IN_PART,
                        to.id() + "." + there.feature().id(),
                        there.feature().path(),
                        from.id() + ": " + here.note(),
                        to.id() + ": " + there.note()));
            }
        }
    }
}
