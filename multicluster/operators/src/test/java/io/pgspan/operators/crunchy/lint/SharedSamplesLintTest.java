package io.pgspan.operators.crunchy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Manifests as the operator's users write them, where folders of them stand beside the project: for each is said which traps it falls into, and of
 * each trap why that is no false alarm.
 */
class SharedSamplesLintTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared");
    private static final Pattern YAML = Pattern.compile("(apiVersion|kind|metadata|spec):.*| .*|#.*");
    private static final Map<String, String> SETTINGS = Map.of(
            "${KUTTL_PGCLUSTER_API_VERSION}", "v1beta1",
            "${KUTTL_PG_VERSION}", "17",
            "${KUTTL_PG_UPGRADE_FROM_VERSION}", "16",
            "${KUTTL_PG_UPGRADE_TO_VERSION}", "17");

    @Test
    void everySampleFallsIntoTheTrapsThatAreArguedForAndNoOther() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String folder : List.of("pgo", "pgo-tests")) {
            Path path = FOLDER.resolve("samples").resolve(folder);
            Assumptions.assumeTrue(Files.isDirectory(path), "no folder of real manifests at " + path);
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString().replace("testing__kuttl__e2e__", "");
                    put(found, name, Files.readString(file), PgoVersion.NEWEST);
                }
            }
        }
        assertThat(found).isEqualTo(told("samples"));
    }

    @Test
    void everyClusterOfTheDocumentFallsIntoTheTrapsThatAreArguedForAndNoOther() throws IOException {
        Path folder = FOLDER.resolve("seeds");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no folder of documents at " + folder);
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            Path document = files.filter(f -> f.getFileName().toString().startsWith("002"))
                    .findFirst()
                    .orElseThrow();
            int number = 0;
            for (String block : blocks(Files.readAllLines(document))) {
                number++;
                put(found, String.format("cluster %02d", number), block, PgoVersion.OLDEST);
            }
        }
        assertThat(found).isEqualTo(told("document"));
    }

    @Test
    void everyTrapThatASampleFallsIntoIsArguedFor() {
        Map<String, String> why = section("why");
        Stream.concat(told("samples").values().stream(), told("document").values().stream())
                .flatMap(ids -> Stream.of(ids.split(", ")))
                .map(id -> id.replaceAll(" x\\d+", ""))
                .distinct()
                .forEach(id -> assertThat(why.getOrDefault(id, "")).as(id).isNotBlank());
        assertThat(why.keySet())
                .allSatisfy(id -> assertThat(CrunchyLints.ofCluster().stream()
                                        .map(CrunchyTrap::id)
                                        .anyMatch(id::equals)
                                || CrunchyLints.ofAdmin().stream()
                                        .map(CrunchyTrap::id)
                                        .anyMatch(id::equals)
                                || List.of("user-secret", "init-sql-unchecked").contains(id))
                        .as(id)
                        .isTrue());
    }

    private static void put(Map<String, String> found, String name, String text, PgoVersion operator) {
        String yaml = text;
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            yaml = yaml.replace(setting.getKey(), setting.getValue());
        }
        ManifestSet set = ManifestReader.parse(List.of(new Source(name, yaml)));
        Findings findings = Findings.of("crunchy");
        for (Manifest manifest : set.manifests()) {
            if (manifest.kind().equals("PostgresCluster")
                    && manifest.tree().path("spec").has("instances")) {
                CrunchyLints.judge(Cursor.of(manifest, findings), operator);
            }
        }
        CrunchyLints.judgeOthers(set, findings, operator);
        if (!findings.all().isEmpty()) {
            found.put(name, counted(findings.all()));
        }
    }

    private static String counted(List<Lint> lints) {
        Map<String, Integer> counts = new TreeMap<>();
        lints.forEach(lint -> counts.merge(lint.id().substring("crunchy.".length()), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((id, count) -> words.add(count == 1 ? id : id + " x" + count));
        return String.join(", ", words);
    }

    private static Map<String, String> told(String section) {
        return new TreeMap<>(section(section));
    }

    /** The lines of one part of the table, which begins with its name in brackets. */
    private static Map<String, String> section(String name) {
        Map<String, String> lines = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Samples.text("crunchy-samples.txt").lines().toList()) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]");
            } else if (inside && !line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                lines.put(parts[0], parts[1]);
            }
        }
        return lines;
    }

    private static List<String> blocks(List<String> lines) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            boolean starts = line.startsWith("apiVersion: postgres-operator.crunchydata.com/");
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
        return blocks;
    }
}
