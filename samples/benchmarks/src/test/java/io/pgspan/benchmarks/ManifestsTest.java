package io.pgspan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.kubedb.KubeDbOptions;
import io.pgspan.operators.manifest.ManifestSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    @Test
    void theRealisticManifestHasFourKilobytesAndWhatIsWrittenMeansTheSame() {
        ManifestSet realistic = Manifests.parse(Manifests.realistic());
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(realistic, ReadOptions.ofDefaults());
        Reading<KubeDbOptions> again =
                KubeDb.dialect().read(ManifestSet.of(Manifests.run(realistic)), ReadOptions.ofDefaults());

        assertThat(Manifests.realistic().length()).isBetween(4_000, 4_500);
        assertThat(reading.cluster()).isPresent().isEqualTo(again.cluster());
        assertThat(reading.residue()).isEqualTo(again.residue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32})
    void aGrownManifestHasItsSizeAndIsWrittenWithEverySidecar(int kilobytes) {
        String text = Manifests.grown(kilobytes);

        assertThat(text.length()).isBetween(1_024 * kilobytes, 1_024 * kilobytes + 1_024);
        assertThat(Manifests.run(Manifests.parse(text)).get(0).at("/spec/podTemplate/spec/containers"))
                .hasSameSizeAs(Manifests.tree(text).at("/spec/podTemplate/spec/containers"));
    }
}
