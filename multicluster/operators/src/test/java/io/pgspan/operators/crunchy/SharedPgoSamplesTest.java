package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.WrittenObjects;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as PGO's users and its own tests write them, where folders of them stand beside the project. */
class SharedPgoSamplesTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "samples");

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadAndWrittenBackWithTheSameMeaning() throws IOException {
        return tests(SharedPgoSamplesTest::check);
    }

    @TestFactory
    Stream<DynamicTest> aManifestWhoseVersionsAreNotFilledInIsReadWithoutAnException() throws IOException {
        return tests((name, text) -> assertThat(read(text).lint())
                .allSatisfy(found -> assertThat(found.instead()).isNotBlank()));
    }

    private interface Check {
        void on(String name, String text);
    }

    private static Stream<DynamicTest> tests(Check check) throws IOException {
        if (!Files.isDirectory(FOLDER.resolve("pgo")) || !Files.isDirectory(FOLDER.resolve("pgo-tests"))) {
            return Stream.of(DynamicTest.dynamicTest(
                    "skipped", () -> Assumptions.abort("no folders of real manifests at " + FOLDER)));
        }
        try (Stream<Path> examples = Files.list(FOLDER.resolve("pgo"));
                Stream<Path> steps = Files.list(FOLDER.resolve("pgo-tests"))) {
            return Stream.concat(examples, steps).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> check.on(file.getFileName().toString(), Files.readString(file))));
        }
    }

    private static void check(String name, String raw) {
        String text = filled(raw);
        ManifestSet set = ManifestReader.parse(List.of(new Source(name, text)));
        Reading<CrunchyOptions> reading = Crunchy.dialect().read(set, ReadOptions.ofDefaults());
        boolean isWish = set.manifests().stream()
                .anyMatch(manifest -> manifest.kind().equals("PostgresCluster")
                        && manifest.tree().path("spec").has("instances"));

        assertThat(reading.cluster().isPresent()).isEqualTo(isWish);
        if (!isWish) {
            assertThat(reading.violations()).extracting(v -> v.rule()).containsExactly("crunchy.none");
            assertThat(reading.residue().untouched()).hasSameSizeAs(set.manifests());
            return;
        }
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.lint(Severity.WARNING))
                .as("what is argued for in crunchy-samples.txt is a trap, and nothing else is told")
                .extracting(Lint::id)
                .allSatisfy(id -> assertThat(Samples.text("crunchy-samples.txt"))
                        .contains("\n" + id.substring("crunchy.".length()) + ": "));
        Reading<CrunchyOptions> again =
                read(ManifestWriter.toYaml(Crunchy.dialect().write(reading)));
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
        WrittenObjects.assertSame(set, Crunchy.dialect().write(reading), CrunchyMeaning::of);
    }

    /** The steps of PGO's tests leave versions to be filled in before they are applied. */
    private static String filled(String text) {
        return text.replace("${KUTTL_PGCLUSTER_API_VERSION}", "v1beta1").replaceAll("\\$\\{KUTTL_\\w+VERSION}", "17");
    }

    private static Reading<CrunchyOptions> read(String text) {
        return Crunchy.dialect()
                .read(ManifestReader.parse(List.of(new Source("sample.yaml", text))), ReadOptions.ofDefaults());
    }
}
