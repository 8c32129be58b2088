package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever becomes of a manifest, reading it ends in violations or in a wish that is written and read back, never in an exception. */
class KubeDbFuzzTest {
    private static final List<String> FOLDERS = List.of("newer", "older", "five", "two", "one", "bad");
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "99999999999999999999",
            "1e999",
            "0x",
            "\"",
            "'",
            "&a",
            "*a",
            "<<: *a",
            "- ",
            ": ",
            "!!int x",
            "\t",
            "\u0000",
            "true",
            "~",
            "---\n",
            "...\n",
            "{a: [",
            "\u2028",
            "\ud83d",
            "replicas: 2",
            "a: &a [*a]",
            "metadata: 1",
            "spec: x",
            "kind: List",
            "items: [1]",
            "!!binary x",
            "%YAML 9.9\n",
            "? ",
            "| \n",
            "#");

    @Property(tries = 2000)
    void aMutatedManifestNeverThrows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        Random random = new Random(seed);
        List<Source> sources = new ArrayList<>();
        for (Source source : Samples.sources(FOLDERS.get(random.nextInt(FOLDERS.size())))) {
            String text = source.text();
            for (int i = 0; i < changes; i++) {
                text = mutate(text, random);
            }
            sources.add(new Source(source.file(), text));
        }

        ManifestSet set = ManifestReader.parse(sources);
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.ofDefaults());
        List<Violation> found = reading.violationsOn(FleetReader.read(
                        set,
                        reading.cluster().flatMap(cluster -> cluster.placement()),
                        Optional.of("demo-worker"),
                        FleetDefaults.ofDefaults())
                .fleet());

        assertThat(found).allSatisfy(v -> assertThat(v.remedy()).isNotEmpty());
        if (reading.violations().isEmpty()) {
            assertThat(KubeDb.dialect().unsupported(reading.orThrow(), reading.options()))
                    .as("what was read can be written")
                    .isEmpty();
            String yaml = ManifestWriter.toYaml(KubeDb.dialect().write(reading));
            Reading<KubeDbOptions> again = KubeDb.dialect()
                    .read(ManifestReader.parse(List.of(new Source("again", yaml))), ReadOptions.ofDefaults());
            assertThat(again.violations()).isEmpty();
            assertThat(again.cluster()).isEqualTo(reading.cluster());
            assertThat(again.residue()).isEqualTo(reading.residue());
        }
    }

    private static String mutate(String text, Random random) {
        if (text.isEmpty()) {
            return PIECES.get(random.nextInt(PIECES.size()));
        }
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        int valueAt = text.indexOf(": ", at);
        int lineEnd = text.indexOf('\n', Math.max(at, valueAt));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, at) + text.substring(at, end) + text.substring(at);
            case 3 ->
                text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(Math.min(text.length(), at + 1));
            case 4 ->
                valueAt < 0 || lineEnd < 0 ? text : text.substring(0, valueAt + 2) + piece + text.substring(lineEnd);
            default -> lineEnd < 0 ? text : text.substring(0, at) + text.substring(lineEnd);
        };
    }
}
