package io.pgspan.operators.crunchy.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseFieldsTest {
    private static final Path FOLDER = Path.of("..", "..", "..", "shared", "crds", "pgo");
    private static final String FILE = "postgres-operator.crunchydata.com_postgresclusters.yaml";

    @ParameterizedTest
    @CsvSource({
        "spec.instances[0].replicas, 5.0.3",
        "spec.dataSource.pgbackrest.repo.s3.bucket, 5.0.5",
        "spec.dataSource.pgbackrest.volumes.additional, 6.0",
        "spec.config.files, 5.1",
        "spec.config.parameters.work_mem, 5.8",
        "spec.proxy.pgBouncer.service.metadata.labels, 5.2",
        "spec.service.ipFamilies[1], 5.8",
        "spec.replicaService.metadata, 5.6",
        "spec.replicaService.ipFamilies, 5.8",
        "spec.instances[3].volumes.temp, 5.8.5",
        "spec.instances[].volumes.additional[2].name, 6.0",
        "spec.instances[0].tablespaceVolumes[0].dataVolumeClaimSpec.dataSourceRef.namespace, 5.7",
        "spec.proxy.pgBouncer.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector, 5.3",
        "spec.config.files[0].podCertificate.userAnnotations, 6.0.3"
    })
    void aFieldIsThereFromItsReleaseOn(String path, String since) {
        assertThat(ReleaseFields.CLUSTER.since(TreePath.of(path))).isEqualTo(PgoVersion.of(since));
    }

    @Test
    void whatAReleaseDoesNotHaveIsFoundOnceAtTheTopAndNothingInTheNewest() {
        JsonNode object = tree("""
                kind: PostgresCluster
                apiVersion: postgres-operator.crunchydata.com/v1beta1
                metadata: {name: hippo}
                spec:
                  paused: true
                  standby: {enabled: null, host: h, repoName: repo1}
                  instances:
                    - {name: a, volumes: {temp: {}, additional: [{name: x}]}}
                  instrumentation: {config: {environmentVariables: []}}
                status: {paused: true}
                """);
        assertThat(found("5.1", object))
                .containsExactlyInAnyOrder(
                        "spec.paused 5.2.0",
                        "spec.standby.host 5.2.0",
                        "spec.instances[0].volumes 5.8.5",
                        "spec.instrumentation 5.8.0");
        assertThat(found("5.8.5", object)).containsExactly("spec.instances[0].volumes.additional 6.0.0");
        assertThat(found("6.0.3", object)).isEmpty();
    }

    @Test
    void aFieldOfAnotherKindHasItsOwnRelease() {
        assertThat(ReleaseFields.UPGRADE.since(TreePath.of("spec.postgresClusterName")))
                .isEqualTo(PgoVersion.of("5.3"));
        assertThat(ReleaseFields.UPGRADE.since(TreePath.of("spec.transferMethod")))
                .isEqualTo(PgoVersion.of("5.8"));
        assertThat(ReleaseFields.ADMIN.since(TreePath.of("spec.users[0].role"))).isEqualTo(PgoVersion.of("5.6"));
    }

    /** What the oldest definition has is said to be old, and what it has not is said to be newer. */
    @Test
    void theTableFitsTheOldestAndTheNewestDefinition() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            Assumptions.abort("no folder of definitions at " + FOLDER);
        }
        Set<String> oldest = fields(FOLDER.resolve("5.0.3").resolve(FILE), "v1beta1");
        Set<String> newest = fields(FOLDER.resolve(FILE), "v1beta1");
        assertThat(oldest)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ReleaseFields.CLUSTER.since(TreePath.of(path)))
                        .isEqualTo(PgoVersion.OLDEST));
        assertThat(newest)
                .hasSizeGreaterThan(oldest.size())
                .allSatisfy(path -> assertThat(
                                ReleaseFields.CLUSTER.since(TreePath.of(path)).equals(PgoVersion.OLDEST))
                        .as(path)
                        .isEqualTo(oldest.contains(path)));
        assertThat(fields(FOLDER.resolve(FILE), "v1")).isEqualTo(newest);
    }

    private static List<String> found(String release, JsonNode object) {
        return ReleaseFields.CLUSTER.newerThan(PgoVersion.of(release), object).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    private static JsonNode tree(String yaml) {
        return ManifestReader.parse(List.of(new Source("x.yaml", yaml)))
                .manifests()
                .get(0)
                .tree();
    }

    private static Set<String> fields(Path file, String version) throws IOException {
        Set<String> paths = new TreeSet<>();
        for (JsonNode of : tree(Files.readString(file)).path("spec").path("versions")) {
            if (of.path("name").asText().equals(version)) {
                collect(
                        of.path("schema")
                                .path("openAPIV3Schema")
                                .path("properties")
                                .path("spec"),
                        "spec",
                        paths);
            }
        }
        return paths;
    }

    private static void collect(JsonNode schema, String path, Set<String> to) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String below = path + "." + field.getKey();
            to.add(below);
            collect(field.getValue(), below, to);
        }
        if (schema.has("items")) {
            collect(schema.path("items"), path + "[]", to);
        }
    }
}
