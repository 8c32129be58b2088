package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.schema.CrdSchemas;
import io.pgspan.operators.schema.SchemaCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeDbInstalledTest {
    /** An API server that still has the policy's first generation. */
    private static final String OLD_POLICY = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: placementpolicies.apps.k8s.appscode.com}
            spec:
              group: apps.k8s.appscode.com
              scope: Cluster
              names: {kind: PlacementPolicy, plural: placementpolicies}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            ocm: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            zoneSpreadConstraint:
                              type: object
                              properties:
                                maxSkew: {type: integer}
                                whenUnsatisfiable: {type: string, enum: [DoNotSchedule]}
            """;

    private static Reading<KubeDbOptions> read(String folder) {
        SchemaCheck installed =
                SchemaCheck.of(CrdSchemas.of(ManifestReader.parse(List.of(new Source("crd.yaml", OLD_POLICY)))));
        return KubeDb.dialect()
                .read(Samples.set(folder), ReadOptions.ofDefaults().against(installed));
    }

    @Test
    void whatTheInstalledDefinitionDropsIsToldAtItsPlace() {
        assertThat(read("newer").lint())
                .filteredOn(found -> found.id().equals("schema.pruned"))
                .extracting(Lint::path)
                .contains("spec.clusterSpreadConstraint", "spec.nodeSpreadConstraint");
    }

    @Test
    void whatTheInstalledDefinitionRefusesStopsTheReading() {
        Reading<KubeDbOptions> reading = read("newer");
        assertThat(reading.lint(Severity.ERROR)).extracting(Lint::id).containsExactly("schema.enum");
        assertThat(reading.violations())
                .extracting(violation -> violation.path())
                .containsExactly("spec.zoneSpreadConstraint.whenUnsatisfiable");
    }

    @Test
    void kindsThatAreNotInstalledAreNotJudged() {
        assertThat(read("newer").lint())
                .filteredOn(found -> found.source().startsWith("postgres.yaml"))
                .noneMatch(found -> found.id().startsWith("schema."));
    }
}
