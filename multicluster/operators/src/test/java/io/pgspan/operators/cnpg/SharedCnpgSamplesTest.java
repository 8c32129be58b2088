package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as CloudNativePG's users write them, where a folder of them stands beside the project. */
class SharedCnpgSamplesTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "samples", "cnpg");

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
        ManifestSet set = Read.set(Files.readString(file));
        boolean isWish = !CloudNativePg.dialect().clusters(set).isEmpty();
        for (String name : CloudNativePg.dialect().clusters(set)) {
            Reading<CloudNativePgOptions> reading = CloudNativePg.dialect().read(set, name, ReadOptions.ofDefaults());
            if (reading.violations().isEmpty()) {
                Reading<CloudNativePgOptions> again = CloudNativePg.dialect()
                        .read(
                                Read.set(ManifestWriter.toYaml(
                                        CloudNativePg.dialect().write(reading))),
                                name,
                                ReadOptions.ofDefaults());
                assertThat(again.violations()).isEmpty();
                assertThat(again.cluster()).isEqualTo(reading.cluster());
                assertThat(again.options()).isEqualTo(reading.options());
                assertThat(again.residue().unread()).isEqualTo(reading.residue().unread());
                SameMeaning.assertWritten(set, reading);
            } else {
                assertThat(reading.violations())
                        .as("an object where the schema wants a list")
                        .singleElement()
                        .satisfies(v -> assertThat(v.path()).isEqualTo("spec.tablespaces"));
            }
        }
        assertThat(Read.yaml(Files.readString(file)).cluster().isPresent()).isEqualTo(isWish);
    }
}
