package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.text.Quantity;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The manifests that documents print, where these documents are at hand. */
class SharedDocumentsTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "seeds");
    private static final Pattern YAML = Pattern.compile("\\s*(- )?[\\w.\"/-]+:( .*)?|\\s*- .*");
    private static final Pattern KUBEDB =
            Pattern.compile("apiVersion: (kubedb\\.com/v1|gitops\\.kubedb\\.com/v1alpha1)");

    /** The depth of each line of a manifest that is printed without its indentation. */
    private static final List<Integer> DEPTHS =
            List.of(0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 2, 3, 3, 4, 5, 6, 5, 6, 6, 1, 2, 2, 3, 2, 3, 4, 1);

    @TestFactory
    Stream<DynamicTest> everyDatabaseIsReadAndWrittenBackWithTheSameMeaning() throws IOException {
        return blocks().stream()
                .filter(block ->
                        KUBEDB.matcher(block.lines().findFirst().orElse("")).matches())
                .filter(block -> block.contains("\n  "))
                .map(block -> DynamicTest.dynamicTest(title(block), () -> {
                    ManifestSet set = parse(policy(block) + block);
                    Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.ofDefaults());
                    assertThat(reading.violations()).isEmpty();
                    SameMeaning.assertWritten(set, reading);
                }));
    }

    @Test
    void aManifestWhoseIndentationIsLostIsRefusedAndReadsOnceItIsBack() throws IOException {
        String printed = blocks().stream()
                .filter(block -> block.startsWith("apiVersion: gitops.kubedb.com") && !block.contains("\n "))
                .findFirst()
                .orElseThrow();
        assertThat(KubeDb.dialect()
                        .read(parse(printed), ReadOptions.ofDefaults())
                        .violations())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.remedy()).isNotBlank());

        StringBuilder indented = new StringBuilder();
        List<String> lines = printed.lines().toList();
        assertThat(lines).hasSameSizeAs(DEPTHS);
        for (int i = 0; i < lines.size(); i++) {
            indented.append("  ".repeat(DEPTHS.get(i))).append(lines.get(i)).append('\n');
        }
        ManifestSet set = parse(indented.toString());
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.ofDefaults());
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.options().gitOps()).isTrue();
        assertThat(reading.orThrow().storage().size()).isEqualTo(Quantity.of("1Gi"));
        SameMeaning.assertWritten(set, reading);
    }

    private static ManifestSet parse(String yaml) {
        return ManifestReader.parse(List.of(new Source("document.yaml", yaml)));
    }

    private static String title(String block) {
        return block.lines()
                .filter(line -> line.strip().startsWith("name:"))
                .findFirst()
                .orElse("unnamed")
                .strip();
    }

    /** The policy a database refers to, from the same documents: the one whose rules the database's generation has. */
    private static String policy(String block) throws IOException {
        return block.contains("podPlacementPolicy")
                ? blocks().stream()
                                .filter(other -> other.contains("kind: PlacementPolicy"))
                                .findFirst()
                                .orElseThrow()
                        + "---\n"
                : "";
    }

    private static List<String> blocks() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no folder of documents at " + FOLDER);
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                StringBuilder block = new StringBuilder();
                for (String line : Files.readAllLines(file)) {
                    boolean starts = line.startsWith("apiVersion: ");
                    boolean goesOn = !block.isEmpty() && YAML.matcher(line).matches();
                    if ((starts || !goesOn) && !block.isEmpty()) {
                        blocks.add(block.toString());
                        block.setLength(0);
                    }
                    if (starts || goesOn) {
                        block.append(line).append('\n');
                    }
                }
                if (!block.isEmpty()) {
                    blocks.add(block.toString());
                }
            }
        }
        return blocks;
    }
}
