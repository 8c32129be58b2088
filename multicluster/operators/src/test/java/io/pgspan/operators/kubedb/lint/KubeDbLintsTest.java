package io.pgspan.operators.kubedb.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Severity;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubeDbLintsTest {
    private static final String PLAIN = """
            apiVersion: kubedb.com/v1
            kind: Postgres
            metadata: {name: hippo, namespace: demo}
            spec:
              version: "17.2"
              replicas: 3
              streamingMode: Asynchronous
              storageType: Durable
              storage: {resources: {requests: {storage: 1Gi}}}
              clientAuthMode: scram
              deletionPolicy: Halt
            """;

    /**
     * A line of the table.
     *
     * @param id the rule without its dialect
     * @param fires laid over the plain database, what makes it fire
     * @param mended laid over it, what makes it silent
     */
    record Trap(String id, String fires, String mended) {
        @Override
        public String toString() {
            return id;
        }
    }

    static List<Trap> traps() {
        try (InputStream in = KubeDbLintsTest.class.getResourceAsStream("/kubedb-traps.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(parts -> new Trap(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aTrapIsToldWhereItIsAndNoMoreOnceItIsMended(Trap trap) {
        DatabaseLint rule = KubeDbLints.all().stream()
                .filter(r -> r.id().equals("kubedb." + trap.id()))
                .findFirst()
                .orElseThrow();
        assertThat(read(trap.fires()))
                .filteredOn(found -> found.id().equals(rule.id()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(rule.severity());
                    assertThat(found.path()).isEqualTo(rule.path());
                    assertThat(found.happens()).isNotBlank();
                    assertThat(found.instead()).isNotBlank();
                });
        assertThat(read(trap.mended())).extracting(Lint::id).doesNotContain(rule.id());
    }

    @Test
    void everyRuleIsInTheTableOnce() {
        assertThat(traps())
                .extracting(trap -> "kubedb." + trap.id())
                .containsExactlyInAnyOrderElementsOf(
                        KubeDbLints.all().stream().map(DatabaseLint::id).toList());
    }

    @Test
    void aPlainDatabaseFallsIntoNone() {
        assertThat(read("kind: Postgres"))
                .filteredOn(found -> found.severity() != Severity.INFO)
                .isEmpty();
    }

    private static List<Lint> read(String over) {
        ObjectNode object = tree(PLAIN);
        lay(tree(over), object);
        return KubeDb.dialect()
                .read(ManifestSet.of(List.of(object)), ReadOptions.ofDefaults())
                .lint();
    }

    private static ObjectNode tree(String yaml) {
        String kind = yaml.contains("kind:") ? "" : "kind: Postgres\n";
        String version = yaml.contains("apiVersion:") ? "" : "apiVersion: kubedb.com/v1\n";
        return ManifestReader.parse(List.of(new Source("x.yaml", kind + version + yaml)))
                .manifests()
                .get(0)
                .tree()
                .deepCopy();
    }

    private static void lay(JsonNode over, ObjectNode onto) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            JsonNode present = onto.path(entry.getKey());
            if (entry.getValue().isObject() && present instanceof ObjectNode object) {
                lay(entry.getValue(), object);
            } else if (entry.getValue().isNull()) {
                onto.remove(entry.getKey());
            } else {
                onto.set(entry.getKey(), entry.getValue());
            }
        }
    }
}
