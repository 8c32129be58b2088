package io.pgspan.multicluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.observed.ClusterObservation;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.multicluster.ocm.WorkFeedback;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub and two spokes, one of them the hub itself, with real clients: from a wish to objects on the spokes and back. */
class DeliveryTest {
    private static final ResourcePath PODS = ResourcePath.of("v1", "pods");
    private static final ResourcePath CLAIMS = ResourcePath.of("v1", "persistentvolumeclaims");
    private static final Instant NOW = Instant.parse("2031-01-01T12:00:00Z");

    private final ApiServer hub = new ApiServer(Hippo.HUB);
    private final ApiServer worker = new ApiServer(Hippo.WORKER);
    private final SpokeAgent onHub = new SpokeAgent(hub, hub);
    private final SpokeAgent onWorker = new SpokeAgent(hub, worker);
    private final PostgresCluster wish = Hippo.wish();
    private final FleetClient fleetClient = hub.asHub();
    private final Pgspan pgspan = Pgspan.on(fleetClient)
            .over(Hippo.fleet())
            .using(Hippo.engine())
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void closeServers() {
        worker.close();
        hub.close();
    }

    private void deliver() {
        pgspan.apply(pgspan.plan(wish, pgspan.observe(wish)), DeliveryListener.none());
    }

    @Test
    void aWishBecomesObjectsWhereTheyBelong() {
        deliver();
        onHub.applyAll();
        onWorker.applyAll();
        assertThat(hub.versions(PODS)).containsOnlyKeys("demo/postgres-0", "demo/postgres-2");
        assertThat(worker.versions(PODS)).containsOnlyKeys("demo/postgres-1");
        assertThat(worker.versions(CLAIMS)).containsOnlyKeys("demo/data-postgres-1");
    }

    @Test
    void theRecordIsThereBeforeAnyMemberAndNamesThemAll() {
        deliver();
        try (RecordStore store = fleetClient.recordStore("demo", "postgres")) {
            assertThat(store.read(Duration.ofSeconds(5)).orElseThrow().record())
                    .isEqualTo(ClusterRecord.uninitialised(List.of("postgres-0", "postgres-1", "postgres-2"), 1));
        }
    }

    @Test
    void applyingTwiceChangesNothing() {
        deliver();
        String before = hub.model.resourceVersion();
        pgspan.apply(pgspan.plan(wish, pgspan.observe(wish)), DeliveryListener.none());
        assertThat(hub.model.resourceVersion()).isEqualTo(before);
    }

    @Test
    void whatTheSpokesReportIsObservedWithItsAge() {
        deliver();
        onHub.applyAll();
        onWorker.applyAll();
        setStatus(worker, "postgres-1", "True");
        label(worker, "postgres-1", "primary");
        onWorker.reportAll(NOW.minusSeconds(40));
        ClusterObservation seen = pgspan.observe(wish);
        assertThat(seen.delivered()).isTrue();
        assertThat(seen.instances())
                .extracting(InstanceObservation::pod)
                .containsExactly("postgres-0", "postgres-1", "postgres-2");
        InstanceObservation primary = seen.primary().orElseThrow();
        assertThat(primary.pod()).isEqualTo("postgres-1");
        assertThat(primary.clusterName()).isEqualTo(Hippo.WORKER);
        assertThat(primary.oldest()).isEqualTo(Duration.ofSeconds(40));
        assertThat(seen.instances().get(0).role().value()).isEqualTo(Role.UNKNOWN);
    }

    @Test
    void aHeartbeatMakesOldFactsYoung() {
        deliver();
        onWorker.applyAll();
        onWorker.reportAll(NOW.minusSeconds(4000));
        hub.client
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(Hippo.WORKER)
                        .withName("managed-cluster-lease")
                        .endMetadata()
                        .withNewSpec()
                        .withRenewTime(ZonedDateTime.ofInstant(NOW.minusSeconds(20), ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .create();
        assertThat(pgspan.observe(wish).instances().get(1).oldest()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void feedbackTellsOfEachObjectWhereItIsAndHowItFares() {
        deliver();
        onWorker.applyAll();
        setStatus(worker, "postgres-1", "True");
        onWorker.reportAll(NOW);
        List<WorkFeedback> feedback = fleetClient.feedback("demo", "postgres");
        assertThat(feedback).hasSize(12);
        WorkFeedback pod = feedback.stream()
                .filter(f -> f.name().equals("postgres-1") && f.kind().equals("Pod"))
                .findFirst()
                .orElseThrow();
        assertThat(pod.isReadyPod()).isTrue();
        assertThat(pod.value("phase")).contains("Running");
        assertThat(pod.value("podIP")).contains("10.0.0.7");
        assertThat(pod.value("nodeName")).contains("demo-worker-node-1");
        assertThat(feedback.stream().filter(f -> f.clusterName().equals(Hippo.HUB)))
                .allMatch(f -> f.applied().reason().equals("NotReported"));
    }

    @Test
    void removingAPodsWorkLeavesItsVolumesWork() {
        deliver();
        WorkFeedback pod = fleetClient.feedback("demo", "postgres").stream()
                .filter(f -> f.name().equals("postgres-1") && f.kind().equals("Pod"))
                .findFirst()
                .orElseThrow();
        assertThat(fleetClient.remove(pod.clusterName(), pod.work())).isTrue();
        assertThat(fleetClient.remove(pod.clusterName(), pod.work())).isFalse();
        assertThat(fleetClient.feedback("demo", "postgres"))
                .hasSize(11)
                .anyMatch(f -> f.name().equals("data-postgres-1"))
                .noneMatch(f -> f.kind().equals("Pod") && f.name().equals("postgres-1"));
    }

    @Test
    void twoClustersOfOneNamespaceShareItsWorkInPeace() {
        PostgresCluster rhino =
                PostgresCluster.builder().from(wish).name("rhino").build();
        deliver();
        pgspan.apply(pgspan.plan(rhino, pgspan.observe(rhino)), DeliveryListener.none());
        String before = hub.model.resourceVersion();
        deliver();
        assertThat(hub.model.resourceVersion()).isEqualTo(before);
        assertThat(pgspan.observe(rhino).instances())
                .extracting(InstanceObservation::pod)
                .containsExactly("rhino-0", "rhino-1", "rhino-2");
    }

    private static void setStatus(ApiServer server, String pod, String ready) {
        ResourcePath path = PODS.in("demo").named(pod);
        ObjectNode object = server.model.get(path);
        object.withObject("spec").put("nodeName", "demo-worker-node-1");
        server.model.update(path, object, WriteOptions.by("scheduler"));
        object = server.model.get(path);
        ObjectNode status = object.putObject("status").put("phase", "Running").put("podIP", "10.0.0.7");
        status.putArray("conditions").addObject().put("type", "Ready").put("status", ready);
        server.model.update(path.status(), object, WriteOptions.by("kubelet"));
    }

    private static void label(ApiServer server, String pod, String role) {
        ResourcePath path = PODS.in("demo").named(pod);
        ObjectNode object = server.model.get(path);
        JsonNode labels = object.path("metadata").path("labels");
        ((ObjectNode) labels).put("pgspan-role", role);
        server.model.update(path, object, WriteOptions.by("agent"));
    }
}
