package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever becomes of a manifest, reading it ends in violations or in a wish that is written and read back, never in an exception. */
class CrunchyFuzzTest {
    private static final Crunchy CRUNCHY = Crunchy.dialect();
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "99999999999999999999",
            "1e999",
            "\"",
            "&a",
            "*a",
            "- ",
            ": ",
            "true",
            "~",
            "---\n",
            "{a: [",
            "\u2028",
            "replicas: 2",
            "spec: x",
            "kind: List",
            "name: \"\"",
            "@every 5m",
            "repo9",
            "App_1",
            "0",
            "[a, a]",
            "-x",
            "| \n",
            "#");

    @Property(tries = 600)
    void aValueOfAWrongTypeIsAFinding(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes) {
        GeneratedCrunchyWish wish = GeneratedCrunchyWish.of(seed);
        ObjectNode object =
                CRUNCHY.write(wish.cluster(), wish.options(), wish.residue()).get(0);

        check(ManifestSet.of(List.of(JunkTrees.spoil(object, new Random(seed), changes))));
    }

    @Property(tries = 600)
    void aMutatedTextNeverThrows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        GeneratedCrunchyWish wish = GeneratedCrunchyWish.of(seed);
        String text = ManifestWriter.toYaml(CRUNCHY.write(wish.cluster(), wish.options(), wish.residue()));
        for (int i = 0; i < changes; i++) {
            text = mutate(text, random);
        }

        check(ManifestReader.parse(List.of(new Source("fuzzed.yaml", text))));
    }

    private static void check(ManifestSet set) {
        Reading<CrunchyOptions> reading = CRUNCHY.read(set, ReadOptions.ofDefaults());

        assertThat(reading.lint()).allSatisfy(found -> {
            assertThat(found.happens()).isNotBlank();
            assertThat(found.instead()).isNotBlank();
        });
        if (reading.violations().isEmpty()) {
            assertThat(CRUNCHY.unsupported(reading.orThrow(), reading.options()))
                    .as("what was read can be written")
                    .isEmpty();
            Reading<CrunchyOptions> again =
                    CRUNCHY.read(ManifestSet.of(CRUNCHY.write(reading)), ReadOptions.ofDefaults());
            assertThat(again.violations()).isEmpty();
            assertThat(again.cluster()).isEqualTo(reading.cluster());
            assertThat(again.options()).isEqualTo(reading.options());
            assertThat(again.residue()).isEqualTo(reading.residue());
        }
    }

    private static String mutate(String text, Random random) {
        if (text.isEmpty()) {
            return PIECES.get(random.nextInt(PIECES.size()));
        }
        int at = random.nextInt(text.length());
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        int valueAt = text.indexOf(": ", at);
        int lineEnd = text.indexOf('\n', Math.max(at, valueAt));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(9)));
            case 2 ->
                valueAt < 0 || lineEnd < 0 ? text : text.substring(0, valueAt + 2) + piece + text.substring(lineEnd);
            default -> lineEnd < 0 ? text : text.substring(0, at) + text.substring(lineEnd);
        };
    }
}
