package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.schema.CrdSchemas;
import io.pgspan.operators.schema.SchemaCheck;
import io.pgspan.operators.schema.SharedSchemas;
import io.pgspan.operators.schema.cel.CelEvaluator;
import io.pgspan.operators.translation.Pairs.Pair;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real manifests in other operators' words, judged by the real definitions, where folders of both stand beside the project. */
class SharedTranslationTest {
    private static final Map<String, List<String>> SAMPLES =
            Map.of("kubedb", List.of("kubedb"), "cnpg", List.of("cnpg"), "crunchy", List.of("pgo", "pgo-tests"));

    private static final Map<String, String> DEFINITIONS = Map.of("kubedb", "kubedb", "cnpg", "cnpg", "crunchy", "pgo");

    /** How many made-up wishes are judged beside the real ones. */
    private static final int SEEDS = 40;

    /** How many real manifests hold a cluster without an error, at least. */
    private static final Map<String, Integer> READ = Map.of("kubedb", 20, "cnpg", 30, "crunchy", 25);

    static Stream<Pair<?, ?>> pairs() {
        return Pairs.all().stream();
    }

    @BeforeEach
    void real() {
        Assumptions.assumeFalse(
                SharedSchemas.isAbsent(), () -> "no definitions and manifests at " + SharedSchemas.FOLDER);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyRealClusterIsTakenByTheOtherOperatorAndWhatIsLostIsTold(Pair<?, ?> pair) {
        check(pair);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whateverIsSaidIsTakenByTheOtherOperatorsDefinitions(Pair<?, ?> pair) {
        SchemaCheck installed = installed(pair.to().id());
        for (int seed = 0; seed < SEEDS; seed++) {
            PostgresCluster wish = AnyWish.of(new Random(seed)).withVersion(new PostgresVersion(17, 0));
            generated(pair, wish, installed);
        }
    }

    private static <A extends DialectOptions, B extends DialectOptions> void generated(
            Pair<A, B> pair, PostgresCluster wish, SchemaCheck installed) {
        Reading<A> reading = pair.reading(wish);
        if (reading.violations().isEmpty()) {
            assertTaken(pair.translate(reading), installed, pair + " of " + wish);
        }
    }

    private static <A extends DialectOptions, B extends DialectOptions> void check(Pair<A, B> pair) {
        SchemaCheck installed = installed(pair.to().id());
        int[] read = {0};
        for (String folder : SAMPLES.getOrDefault(pair.from().id(), List.of())) {
            for (Source source : SharedSchemas.sources("samples/" + folder)) {
                Reading<A> reading = pair.from().read(ManifestReader.parse(List.of(source)), ReadOptions.ofDefaults());
                if (reading.cluster().isPresent() && reading.violations().isEmpty()) {
                    read[0]++;
                    real(pair, reading, installed, pair + " of " + source.file());
                }
            }
        }
        assertThat(read[0]).isGreaterThanOrEqualTo(READ.getOrDefault(pair.from().id(), 1));
    }

    private static <A extends DialectOptions, B extends DialectOptions> void real(
            Pair<A, B> pair, Reading<A> reading, SchemaCheck installed, String which) {
        Translation<B> there = pair.translate(reading);
        if (!there.impossible().isEmpty()) {
            assertThat(there.impossible())
                    .as(which)
                    .extracting(one -> one.path())
                    .containsOnly("version");
            return;
        }
        assertTaken(there, installed, which);
        Translation<A> back = pair.back(there);
        Consumer<String> told = path -> assertThat(there.tells(Pairs.whole(path)) || back.tells(Pairs.whole(path)))
                .as("%s: %s is told in %s or %s", which, path, Pairs.paths(there), Pairs.paths(back))
                .isTrue();
        assertThat(Flat.differences(
                        reading.orThrow(), pair.read(back.manifests()).orThrow()))
                .allSatisfy(told);
        boolean same = pair.from().id().equals(pair.to().id());
        Residue old = reading.residue();
        assertThat(there.leftBehind())
                .as(which)
                .filteredOn(left -> left.reason() == LeftBehind.Reason.UNREAD)
                .hasSize(fields(old) - (same ? fields(old.forNewObjects()) : 0));
        assertThat(fields(pair.residueThere(there))).as(which).isEqualTo(same ? fields(old.forNewObjects()) : 0);
    }

    private static int fields(Residue residue) {
        return residue.unread().values().stream().mapToInt(Map::size).sum();
    }

    private static void assertTaken(Translation<?> there, SchemaCheck installed, String which) {
        assertThat(there.lint())
                .as(which)
                .filteredOn(lint -> lint.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(installed.check(ManifestSet.of(there.manifests())))
                .as(which)
                .filteredOn(lint -> lint.severity() != Severity.INFO)
                .extracting(Lint::toString)
                .isEmpty();
    }

    private static SchemaCheck installed(String operator) {
        return SchemaCheck.of(
                CrdSchemas.of(SharedSchemas.read("crds/" + DEFINITIONS.getOrDefault(operator, operator))),
                CelEvaluator.create());
    }
}
