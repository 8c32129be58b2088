package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.schema.cel.CelEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedSchemasTest {
    /** How many objects at least have an installed definition. */
    private static final Map<String, Integer> KNOWN = Map.of("kubedb", 41, "cnpg", 47, "pgo", 6, "pgo-tests", 66);

    private static final Map<String, List<String>> EXPECTED = Map.of(
            "cnpg",
            // an object where the schema wants a list
            List.of("cluster-restore-with-tablespaces.yaml schema.type spec.tablespaces"),
            "pgo-tests",
            // steps that change or compare an object that is there already, so they leave out what it has
            List.of(
                    "testing__kuttl__e2e__major-upgrade-missing-image__12-assert.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__major-upgrade-missing-image__15-start-cluster.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__major-upgrade__30-assert.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__major-upgrade__34-restart-cluster.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__otel-logging-and-metrics__files__13--add-per-db-metrics.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__otel-logging-and-metrics__files__13--add-per-db-metrics.yaml schema.required spec.postgresVersion",
                    "testing__kuttl__e2e__otel-logging-and-metrics__files__15--remove-per-db-metrics.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__otel-logging-and-metrics__files__15--remove-per-db-metrics.yaml schema.required spec.postgresVersion",
                    "testing__kuttl__e2e__password-change__04-secret.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__password-change__04-secret.yaml schema.required spec.postgresVersion",
                    "testing__kuttl__e2e__wal-pvc-pgupgrade__02-shutdown-cluster.yaml schema.required spec.instances",
                    "testing__kuttl__e2e__wal-pvc-pgupgrade__02-shutdown-cluster.yaml schema.required spec.postgresVersion",
                    "testing__kuttl__e2e__wal-pvc-pgupgrade__04-restart-cluster.yaml schema.required spec.instances"));

    @BeforeEach
    void real() {
        Assumptions.assumeFalse(
                SharedSchemas.isAbsent(), () -> "no definitions and manifests at " + SharedSchemas.FOLDER);
    }

    @ParameterizedTest
    @CsvSource({"kubedb, kubedb", "cnpg, cnpg", "pgo, pgo", "pgo, pgo-tests"})
    void whatTheServerWouldSayOfRealManifestsIsKnownByName(String operator, String samples) {
        ManifestSet definitions = SharedSchemas.read("crds/" + operator);
        assertThat(definitions.violations()).isEmpty();
        CrdSchemas schemas = CrdSchemas.of(definitions);
        SchemaCheck check = SchemaCheck.of(schemas, CelEvaluator.create());
        List<String> told = new ArrayList<>();
        int known = 0;
        for (Source source : SharedSchemas.sources("samples/" + samples)) {
            ManifestSet set = ManifestReader.parse(List.of(source));
            known += (int) set.manifests().stream()
                    .filter(manifest ->
                            schemas.find(manifest.apiVersion(), manifest.kind()).isPresent())
                    .count();
            check.check(set).stream()
                    .filter(lint -> lint.severity() != Severity.INFO)
                    .forEach(lint -> told.add(source.file() + " " + lint.id() + " " + lint.path()));
        }

        assertThat(known).isGreaterThanOrEqualTo(KNOWN.get(samples));
        assertThat(told).containsExactlyInAnyOrderElementsOf(EXPECTED.getOrDefault(samples, List.of()));
    }

    @Test
    void generationsOfADefinitionAreToldApart() {
        ManifestSet first = SharedSchemas.read("crds/kubedb/placementpolicy-generations");
        List<Boolean> ocm = first.manifests().stream()
                .map(definition -> CrdSchemas.of(List.of(definition.tree()))
                        .find("apps.k8s.appscode.com/v1", "PlacementPolicy")
                        .orElseThrow()
                        .hasProperty("spec", "ocm"))
                .toList();
        assertThat(ocm).containsExactly(true, false);
    }
}
