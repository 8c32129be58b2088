package io.pgspan.multicluster.ocm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pgspan.model.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ManifestWorkJsonTest {
    /** Beside the checkout on machines that have the upstream definitions. */
    private static final Path CRD =
            Path.of("../../../shared/crds/ocm/work/v1/0000_00_work.open-cluster-management.io_manifestworks.crd.yaml");

    private static final String REPORTED = """
            {"apiVersion":"work.open-cluster-management.io/v1","kind":"ManifestWork",
             "metadata":{"name":"w","namespace":"east","generation":3,"creationTimestamp":"2026-01-01T00:00:00Z"},
             "spec":{"executor":{"subject":{"type":"ServiceAccount"}},
                     "workload":{"manifests":[{"apiVersion":"v1","kind":"Pod",
                                               "metadata":{"name":"hippo-0","namespace":"demo"}}]}},
             "status":{
               "conditions":[
                 {"type":"Applied","status":"True","reason":"AppliedManifestWorkComplete","message":"",
                  "observedGeneration":3,"lastTransitionTime":"2026-01-01T00:00:05Z"},
                 {"type":"Available","status":"True","reason":"ResourcesAvailable","message":"",
                  "observedGeneration":2,"lastTransitionTime":"2026-01-01T00:00:06Z"}],
               "resourceStatus":{"manifests":[{
                 "resourceMeta":{"ordinal":0,"group":"","version":"v1","kind":"Pod","resource":"pods",
                                 "name":"hippo-0","namespace":"demo"},
                 "conditions":[{"type":"StatusFeedbackSynced","status":"True","reason":"StatusFeedbackSynced",
                                "message":"","lastTransitionTime":"2026-01-01T00:00:09Z"}],
                 "statusFeedback":{"values":[
                   {"name":"phase","fieldValue":{"type":"String","string":"Running"}},
                   {"name":"ready","fieldValue":{"type":"String","string":"True"}},
                   {"name":"restarts","fieldValue":{"type":"Integer","integer":4}},
                   {"name":"hostNetwork","fieldValue":{"type":"Boolean","boolean":false}},
                   {"name":"raw","fieldValue":{"type":"JsonRaw","jsonRaw":"[1]"}}]}}]}}}
            """;

    private static ManifestWork reported(String text) {
        return Serialization.unmarshal(text, ManifestWork.class);
    }

    @Test
    void whatAnAgentReportsIsRead() {
        WorkFeedback feedback = WorkFeedback.of(reported(REPORTED));
        assertThat(feedback.clusterName()).isEqualTo("east");
        assertThat(feedback.kind()).isEqualTo("Pod");
        assertThat(feedback.name()).isEqualTo("hippo-0");
        assertThat(feedback.namespace()).isEqualTo("demo");
        assertThat(feedback.values())
                .containsOnly(
                        Map.entry("phase", "Running"),
                        Map.entry("ready", "True"),
                        Map.entry("restarts", "4"),
                        Map.entry("hostNetwork", "false"),
                        Map.entry("raw", "[1]"));
        assertThat(feedback.changed()).isEqualTo("2026-01-01T00:00:09Z");
    }

    @Test
    void aConditionOfAnOlderGenerationSaysNothing() {
        WorkFeedback feedback = WorkFeedback.of(reported(REPORTED));
        assertThat(feedback.applied().holds()).isTrue();
        assertThat(feedback.available().state()).isEqualTo(Verdict.State.UNKNOWN);
        assertThat(feedback.available().reason()).isEqualTo("Outdated");
        assertThat(feedback.isReadyPod()).isFalse();
        assertThat(WorkFeedback.of(reported(REPORTED.replace("\"observedGeneration\":2", "\"observedGeneration\":3")))
                        .isReadyPod())
                .isTrue();
    }

    @Test
    void aRefusedObjectIsReportedWithTheSpokesWords() {
        WorkFeedback feedback = WorkFeedback.of(reported(REPORTED.replace(
                "\"status\":\"True\",\"reason\":\"AppliedManifestWorkComplete\",\"message\":\"\"",
                "\"status\":\"False\",\"reason\":\"AppliedManifestWorkFailed\",\"message\":\"pods is forbidden\"")));
        assertThat(feedback.applied())
                .isEqualTo(new Verdict(Verdict.State.FALSE, "AppliedManifestWorkFailed", "pods is forbidden"));
    }

    @Test
    void aWorkNobodyReportedOnIsUnknown() throws IOException {
        ObjectNode unreported = (ObjectNode) new ObjectMapper().readTree(REPORTED);
        unreported.remove("status");
        WorkFeedback feedback = WorkFeedback.of(reported(unreported.toString()));
        assertThat(feedback.applied().reason()).isEqualTo("NotReported");
        assertThat(feedback.values()).isEmpty();
        assertThat(feedback.changed()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void aWorkIsWrittenAsItIsRead() {
        for (ManifestWork work : everyShape()) {
            ManifestWork copy = Serialization.unmarshal(Serialization.asJson(work), ManifestWork.class);
            assertThat(copy).isEqualTo(work);
        }
    }

    @Test
    void nothingEmptyIsWritten() {
        String json = Serialization.asJson(everyShape().get(0));
        assertThat(json).doesNotContain("null").doesNotContain("[]").doesNotContain("\"status\"");
    }

    @Test
    void everyFieldWrittenIsOneTheUpstreamDefinitionHas() throws IOException {
        assumeThat(Files.exists(CRD))
                .as("skipped: the upstream definition is not at " + CRD)
                .isTrue();
        CustomResourceDefinition crd = Serialization.unmarshal(Files.readString(CRD), CustomResourceDefinition.class);
        JSONSchemaProps schema = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        assertThat(crd.getSpec().getNames().getPlural()).isEqualTo(new ManifestWork().getPlural());
        assertThat(crd.getSpec().getGroup()).isEqualTo(new ManifestWork().getGroup());
        List<ManifestWork> works = new ArrayList<>(everyShape());
        works.add(reported(REPORTED));
        for (ManifestWork work : works) {
            JsonNode tree = new ObjectMapper().readTree(Serialization.asJson(work));
            assertThat(unknown("spec", tree.path("spec"), field(schema, "spec")))
                    .isEmpty();
            assertThat(unknown("status", tree.path("status"), field(schema, "status")))
                    .isEmpty();
        }
    }

    private static List<ManifestWork> everyShape() {
        PostgresCluster hippo =
                PostgresCluster.builder().namespace("demo").name("hippo").build();
        return WorkPlanner.plan(
                hippo,
                Map.of(
                        "east",
                        List.of(
                                WorkPlannerTest.object("v1", "Pod", "hippo-0"),
                                WorkPlannerTest.object("v1", "PersistentVolumeClaim", "data-hippo-0"),
                                WorkPlannerTest.object("apps/v1", "Deployment", "hippo"))));
    }

    private static JSONSchemaProps field(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    /** Paths that the schema doesn't have, values of enums it doesn't have, and required fields that are missing. */
    private static List<String> unknown(String path, JsonNode node, JSONSchemaProps schema) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode item : node) {
                found.addAll(unknown(path + "[]", item, schema.getItems().getSchema()));
            }
        } else if (node.isObject() && !Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                JSONSchemaProps inner = schema.getProperties().get(entry.getKey());
                if (inner == null) {
                    found.add(path + "." + entry.getKey());
                } else {
                    found.addAll(unknown(path + "." + entry.getKey(), entry.getValue(), inner));
                }
            }
            schema.getRequired().stream()
                    .filter(required -> !node.has(required))
                    .forEach(required -> found.add(path + "." + required + " is missing"));
        } else if (node.isTextual()
                && !schema.getEnum().isEmpty()
                && schema.getEnum().stream()
                        .noneMatch(allowed -> allowed.asText().equals(node.asText()))) {
            found.add(path + " = " + node.asText());
        }
        return found;
    }
}
