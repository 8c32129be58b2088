package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that say nearly everything a Cluster can say. */
class CnpgFullObjectTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();

    @ParameterizedTest
    @ValueSource(strings = {"full", "replica"})
    void itIsReadWithoutErrorAndWrittenBackWithTheSameMeaning(String name) {
        ManifestSet set = Read.set(Samples.text("manifests/cnpg/" + name + ".yaml"));
        Reading<CloudNativePgOptions> reading = CNPG.read(set, ReadOptions.ofDefaults());

        assertThat(reading.lint(Severity.ERROR)).isEmpty();
        SameMeaning.assertWritten(set, reading);
        Reading<CloudNativePgOptions> again = Read.yaml(ManifestWriter.toYaml(CNPG.write(reading)));
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
        assertThat(again.lint()).extracting(Lint::id).doesNotContain("cnpg.wrong-type");
    }
}
