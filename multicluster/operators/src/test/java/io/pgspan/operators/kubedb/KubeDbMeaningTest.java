package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Differences;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.Manifest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and written back is stored as the same object; other kinds come back as they were. */
class KubeDbMeaningTest {
    private static final Path SHARED = Path.of("..", "..", "..", "shared");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^\\s*```ya?ml\\s*$\\n(.*?)^\\s*```");

    /** How deep each line of the first object of the fourth document stands; in print it is lost. */
    private static final int[] DEPTHS = {
        0, 0, 0, 2, 2, 0, 2, 2, 2, 2, 4, 6, 8, 10, 12, 14, 12, 14, 14, 2, 4, 4, 6, 4, 6, 8, 2
    };

    @ParameterizedTest
    @ValueSource(strings = {"newer", "older", "five", "two", "one"})
    void ourSamplesKeepTheirMeaning(String folder) {
        assertThat(keepsItsMeaning(Samples.set(folder))).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> everyManifestOfUsersAndDocumentsKeepsItsMeaning() throws IOException {
        if (!Files.isDirectory(SHARED)) {
            return Stream.of(
                    DynamicTest.dynamicTest("skipped", () -> Assumptions.abort("no folder of documents at " + SHARED)));
        }
        List<Source> texts = texts();
        assertThat(texts).as("there are manifests to read").hasSizeGreaterThan(60);
        List<DynamicTest> tests = new ArrayList<>();
        for (Source text : texts) {
            tests.add(DynamicTest.dynamicTest(text.file(), () -> keepsItsMeaning(ManifestReader.parse(List.of(text)))));
        }
        tests.add(DynamicTest.dynamicTest(
                "most of those that hold a cluster can be carried out",
                () -> assertThat(texts.stream()
                                .filter(text -> keepsItsMeaning(ManifestReader.parse(List.of(text))))
                                .count())
                        .isGreaterThan(25)));
        return tests.stream();
    }

    @Test
    void theFirstObjectOfTheFourthDocumentReadsOnceItIsIndented() throws IOException {
        Path document = SHARED.resolve("seeds").resolve("004_146ee24f98972a80.txt");
        Assumptions.assumeTrue(Files.exists(document), () -> "no document at " + document);
        List<String> lines = Files.readAllLines(document);
        int first = lines.indexOf("apiVersion: gitops.kubedb.com/v1alpha1");
        List<String> printed = lines.subList(first, first + DEPTHS.length);
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < DEPTHS.length; i++) {
            indented.append(" ".repeat(DEPTHS[i])).append(printed.get(i)).append('\n');
        }

        Reading<KubeDbOptions> asPrinted = read(String.join("\n", printed));
        Reading<KubeDbOptions> asMeant = read(indented.toString());

        assertThat(asPrinted.violations())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.remedy()).isNotBlank());
        assertThat(asMeant.orThrow().name()).isEqualTo("ha-postgres");
        assertThat(asMeant.orThrow().replicas()).isEqualTo(3);
        assertThat(asMeant.options().gitOps()).isTrue();
        assertThat(keepsItsMeaning(ManifestReader.parse(List.of(new Source("meant.yaml", indented.toString())))))
                .isTrue();
    }

    /** Whether there is a cluster that can be carried out; if so, what is written must be stored as what was read. */
    private static boolean keepsItsMeaning(ManifestSet set) {
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(set, ReadOptions.ofDefaults());
        if (!reading.violations().isEmpty()) {
            return false;
        }
        List<ObjectNode> written = KubeDb.dialect().write(reading);
        assertThat(ManifestReader.parse(List.of(new Source("again.yaml", ManifestWriter.toYaml(written))))
                        .violations())
                .isEmpty();
        for (Manifest manifest : set.manifests()) {
            ObjectNode before = manifest.tree();
            ObjectNode after = written.stream()
                    .filter(object -> isSame(object, before))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(manifest.title() + " is gone"));
            if (manifest.kind().equals("Postgres") && manifest.apiVersion().contains("kubedb.com/")) {
                assertThat(Differences.of(Meaning.of(before), Meaning.of(after)))
                        .isEmpty();
            } else if (!manifest.kind().equals("PlacementPolicy")) {
                assertThat(after).isEqualTo(before);
            }
        }
        return true;
    }

    private static boolean isSame(ObjectNode one, ObjectNode other) {
        return one.path("apiVersion").equals(other.path("apiVersion"))
                && one.path("kind").equals(other.path("kind"))
                && one.path("metadata")
                        .path("name")
                        .equals(other.path("metadata").path("name"));
    }

    private static List<Source> texts() throws IOException {
        List<Source> texts = new ArrayList<>();
        try (Stream<Path> samples = Files.list(SHARED.resolve("samples").resolve("kubedb"))) {
            for (Path file : samples.sorted().toList()) {
                texts.add(new Source(String.valueOf(file.getFileName()), Files.readString(file)));
            }
        }
        try (Stream<Path> seeds = Files.list(SHARED.resolve("seeds"))) {
            for (Path file : seeds.sorted().toList()) {
                int block = 0;
                for (var found : BLOCK.matcher(Files.readString(file)).results().toList()) {
                    block++;
                    texts.add(new Source(file.getFileName() + " block " + block, found.group(1)));
                }
            }
        }
        return texts;
    }

    private static Reading<KubeDbOptions> read(String text) {
        return KubeDb.dialect()
                .read(ManifestReader.parse(List.of(new Source("printed.yaml", text))), ReadOptions.ofDefaults());
    }
}
