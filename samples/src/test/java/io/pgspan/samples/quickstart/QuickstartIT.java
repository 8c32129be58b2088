package io.pgspan.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job itself, on the documents' example and on a single replica. */
class QuickstartIT {

    @Test
    void theExampleRunsFailsOverAndIsRecovered(@TempDir Path folder) throws Exception {
        JsonNode report = run(Optional.empty(), folder.resolve("quickstart"));

        assertThat(report.path("placement")).hasSize(3);
        report.path("placement").forEach(p -> {
            assertThat(p.path("reasons")).isNotEmpty();
            assertThat(p.path("zone").asText()).startsWith(p.path("cluster").asText());
        });
        assertThat(report.path("placement").findValuesAsText("cluster"))
                .containsExactly("demo-controller", "demo-worker", "demo-controller");
        assertThat(report.path("survivability")).isNotEmpty();
        assertThat(report.path("pods").findValuesAsText("role"))
                .containsOnlyOnce("PRIMARY")
                .contains("STANDBY");
        assertThat(report.path("replication")).hasSize(2);
        assertThat(report.path("replication").get(0).fieldNames())
                .toIterable()
                .contains("application_name", "state", "sync_state");
        JsonNode failover = report.path("failover");
        assertThat(failover.path("killed").asText()).isEqualTo("postgres-0");
        assertThat(failover.path("promoted").asText()).isIn("postgres-1", "postgres-2");
        assertThat(failover.path("lostRows").asInt(-1)).isZero();
        assertThat(failover.path("acknowledgedRows").asInt()).isPositive();
        assertThat(failover.path("timelineBefore").asInt()).isEqualTo(1);
        assertThat(failover.path("timelineAfter").asInt()).isEqualTo(2);
        assertThat(failover.path("writeOutageMillis").asLong()).isPositive();
        assertThat(report.path("recovery").path("rowsRecovered"))
                .isEqualTo(report.path("recovery").path("rowsExpected"));
    }

    @Test
    void aSingleReplicaIsRestartedInPlaceOnTheSameTimeline(@TempDir Path folder) throws Exception {
        JsonNode failover = run(Optional.of(WishTest.manifests("one")), folder.resolve("quickstart"))
                .path("failover");

        assertThat(failover.path("promoted")).isEqualTo(failover.path("killed"));
        assertThat(failover.path("timelineAfter")).isEqualTo(failover.path("timelineBefore"));
        assertThat(failover.path("lostRows").asInt(-1)).isZero();
    }

    private static JsonNode run(Optional<Path> manifests, Path report) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int code = Quickstart.run(
                new QuickstartOptions(manifests, Optional.empty(), List.of(), report),
                new PrintStream(text, true, StandardCharsets.UTF_8));
        assertThat(code).as(text.toString(StandardCharsets.UTF_8)).isZero();
        String html = Files.readString(report.resolve("report.html"));
        assertThat(html)
                .contains("<svg")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://");
        return new ObjectMapper().readTree(report.resolve("report.json").toFile());
    }
}
