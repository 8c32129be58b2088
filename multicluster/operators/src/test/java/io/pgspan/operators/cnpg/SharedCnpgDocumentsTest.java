package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.backup.InitDb;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A guide's manifests, where a folder of such guides stands beside the project. */
class SharedCnpgDocumentsTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "seeds");

    @Test
    void theGuidesClusterIsReadWrittenBackAndItsMistakesAreTold() throws IOException {
        ManifestSet set = Read.set(String.join("---\n", blocks()));
        Reading<CloudNativePgOptions> reading = Read.yaml(String.join("---\n", blocks()));

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.orThrow().replicas()).isEqualTo(3);
        assertThat(reading.orThrow().storage().size()).hasToString("3Ti");
        assertThat(reading.orThrow().dataSource())
                .contains(InitDb.builder()
                        .database("customer_db")
                        .owner("postgres")
                        .build());
        assertThat(reading.lint())
                .extracting(Lint::id)
                .contains("cnpg.affinity-fields", "cnpg.superuser-secret-ignored");
        SameMeaning.assertWritten(set, reading);
    }

    /** The fenced blocks of YAML that are whole objects. */
    private static List<String> blocks() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no folder of documents at " + FOLDER);
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                String text = Files.readString(file);
                if (text.contains("apiVersion: postgresql.cnpg.io/v1")) {
                    Stream.of(text.split("```", -1))
                            .filter(part -> part.startsWith("yaml\napiVersion: "))
                            .map(part -> part.substring("yaml\n".length()))
                            .forEach(blocks::add);
                }
            }
        }
        Assumptions.assumeFalse(blocks.isEmpty(), "no such guide at " + FOLDER);
        return blocks;
    }
}
