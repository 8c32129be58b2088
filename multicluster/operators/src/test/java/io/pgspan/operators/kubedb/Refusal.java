package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Optional;

/** Reads a sample with one change and tells what is refused. */
final class Refusal {
    private Refusal() {}

    static List<Violation> violations(ManifestSet set, String... waivers) {
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.waiving(List.of(waivers)));
        return reading.violationsOn(FleetReader.read(
                        set,
                        reading.cluster().flatMap(cluster -> cluster.placement()),
                        Optional.empty(),
                        FleetDefaults.ofDefaults())
                .fleet());
    }

    static Violation only(String folder, String file, String from, String to) {
        List<Violation> found = violations(Samples.changed(folder, file, from, to));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static void assertThatIs(Violation found, String rule, String source, String path, String value, String remedy) {
        assertThat(found.rule()).isEqualTo(rule);
        assertThat(found.source()).isEqualTo(source);
        assertThat(found.path()).isEqualTo(path);
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.remedy()).contains(remedy);
    }
}
