package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as KubeDB's users write them, where a folder of them stands beside the project. */
class SharedSamplesTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "samples", "kubedb");

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadAndAValidOneIsWrittenBackWithTheSameMeaning() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "skipped", () -> Assumptions.abort("no folder of real manifests at " + FOLDER)));
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        Reading<KubeDbOptions> reading = read(text);

        boolean isWish = text.contains("apiVersion: kubedb.com/v1\n") && text.contains("kind: Postgres\n");
        assertThat(reading.cluster().isPresent()).isEqualTo(isWish);
        if (reading.violations().isEmpty()) {
            Reading<KubeDbOptions> again =
                    read(ManifestWriter.toYaml(KubeDb.dialect().write(reading)));
            assertThat(again.violations()).isEmpty();
            assertThat(again.cluster()).isEqualTo(reading.cluster());
            assertThat(again.options()).isEqualTo(reading.options());
            assertThat(again.residue()).isEqualTo(reading.residue());
            SameMeaning.assertWritten(ManifestReader.parse(List.of(new Source("sample.yaml", text))), reading);
        } else {
            assertThat(reading.violations())
                    .allSatisfy(v -> assertThat(v.remedy()).isNotBlank());
        }
    }

    private static Reading<KubeDbOptions> read(String text) {
        return KubeDb.dialect()
                .read(ManifestReader.parse(List.of(new Source("sample.yaml", text))), ReadOptions.ofDefaults());
    }
}
