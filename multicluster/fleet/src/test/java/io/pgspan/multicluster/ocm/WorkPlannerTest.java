package io.pgspan.multicluster.ocm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.multicluster.ocm.ManifestConfig.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkPlannerTest {
    private static final PostgresCluster HIPPO = PostgresCluster.builder()
            .namespace("demo")
            .name("hippo")
            .replicas(11)
            .build();

    static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", "demo");
        return object;
    }

    private static ManifestWork only(PostgresCluster cluster, String kind, String name) {
        return WorkPlanner.plan(cluster, Map.of("east", List.of(object("v1", kind, name)))).stream()
                .filter(w -> w.object().path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(List<ManifestWork> works) {
        return works.stream()
                .map(w -> w.clusterName() + " " + w.object().path("kind").asText() + " "
                        + w.object().path("metadata").path("name").asText())
                .toList();
    }

    @Test
    void whatOthersNeedComesFirstAndPodsComeByOrdinal() {
        Map<String, List<ObjectNode>> manifests = new LinkedHashMap<>();
        manifests.put(
                "west",
                List.of(
                        object("v1", "Pod", "hippo-arbiter-0"),
                        object("v1", "Pod", "hippo-10"),
                        object("v1", "Service", "hippo-10")));
        manifests.put(
                "east",
                List.of(
                        object("v1", "Pod", "hippo-2"),
                        object("v1", "PersistentVolumeClaim", "data-hippo-2"),
                        object("v1", "Secret", "hippo-2-auth")));
        assertThat(titles(WorkPlanner.plan(HIPPO, manifests)))
                .containsExactly(
                        "west Namespace demo",
                        "east Namespace demo",
                        "east Secret hippo-2-auth",
                        "east PersistentVolumeClaim data-hippo-2",
                        "west Service hippo-10",
                        "east Pod hippo-2",
                        "west Pod hippo-10",
                        "west Pod hippo-arbiter-0");
    }

    @Test
    void aRenderedNamespaceIsNotDoubled() {
        ObjectNode namespace = object("v1", "Namespace", "demo");
        namespace.withObject("metadata").remove("namespace");
        namespace.withObject("metadata").putObject("labels").put("team", "payments");
        List<ManifestWork> works = WorkPlanner.plan(HIPPO, Map.of("east", List.of(namespace)));
        assertThat(works).hasSize(1);
        assertThat(works.get(0).object()).isEqualTo(namespace);
    }

    @Test
    void theSameNamespaceIsTheSameWorkForEveryClusterInIt() {
        PostgresCluster other =
                PostgresCluster.builder().namespace("demo").name("rhino").build();
        ManifestWork one = WorkPlanner.plan(HIPPO, Map.of("east", List.of())).get(0);
        ManifestWork two = WorkPlanner.plan(other, Map.of("east", List.of())).get(0);
        assertThat(one).isEqualTo(two);
    }

    @Test
    void worksAreLabelledSoThatTheyAreFoundAgain() {
        assertThat(only(HIPPO, "Pod", "hippo-0").getMetadata().getLabels())
                .containsOnly(
                        Map.entry("app.kubernetes.io/managed-by", "pgspan"),
                        Map.entry("pgspan.io/namespace", "demo"),
                        Map.entry("pgspan.io/cluster", "hippo"),
                        Map.entry("pgspan.io/role", "pod"));
    }

    @Test
    void aWorkIsInTheNamespaceOfItsClusterUnderItsObjectsName() {
        ManifestWork work = only(HIPPO, "Pod", "hippo-0");
        assertThat(work.getMetadata().getNamespace()).isEqualTo("east");
        assertThat(work.getMetadata().getName()).isEqualTo(ManifestWorkNames.of("demo", "Pod", "hippo-0"));
    }

    @Test
    void kindsOfDifferentGroupsGetDifferentWorks() {
        List<ManifestWork> works = WorkPlanner.plan(
                HIPPO,
                Map.of(
                        "east",
                        List.of(
                                object("v1", "Service", "hippo"),
                                object("serving.knative.dev/v1", "Service", "hippo"),
                                object("serving.knative.dev/v2", "Service", "rhino"))));
        assertThat(works.stream().map(w -> w.getMetadata().getName()).distinct())
                .hasSize(works.size());
        assertThat(works.get(2).getSpec().manifestConfigs().get(0).resourceIdentifier())
                .isEqualTo(new ManifestConfig.ResourceIdentifier("serving.knative.dev", "services", "demo", "hippo"));
    }

    @ParameterizedTest
    @CsvSource({
        "Endpoints, endpoints",
        "NetworkPolicy, networkpolicies",
        "Ingress, ingresses",
        "PersistentVolumeClaim, persistentvolumeclaims",
        "Pod, pods"
    })
    void objectsAreNamedByTheirPlural(String kind, String plural) {
        ManifestConfig config =
                only(HIPPO, kind, "x").getSpec().manifestConfigs().get(0);
        assertThat(config.resourceIdentifier().resource()).isEqualTo(plural);
        assertThat(config.updateStrategy().type()).isEqualTo("ServerSideApply");
        assertThat(config.updateStrategy().serverSideApply().force()).isTrue();
    }

    @Test
    void feedbackAsksForScalarsOnlyAndForNothingOfASecret() {
        assertThat(paths("Pod"))
                .containsExactly(
                        new JsonPath("phase", ".status.phase"),
                        new JsonPath("podIP", ".status.podIP"),
                        new JsonPath("ready", ".status.conditions[?(@.type=='Ready')].status"),
                        new JsonPath("nodeName", ".spec.nodeName"),
                        new JsonPath("role", ".metadata.labels.pgspan-role"));
        assertThat(paths("PersistentVolumeClaim"))
                .containsExactly(
                        new JsonPath("phase", ".status.phase"), new JsonPath("capacity", ".status.capacity.storage"));
        assertThat(paths("Secret")).isEmpty();
    }

    private static List<JsonPath> paths(String kind) {
        return only(HIPPO, kind, "x").getSpec().manifestConfigs().get(0).feedbackRules().stream()
                .flatMap(rule -> rule.jsonPaths().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PROTECT,        stays, stays, goes, stays",
        "KEEP_DATA,      stays, stays, goes, stays",
        "DELETE_VOLUMES, goes,  stays, goes, stays",
        "WIPE_OUT,       goes,  goes,  goes, stays"
    })
    void deletingAWorkDeletesDataOnlyWhereTheWishSaysSo(
            DeletionPolicy policy, String volume, String secret, String pod, String namespace) {
        PostgresCluster cluster =
                PostgresCluster.builder().from(HIPPO).deletionPolicy(policy).build();
        assertThat(fate(only(cluster, "PersistentVolumeClaim", "x"))).isEqualTo(volume);
        assertThat(fate(only(cluster, "Secret", "x"))).isEqualTo(secret);
        assertThat(fate(only(cluster, "Pod", "x"))).isEqualTo(pod);
        assertThat(fate(only(cluster, "Namespace", "x"))).isEqualTo(namespace);
    }

    private static String fate(ManifestWork work) {
        ManifestWorkSpec.DeleteOption option = work.getSpec().deleteOption();
        return option != null && option.propagationPolicy().equals("Orphan") ? "stays" : "goes";
    }

    @Test
    void anObjectThatNoWorkCanCarryIsRefusedByName() {
        ObjectNode large = object("v1", "ConfigMap", "large");
        large.putObject("data").put("text", "x".repeat(WorkPlanner.MAX_BYTES));
        assertThatThrownBy(() -> WorkPlanner.plan(HIPPO, Map.of("east", List.of(large))))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("ConfigMap large for cluster east has ")
                .hasMessageContaining("at most 512000");
    }

    @ParameterizedTest
    @CsvSource({"apiVersion", "kind", "metadata"})
    void anObjectWithoutItsNamesIsRefused(String missing) {
        ObjectNode object = object("v1", "Pod", "hippo-0");
        object.remove(missing);
        assertThatThrownBy(() -> WorkPlanner.plan(HIPPO, Map.of("east", List.of(object))))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("for cluster east: " + (missing.equals("metadata") ? "metadata.name" : missing)
                        + " is missing");
    }

    @Test
    void aWorkKeepsItsObjectWhenTheRenderedOneChanges() {
        ObjectNode pod = object("v1", "Pod", "hippo-0");
        ManifestWork work =
                WorkPlanner.plan(HIPPO, Map.of("east", List.of(pod))).get(1);
        pod.put("kind", "Changed");
        assertThat(work.object().path("kind").asText()).isEqualTo("Pod");
    }

    @Test
    void aWorkNeverPrintsWhatItCarries() {
        ObjectNode secret = object("v1", "Secret", "hippo-auth");
        secret.putObject("data").put("password", "aHVudGVyMg==");
        assertThat(WorkPlanner.plan(HIPPO, Map.of("east", List.of(secret))).toString())
                .contains("Secret hippo-auth")
                .doesNotContain("aHVudGVyMg==");
    }
}
