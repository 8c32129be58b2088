package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Reading;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.SharedSamples;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifests as KubeDB's users write them, where a folder of them stands beside the project. */
class SharedSamplesTest {
    private static final RoundTrip<KubeDbOptions> TRIP = new RoundTrip<>(KubeDb.dialect());

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadAndAValidOneIsWrittenBackWithTheSameMeaning() {
        return SharedSamples.tests(List.of("kubedb"), SharedSamplesTest::check);
    }

    private static void check(Source file) {
        Reading<KubeDbOptions> reading = TRIP.read(file.text());

        boolean isWish = file.text().contains("apiVersion: kubedb.com/v1\n")
                && file.text().contains("kind: Postgres\n");
        assertThat(reading.cluster().isPresent()).isEqualTo(isWish);
        TRIP.assertKept(reading);
        if (reading.violations().isEmpty()) {
            SameMeaning.assertWritten(RoundTrip.set(file.text()), reading);
        }
    }
}
