package io.pgspan.multicluster.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.change.RestartSettings;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks PostgreSQL itself, by its description of its settings. */
class RestartSettingsTest {
    /** A reload is enough since 18; planned for as before, which costs a restart that was not needed. */
    private static final Set<String> RELOADED_SINCE_18 = Set.of("autovacuum_max_workers");

    @ParameterizedTest
    @MethodSource("io.pgspan.testkit.base.binaries.EmbeddedBinaries#majors")
    void everySettingThatTheServerTakesOnlyAtItsStartIsKnownAsSuch(int major, @TempDir Path folder) throws Exception {
        Map<String, String> contexts = contexts(major, folder.resolve("settings"));

        assertThat(contexts).hasSizeGreaterThan(250);
        contexts.forEach((setting, context) -> {
            if (!RELOADED_SINCE_18.contains(setting)) {
                assertThat(RestartSettings.contains(setting))
                        .as("%s, context %s", setting, context)
                        .isEqualTo(context.equals("postmaster"));
            }
        });
    }

    private static Map<String, String> contexts(int major, Path output) throws IOException, InterruptedException {
        Path postgres = EmbeddedBinaries.unpack(major).resolve("postgres");
        Process process = new ProcessBuilder(postgres.toString(), "--describe-config")
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        Map<String, String> contexts = new TreeMap<>();
        for (String line : Files.readString(output, UTF_8).split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length > 1) {
                contexts.put(columns[0], columns[1]);
            }
        }
        return contexts;
    }
}
