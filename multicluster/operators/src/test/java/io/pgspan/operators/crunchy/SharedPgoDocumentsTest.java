package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.WrittenObjects;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Clusters as documents print them, of the release the documents are about, where a folder of documents stands beside the project. */
class SharedPgoDocumentsTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "seeds");
    private static final Pattern YAML = Pattern.compile("(?:\\s+\\S.*|[a-z][A-Za-z]*:(?: .*)?|\\s*-.*)");
    private static final Crunchy THEN = Crunchy.of(PgoVersion.OLDEST);

    @TestFactory
    Stream<DynamicTest> everyClusterIsReadAndWrittenBackWithTheSameMeaning() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.of(
                    DynamicTest.dynamicTest("skipped", () -> Assumptions.abort("no folder of documents at " + FOLDER)));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String block : blocks()) {
            tests.add(DynamicTest.dynamicTest("cluster " + (tests.size() + 1), () -> check(block)));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void check(String block) {
        ManifestSet set = ManifestReader.parse(List.of(new Source("document.yaml", block)));
        Reading<CrunchyOptions> reading = THEN.read(set, ReadOptions.ofDefaults());
        if (block.contains("dedicated:")) {
            // the document's own release does not have the field, and drops it
            assertThat(reading.violations())
                    .extracting(Violation::path)
                    .containsExactly("spec.backups.pgbackrest.repoHost.dedicated");
            return;
        }
        assertThat(reading.violations()).as(block).isEmpty();
        Reading<CrunchyOptions> again = THEN.read(
                ManifestReader.parse(List.of(new Source("again.yaml", ManifestWriter.toYaml(THEN.write(reading))))),
                ReadOptions.ofDefaults());
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.residue()).isEqualTo(reading.residue());
        WrittenObjects.assertSame(set, THEN.write(reading), CrunchyMeaning::of);
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                StringBuilder block = new StringBuilder();
                for (String line : Files.readAllLines(file)) {
                    boolean starts = line.startsWith("apiVersion: ");
                    boolean goesOn = !block.isEmpty() && YAML.matcher(line).matches();
                    if (starts || !goesOn) {
                        keep(block.toString(), blocks);
                        block.setLength(0);
                    }
                    if (starts || goesOn) {
                        block.append(line).append('\n');
                    }
                }
                keep(block.toString(), blocks);
            }
        }
        return blocks;
    }

    private static void keep(String block, List<String> blocks) {
        if (block.contains("kind: PostgresCluster\n") && block.contains("\n  instances:")) {
            blocks.add(block);
        }
    }
}
