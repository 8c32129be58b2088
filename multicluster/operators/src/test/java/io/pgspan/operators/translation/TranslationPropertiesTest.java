package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.translation.Pairs.Pair;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a wish says: every operator has it in its own words, and the difference is what was told. */
class TranslationPropertiesTest {
    /**
     * KubeDB adds a member without data to an even number of replicas and calls a policy like its cluster; instances of several sets are counted
     * together, and log is kept by size. A further entry would be a fault of a dialect.
     */
    private static final Set<String> READ_OTHERWISE =
            Set.of("arbiter", "placement.name", "replicas", "replication.walRetention");

    /** Versions that every operator runs, in the releases the dialects are written for. */
    private static final int OLDEST = 14;

    private static final int NEWEST = 17;

    @Provide
    Arbitrary<Pair<?, ?>> pairs() {
        return Arbitraries.of(Pairs.all());
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadWithoutErrorsAndDiffersOnlyWhereItIsTold(
            @ForAll("pairs") Pair<?, ?> pair, @ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        int major = Math.max(OLDEST, Math.min(NEWEST, wish.version().major()));
        check(pair, wish.withVersion(new PostgresVersion(major, wish.version().minor())));
    }

    private static <A extends DialectOptions, B extends DialectOptions> void check(
            Pair<A, B> pair, PostgresCluster any) {
        Reading<A> reading = pair.reading(any);
        Assume.that(reading.violations().isEmpty());
        PostgresCluster wish = reading.orThrow();

        Translation<B> there = pair.translate(reading);
        assertThat(there.impossible()).isEmpty();
        assertThat(errors(there)).as("%s of %s", pair, wish).isEmpty();
        assertThat(there.changed())
                .filteredOn(change -> change.reason() == MeaningChange.Reason.VALUE)
                .filteredOn(change -> !READ_OTHERWISE.contains(change.path()))
                .as("%s of %s", pair, wish)
                .isEmpty();

        Translation<A> back = pair.back(there);
        assertThat(errors(back)).as("%s back", pair).isEmpty();
        List<String> differences =
                Flat.differences(wish, pair.read(back.manifests()).orThrow());
        assertThat(differences)
                .allSatisfy(path -> assertThat(there.tells(Pairs.whole(path)) || back.tells(Pairs.whole(path)))
                        .as("%s: %s is told in %s or %s", pair, path, Pairs.paths(there), Pairs.paths(back))
                        .isTrue());
    }

    private static List<Lint> errors(Translation<?> translation) {
        return translation.lint().stream()
                .filter(lint -> lint.severity() == Severity.ERROR)
                .toList();
    }
}
