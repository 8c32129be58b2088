package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.SharedSamples;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as CloudNativePG's users write them, where a folder of them stands beside the project. */
class SharedCnpgSamplesTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadAndAValidOneIsWrittenBackWithTheSameMeaning() {
        return SharedSamples.tests(List.of("cnpg"), SharedCnpgSamplesTest::check);
    }

    private static void check(Source file) {
        ManifestSet set = RoundTrip.set(file.text());
        boolean isWish = !CNPG.clusters(set).isEmpty();
        for (String name : CNPG.clusters(set)) {
            Reading<CloudNativePgOptions> reading = CNPG.read(set, name, ReadOptions.ofDefaults());
            if (reading.violations().isEmpty()) {
                Reading<CloudNativePgOptions> again =
                        CNPG.read(Read.set(ManifestWriter.toYaml(CNPG.write(reading))), name, ReadOptions.ofDefaults());
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
        assertThat(Read.yaml(file.text()).cluster().isPresent()).isEqualTo(isWish);
    }
}
