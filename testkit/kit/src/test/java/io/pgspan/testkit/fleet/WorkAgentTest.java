package io.pgspan.testkit.fleet;

import static io.pgspan.testkit.fleet.TestFleets.await;
import static io.pgspan.testkit.fleet.TestFleets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set by the fixture
class WorkAgentTest {
    @TempDir
    Path directory;

    private SimulatedFleet fleet;
    private ApiObjects hub;
    private ApiObjects spoke;

    @BeforeEach
    void start() {
        fleet = SimulatedFleet.start(
                TestFleets.fleet("hub", "spoke"),
                ImmutableFleetOptions.builder()
                        .from(TestFleets.options())
                        .directory(directory)
                        .build());
        hub = new ApiObjects(fleet.hubClient());
        spoke = new ApiObjects(fleet.client("spoke"));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private static ObjectNode work(String name, String spec) {
        ObjectNode work = FleetObjects.object("work.open-cluster-management.io/v1", "ManifestWork", "spoke", name);
        work.set("spec", json(spec));
        return work;
    }

    private static ObjectNode work(String name, ObjectNode... manifests) {
        ObjectNode work = work(name, "{'workload':{'manifests':[]}}");
        for (ObjectNode manifest : manifests) {
            work.withArray("/spec/workload/manifests").add(manifest);
        }
        return work;
    }

    private static ObjectNode namespace() {
        return FleetObjects.object("v1", "Namespace", "", "demo");
    }

    private static ObjectNode configMap(String name, String value) {
        ObjectNode map = FleetObjects.object("v1", "ConfigMap", "demo", name);
        map.putObject("data").put("key", value);
        return map;
    }

    private Optional<ObjectNode> onSpoke(String kind, String name) {
        return spoke.get(ResourceRef.core(kind, "demo", name));
    }

    private JsonNode status(String work) {
        return hub.get(ResourceRef.work("ManifestWork", "spoke", work))
                .orElseThrow()
                .path("status");
    }

    private boolean isCondition(String work, String type, String value) {
        ObjectNode live =
                hub.get(ResourceRef.work("ManifestWork", "spoke", work)).orElseThrow();
        return live.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(c -> c.path("type").asText().equals(type)
                        && c.path("status").asText().equals(value)
                        && c.path("observedGeneration").asLong()
                                == live.path("metadata").path("generation").asLong());
    }

    private Optional<String> feedback(String work, String name) {
        return status(work)
                .path("resourceStatus")
                .path("manifests")
                .valueStream()
                .flatMap(m -> m.path("statusFeedback").path("values").valueStream())
                .filter(v -> v.path("name").asText().equals(name))
                .map(v -> v.path("fieldValue"))
                .map(v -> v.path(v.path("type").asText().equals("JsonRaw") ? "jsonRaw" : "string")
                        .asText())
                .findFirst();
    }

    @Test
    void theHubKnowsTheFleet() {
        ObjectNode cluster = hub.get(
                        new ResourceRef("cluster.open-cluster-management.io", "v1", "ManagedCluster", "", "spoke"))
                .orElseThrow();
        assertThat(cluster.path("status").path("conditions").findValuesAsText("type"))
                .contains("ManagedClusterConditionAvailable");
        assertThat(hub.get(new ResourceRef("coordination.k8s.io", "v1", "Lease", "spoke", "managed-cluster-lease")))
                .isPresent();
        assertThat(spoke.list(ResourceRef.core("Node", "", ""))).hasSize(3);
        assertThat(hub.list(ResourceRef.core("Node", "", ""))).isEmpty();
    }

    @Test
    void appliesNamespacesFirstAndReportsEveryManifest() {
        hub.create(work("w", configMap("settings", "1"), namespace()));

        await("the work is applied", () -> isCondition("w", "Applied", "True"));
        await("the objects are there", () -> isCondition("w", "Available", "True"));

        assertThat(onSpoke("ConfigMap", "settings")
                        .orElseThrow()
                        .at("/data/key")
                        .asText())
                .isEqualTo("1");
        assertThat(status("w").path("resourceStatus").path("manifests").findValuesAsText("resource"))
                .containsExactly("configmaps", "namespaces");
    }

    @Test
    void bringsAChangeAndTakesAwayWhatVanishedFromTheSpec() {
        hub.create(work("w", namespace(), configMap("kept", "1"), configMap("gone", "1")));
        await("the work is applied", () -> isCondition("w", "Applied", "True"));

        ObjectNode change = json("{'spec':{'workload':{}}}");
        change.withArray("/spec/workload/manifests").add(namespace()).add(configMap("kept", "2"));
        hub.patch(ResourceRef.work("ManifestWork", "spoke", "w"), change);

        await(
                "the change is there",
                () -> onSpoke("ConfigMap", "kept")
                        .filter(o -> o.at("/data/key").asText().equals("2"))
                        .isPresent());
        await("the rest is gone", () -> onSpoke("ConfigMap", "gone").isEmpty());
        await("the generation is observed", () -> isCondition("w", "Applied", "True"));
    }

    @Test
    void deletingAWorkDeletesItsObjectsUnlessTheyAreOrphaned() {
        hub.create(work("namespace", namespace()));
        hub.create(work("plain", configMap("plain", "1")));
        ObjectNode orphaning = work("orphaning", configMap("orphan", "1"));
        orphaning.withObject("/spec/deleteOption").put("propagationPolicy", "Orphan");
        hub.create(orphaning);
        await(
                "both are there",
                () -> onSpoke("ConfigMap", "plain").isPresent()
                        && onSpoke("ConfigMap", "orphan").isPresent());

        hub.delete(ResourceRef.work("ManifestWork", "spoke", "plain"));
        hub.delete(ResourceRef.work("ManifestWork", "spoke", "orphaning"));

        await(
                "the works are gone",
                () -> hub.list(ResourceRef.work("ManifestWork", "spoke", "")).size() == 1);
        assertThat(onSpoke("ConfigMap", "plain")).isEmpty();
        assertThat(onSpoke("ConfigMap", "orphan")).isPresent();
    }

    @Test
    void anObjectOfTwoWorksLivesUntilTheLastOfThemIsGone() {
        hub.create(work("one", namespace()));
        hub.create(work("two", namespace(), configMap("settings", "1")));
        await("both are applied", () -> isCondition("one", "Applied", "True") && isCondition("two", "Applied", "True"));

        hub.delete(ResourceRef.work("ManifestWork", "spoke", "one"));
        await(
                "one work is gone",
                () -> hub.list(ResourceRef.work("ManifestWork", "spoke", "")).size() == 1);

        assertThat(onSpoke("ConfigMap", "settings")).isPresent();
        hub.delete(ResourceRef.work("ManifestWork", "spoke", "two"));
        await(
                "the namespace is gone",
                () -> spoke.get(ResourceRef.core("Namespace", "", "demo")).isEmpty());
    }

    @Test
    void tellsWhatTheSpokeRefusedAndTriesAgain() {
        hub.create(work("w", configMap("settings", "1")));
        await("it is refused", () -> isCondition("w", "Applied", "False"));
        assertThat(status("w")
                        .at("/resourceStatus/manifests/0/conditions/0/message")
                        .asText())
                .contains("demo");

        spoke.create(namespace());

        await("it is applied", () -> isCondition("w", "Applied", "True"));
    }

    @Test
    void feedbackFollowsThePodOnTheSpoke() {
        ObjectNode work = work("w", namespace(), TestFleets.pod("postgres-0"));
        ObjectNode config = json("{'resourceIdentifier':{'resource':'pods','namespace':'demo','name':'postgres-0'},"
                + "'updateStrategy':{'type':'ServerSideApply','serverSideApply':{'force':true}},"
                + "'feedbackRules':[{'type':'JSONPaths','jsonPaths':[]}]}");
        Map.of(
                        "phase", ".status.phase",
                        "ip", ".status.podIP",
                        "node", ".spec.nodeName",
                        "ready", ".status.conditions[?(@.type==\"Ready\")].status",
                        "condition", ".status.conditions[?(@.type=='Ready')]",
                        "missing", ".status.nothing")
                .forEach((name, path) -> config.withArray("/feedbackRules/0/jsonPaths")
                        .addObject()
                        .put("name", name)
                        .put("path", path));
        work.withArray("/spec/manifestConfigs").add(config);
        hub.create(work);

        await("the hub knows that it is ready", () -> feedback("w", "ready").equals(Optional.of("True")));

        assertThat(feedback("w", "phase")).contains("Running");
        assertThat(feedback("w", "ip")).contains("127.0.0.1");
        assertThat(feedback("w", "node").orElseThrow()).startsWith("spoke-n");
        assertThat(feedback("w", "condition").orElseThrow()).contains("\"type\":\"Ready\"");
        assertThat(feedback("w", "missing")).isEmpty();
        fleet.pod("postgres-0").suspendRestarts();
        fleet.pod("postgres-0").killContainer();
        await("the hub knows that it is down", () -> feedback("w", "ready").equals(Optional.of("False")));
    }

    @Test
    void applyingAgainLeavesWhatTheSpokeAdded() {
        ObjectNode work = work("w", namespace(), TestFleets.pod("postgres-0"));
        work.withArray("/spec/manifestConfigs")
                .add(json("{'resourceIdentifier':{'resource':'pods','namespace':'demo','name':'postgres-0'},"
                        + "'updateStrategy':{'type':'ServerSideApply','serverSideApply':{'force':true}}}"));
        hub.create(work);
        await(
                "it runs",
                () -> fleet.pods().size() == 1 && fleet.pod("postgres-0").isReady());
        String uid = Ownership.uid(onSpoke("Pod", "postgres-0").orElseThrow());

        ObjectNode touch = json("{'metadata':{'labels':{'touched':'yes'}}}");
        hub.patch(ResourceRef.work("ManifestWork", "spoke", "w"), touch);
        ObjectNode change = json("{'spec':{'workload':{}}}");
        ObjectNode pod = TestFleets.pod("postgres-0");
        pod.withObject("/metadata/annotations").put("changed", "yes");
        change.withArray("/spec/workload/manifests").add(namespace()).add(pod);
        hub.patch(ResourceRef.work("ManifestWork", "spoke", "w"), change);

        await(
                "the change is there",
                () -> onSpoke("Pod", "postgres-0")
                        .filter(o ->
                                o.at("/metadata/annotations/changed").asText().equals("yes"))
                        .isPresent());
        ObjectNode live = onSpoke("Pod", "postgres-0").orElseThrow();
        assertThat(live.at("/spec/nodeName").asText()).startsWith("spoke-n");
        assertThat(Ownership.uid(live)).isEqualTo(uid);
        assertThat(fleet.pod("postgres-0").restartCount()).isZero();
    }

    @Test
    void aSpokeThatIsCutOffKeepsWhatItHasAndCatchesUp() {
        hub.create(work("w", namespace(), configMap("settings", "1")));
        await("the work is applied", () -> isCondition("w", "Available", "True"));
        fleet.server("spoke").fault(request -> Optional.of(Fault.refusal(503)));
        ObjectNode change = json("{'spec':{'workload':{}}}");
        change.withArray("/spec/workload/manifests").add(namespace()).add(configMap("settings", "2"));
        hub.patch(ResourceRef.work("ManifestWork", "spoke", "w"), change);

        fleet.server("spoke").heal();

        await(
                "the change is there",
                () -> onSpoke("ConfigMap", "settings")
                        .filter(o -> o.at("/data/key").asText().equals("2"))
                        .isPresent());
    }
}
