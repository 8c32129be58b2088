package io.pgspan.operators.kubedb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Lint;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.Waivers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests as people and KubeDB's own controllers write them. */
class OpsManifestsTest {
    private static final Path SHARED = Path.of("..", "..", "..", "shared");
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theGeneratedRequestForArbiterStorageReadsAndIsToldToHang() {
        String text = """
                apiVersion: ops.kubedb.com/v1alpha1
                kind: PostgresOpsRequest
                metadata:
                  creationTimestamp: "2025-11-28T12:38:56Z"
                  generation: 1
                  name: grafana-db-verticalscaling-hvonp6
                  namespace: demo
                  resourceVersion: "1215348"
                spec:
                  apply: IfReady
                  databaseRef:
                    name: grafana-db
                  type: VerticalScaling
                  verticalScaling:
                    arbiter:
                      resources:
                        limits:
                          memory: 256Mi
                        requests:
                          cpu: 200m
                          memory: 256Mi
                          storage: 10Gi
                status:
                  phase: Pending
                """;

        OpsReading reading = read(manifest(text));

        assertThat(reading.created()).isEqualTo(Instant.parse("2025-11-28T12:38:56Z"));
        assertThat(reading.status().phase()).isEqualTo(OpsPhase.PENDING);
        assertThat(reading.request().orElseThrow().operation())
                .isEqualTo(new VerticalScaling(
                        null,
                        PodResources.of(ContainerResources.of(
                                Map.of(
                                        "cpu", Quantity.of("200m"),
                                        "memory", Quantity.of("256Mi"),
                                        "storage", Quantity.of("10Gi")),
                                Map.of("memory", Quantity.of("256Mi")))),
                        null,
                        null,
                        List.of(),
                        VerticalScaling.Mode.RESTART));
        assertThat(reading.lint()).singleElement().satisfies(lint -> {
            assertThat(lint.id()).isEqualTo("kubedb.ops.vertical-scaling.arbiter-storage");
            assertThat(lint.source()).isEqualTo("ops.yaml:22");
            assertThat(lint.instead()).contains("volumeExpansion.arbiter");
        });
        checkRoundTrip(manifest(text));
    }

    @Test
    void aWordThatYamlTakesForABooleanIsToldToBeQuoted() {
        OpsReading reading = read(manifest("""
                apiVersion: ops.kubedb.com/v1alpha1
                kind: PostgresOpsRequest
                metadata: {name: a, namespace: demo}
                spec:
                  type: Reconfigure
                  databaseRef: {name: pg}
                  configuration:
                    restart: false
                    removeCustomConfig: true
                """));

        assertThat(ids(reading)).containsExactly("kubedb.ops.reconfigure.restart-unquoted");
    }

    @Test
    void whatThePagesGetWrongIsTold() {
        OpsReading reading = read(manifest("""
                apiVersion: ops.kubedb.com/v1alpha1
                kind: PostgresOpsRequest
                metadata: {name: a, namespace: demo}
                spec:
                  type: HorizontalScaling
                  databaseRef: {name: pg}
                  horizontalScaling:
                    member: 5
                  volumeExpansion: {postgres: 5Gi}
                """));

        assertThat(ids(reading))
                .contains(
                        "kubedb.ops.horizontal-scaling.member",
                        "kubedb.ops.horizontal-scaling.streaming-mode",
                        "kubedb.ops.other-payload");
        assertThat(OpsRequestWriter.write(reading.request().orElseThrow(), reading.residue())
                        .at("/spec/volumeExpansion/postgres")
                        .asText())
                .isEqualTo("5Gi");
    }

    @Test
    void aTypeThatIsUnknownOrAbsentIsToldAndNothingThrows() {
        String head = "apiVersion: ops.kubedb.com/v1alpha1\nkind: PostgresOpsRequest\nmetadata: {name: a}\n";

        assertThat(ids(read(manifest(head + "spec: {type: Repair, databaseRef: {name: pg}}\n"))))
                .contains("kubedb.ops.type");
        assertThat(read(manifest(head + "spec: {}\n")).request()).isEmpty();
        assertThat(ids(read(manifest(head + "spec: {type: UpdateVersion, databaseRef: {name: pg}}\n"))))
                .containsExactly("kubedb.ops.payload");
    }

    @Test
    void durationsAreWrittenAsGoReadsThem() {
        assertThat(GoText.text(Duration.ofMinutes(5))).isEqualTo("5m");
        assertThat(GoText.text(Duration.ofMinutes(80))).isEqualTo("1h20m");
        assertThat(GoText.text(Duration.ofNanos(-1_500_002_001))).isEqualTo("-1s500ms2us1ns");
        assertThat(GoText.text(Duration.ZERO)).isEqualTo("0s");
    }

    @TestFactory
    Stream<DynamicTest> everyRequestOfUsersAndDocumentsKeepsItsMeaning() throws IOException {
        if (!Files.isDirectory(SHARED)) {
            return Stream.of(
                    DynamicTest.dynamicTest("skipped", () -> Assumptions.abort("no folder of documents at " + SHARED)));
        }
        try (Stream<Path> samples = Files.list(SHARED.resolve("samples").resolve("kubedb"));
                Stream<Path> seeds = Files.list(SHARED.resolve("seeds"))) {
            return Stream.concat(samples, seeds).sorted().toList().stream().flatMap(OpsManifestsTest::requests);
        }
    }

    private static Stream<DynamicTest> requests(Path file) {
        String name = String.valueOf(file.getFileName());
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream<String> texts = name.endsWith(".yaml")
                ? Stream.of(text)
                : BLOCK.matcher(text).results().map(block -> block.group(1));
        return texts.flatMap(yaml -> ManifestReader.parse(List.of(new Source(name, yaml))).manifests().stream())
                .filter(manifest -> manifest.is(OpsRequest.API_VERSION, OpsRequest.KIND))
                .map(manifest -> DynamicTest.dynamicTest(name, () -> checkRoundTrip(manifest)));
    }

    private static void checkRoundTrip(Manifest manifest) {
        OpsReading reading = read(manifest);

        ObjectNode expected = manifest.tree().deepCopy();
        expected.remove("status");
        ((ObjectNode) expected.path("metadata"))
                .remove(List.of("creationTimestamp", "generation", "resourceVersion", "uid"));
        ObjectNode spec = (ObjectNode) expected.path("spec");
        if (!spec.has("apply")) {
            spec.put("apply", "IfReady");
        }
        assertThat(OpsRequestWriter.write(reading.request().orElseThrow(), reading.residue()))
                .isEqualTo(expected);
        assertThat(ids(reading)).doesNotContain("kubedb.unknown-field");
    }

    private static Manifest manifest(String text) {
        return ManifestReader.parse(List.of(new Source("ops.yaml", text)))
                .manifests()
                .get(0);
    }

    private static OpsReading read(Manifest manifest) {
        return OpsRequestReader.read(manifest, Waivers.of(List.of()));
    }

    private static List<String> ids(OpsReading reading) {
        return reading.lint().stream().map(Lint::id).toList();
    }
}
