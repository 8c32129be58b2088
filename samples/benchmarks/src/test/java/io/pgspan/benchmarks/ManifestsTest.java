package io.pgspan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    @Test
    void theRealisticManifestHasFourKilobytesAndIsWrittenAsItWasRead() {
        assertThat(Manifests.realistic().length()).isBetween(4_000, 4_500);
        assertThat(Manifests.run(Manifests.parse(Manifests.realistic())))
                .containsExactly(Manifests.tree(Manifests.realistic()));
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
