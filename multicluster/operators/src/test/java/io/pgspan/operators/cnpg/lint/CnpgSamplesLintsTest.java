package io.pgspan.operators.cnpg.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Samples;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Manifests as users write them, where a folder of them stands beside the project: exactly which findings each has. The table says of every
 * finding why it is right; a finding that nobody has argued for is a false alarm.
 */
class CnpgSamplesLintsTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "samples", "cnpg");

    /** What a reading says of any set: what it did, not what is wrong. */
    private static final Set<String> ABOUT_READING = Set.of("cnpg.untouched", "cnpg.several");

    private static final Map<String, String> WHY = new HashMap<>();
    private static final Map<String, Set<String>> EXPECTED = new TreeMap<>();

    static {
        Map<String, String> sets = new HashMap<>();
        for (String line : Samples.text("cnpg-samples-lints.txt").lines().toList()) {
            String[] parts = line.split(" \\| ", 2);
            if (line.startsWith("why ")) {
                WHY.put(parts[0].substring("why ".length()), parts[1]);
            } else if (line.startsWith("@")) {
                sets.put(parts[0], parts[1]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                Set<String> found = new TreeSet<>();
                for (String word : parts[1].split(" ", -1)) {
                    found.addAll(Arrays.asList(sets.getOrDefault(word, word).split(" ", -1)));
                }
                EXPECTED.put(parts[0], found);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFileHasExactlyTheFindingsArguedFor() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "skipped", () -> Assumptions.abort("no folder of real manifests at " + FOLDER)));
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().map(file -> {
                String name = file.getFileName().toString();
                return DynamicTest.dynamicTest(
                        name, () -> assertThat(found(file)).isEqualTo(EXPECTED.getOrDefault(name, Set.of())));
            });
        }
    }

    @Test
    void everyFindingIsArguedFor() {
        assertThat(WHY.keySet())
                .isEqualTo(EXPECTED.values().stream()
                        .flatMap(Set::stream)
                        .map(found -> found.substring(2))
                        .collect(Collectors.toSet()));
        assertThat(WHY.values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    private static Set<String> found(Path file) throws IOException {
        List<Lint> found = CloudNativePg.dialect()
                .read(
                        ManifestReader.parse(List.of(new Source("sample.yaml", Files.readString(file)))),
                        ReadOptions.ofDefaults())
                .lint();
        return found.stream()
                .filter(lint -> !ABOUT_READING.contains(lint.id()))
                .map(lint -> lint.severity().name().charAt(0) + ":" + lint.id().substring("cnpg.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
