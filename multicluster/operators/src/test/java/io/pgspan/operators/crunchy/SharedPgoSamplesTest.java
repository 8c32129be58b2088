package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Reading;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.SharedSamples;
import io.pgspan.operators.WrittenObjects;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as PGO's users and its own tests write them, where folders of them stand beside the project. */
class SharedPgoSamplesTest {
    private static final RoundTrip<CrunchyOptions> TRIP = new RoundTrip<>(Crunchy.dialect());
    private static final List<String> FOLDERS = List.of("pgo", "pgo-tests");

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadAndWrittenBackWithTheSameMeaning() {
        return SharedSamples.tests(FOLDERS, SharedPgoSamplesTest::check);
    }

    @TestFactory
    Stream<DynamicTest> aManifestWhoseVersionsAreNotFilledInIsReadWithoutAnException() {
        return SharedSamples.tests(
                FOLDERS,
                file -> assertThat(TRIP.read(file.text()
                                        .replace("postgresVersion: 17", "postgresVersion: ${KUTTL_PG_VERSION}"))
                                .lint())
                        .allSatisfy(found -> assertThat(found.instead()).isNotBlank()));
    }

    private static void check(Source file) {
        ManifestSet set = RoundTrip.set(file.text());
        Reading<CrunchyOptions> reading = TRIP.read(file.text());
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
        TRIP.assertKept(reading);
        WrittenObjects.assertSame(set, Crunchy.dialect().write(reading), CrunchyMeaning::of);
    }
}
