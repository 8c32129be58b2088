package io.pgspan.multicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.Versioned;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.observed.ClusterObservation;
import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.plan.Step;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.cnpg.CloudNativePgOptions;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.testkit.base.apiserver.ApiRequest;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgspanTest {
    private static final ResourcePath LEASES = ResourcePath.of("coordination.k8s.io/v1", "leases");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ApiServer hub = new ApiServer(Hippo.HUB);
    private final FleetClient fleetClient = hub.asHub();
    private final Pgspan pgspan = Pgspan.on(fleetClient).over(Hippo.fleet()).using(Hippo.engine());
    private final PostgresCluster wish = Hippo.wish();

    @AfterEach
    void closeHub() {
        hub.close();
    }

    private static ClusterObservation nothing() {
        return new ClusterObservation("demo", "postgres", false, List.of());
    }

    private static List<String> ids(DeploymentPlan plan) {
        return plan.steps().steps().stream().map(Step::id).toList();
    }

    @Test
    void theFirstPlanHasEveryStepInTheOrderOfNeed() {
        assertThat(ids(pgspan.plan(wish, nothing())))
                .containsExactly(
                        "namespace", "record", "objects", "pod/postgres-0", "pod/postgres-1", "pod/postgres-2");
    }

    @Test
    void aClusterThatWasDeliveredNeverGetsANewRecord() {
        ClusterObservation delivered = new ClusterObservation("demo", "postgres", true, List.of());
        assertThat(ids(pgspan.plan(wish, delivered))).doesNotContain("record");
    }

    @Test
    void planningTouchesNothingAndGivesTheSameEachTime() {
        String before = hub.model.resourceVersion();
        DeploymentPlan one = pgspan.plan(wish, nothing());
        DeploymentPlan two = pgspan.plan(wish, nothing());
        assertThat(one.explain()).isEqualTo(two.explain());
        assertThat(one.works()).isEqualTo(two.works());
        assertThat(hub.model.resourceVersion()).isEqualTo(before);
    }

    @Test
    void thePlanTellsWhereWhyAndWhatButNoSecret() {
        DeploymentPlan plan = pgspan.plan(wish, nothing());
        String encoded = Base64.getEncoder().encodeToString(Hippo.PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(plan.explain())
                .contains("PostgreSQL cluster demo/postgres, version 17.2, 3 replicas")
                .contains("demo-worker: Secret postgres-1-auth, PersistentVolumeClaim data-postgres-1")
                .contains("the policy's rule for cluster demo-worker names ordinal 1")
                .contains("What survives the loss of")
                .contains("create the cluster record, Lease demo/postgres on hub demo-controller")
                .doesNotContain(Hippo.PASSWORD)
                .doesNotContain(encoded);
        assertThat(plan + " " + plan.works()).doesNotContain(Hippo.PASSWORD).doesNotContain(encoded);
        assertThat(plan.manifests().toString()).contains(encoded);
    }

    @Test
    void podsThatAreNoLongerWishedAreNamedAndKept() {
        InstanceObservation old = new InstanceObservation(
                "postgres-3",
                Hippo.WORKER,
                new Fact<>(InstanceObservation.Role.UNKNOWN, Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        ClusterObservation seen = new ClusterObservation("demo", "postgres", true, List.of(old));
        assertThat(pgspan.plan(wish, seen).explain())
                .contains("note: pod postgres-3 is delivered and no longer wished; this plan removes nothing");
    }

    @Test
    void aWishThatTheFleetCantCarryEndsWithAllViolations() {
        PostgresCluster bad = PostgresCluster.builder()
                .from(wish)
                .placement(PlacementPolicy.builder()
                        .on("nowhere", 0, 1)
                        .on("elsewhere", 2)
                        .build())
                .build();
        assertThatThrownBy(() -> pgspan.plan(bad, nothing()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("elsewhere");
    }

    @Test
    void aFleetOfAnotherHubIsRefused() {
        Pgspan.OnFleet elsewhere = Pgspan.on(FleetClient.of("elsewhere", hub.client));
        assertThatThrownBy(() -> elsewhere.over(Hippo.fleet()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("its hub is 'demo-controller', but the client is of hub 'elsewhere'");
    }

    @Test
    void stepsAreToldAsTheyHappen() {
        List<String> told = new ArrayList<>();
        pgspan.apply(pgspan.plan(wish, nothing()), new DeliveryListener() {
            @Override
            public void started(Step step) {
                told.add("started " + step.id());
            }

            @Override
            public void finished(Step step) {
                told.add("finished " + step.id());
            }
        });
        assertThat(told)
                .hasSize(12)
                .startsWith("started namespace", "finished namespace", "started record")
                .endsWith("started pod/postgres-2", "finished pod/postgres-2");
    }

    @Test
    void whatPassesByItselfIsTriedAgain() {
        AtomicInteger refusals = new AtomicInteger(2);
        List<String> retries = new ArrayList<>();
        hub.http.fault(request -> request.isWrite() && refusals.getAndDecrement() > 0
                ? Optional.of(Fault.refusal(503))
                : Optional.empty());
        pgspan.apply(pgspan.plan(wish, nothing()), new DeliveryListener() {
            @Override
            public void retrying(String what, int attempt, String why) {
                retries.add(what + " " + attempt);
                assertThat(why).contains("503");
            }
        });
        assertThat(retries).containsExactly("Namespace demo 1", "Namespace demo 2");
        assertThat(hub.list(ApiServer.works())).hasSize(14);
    }

    @Test
    void retriesEndAndTheFailureSaysWhatToDo() {
        AtomicInteger attempts = new AtomicInteger();
        hub.http.fault(request -> {
            attempts.incrementAndGet();
            return Optional.of(Fault.refusal(503));
        });
        DeploymentPlan plan = pgspan.plan(wish, nothing());
        assertThatThrownBy(() -> pgspan.apply(plan, DeliveryListener.none()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("Namespace demo on hub demo-controller: refused with 503")
                .hasMessageContaining("given up after 3 attempts");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void whatIsForbiddenIsNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        failOn(request -> request.path().contains("manifestworks"), Fault.refusal(403), attempts);
        DeploymentPlan plan = pgspan.plan(wish, nothing());
        assertThatThrownBy(() -> pgspan.apply(plan, DeliveryListener.none()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("ManifestWork demo-controller/")
                .hasMessageContaining("403")
                .hasMessageContaining("grant");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aPlanThatBrokeOffIsAppliedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        DeploymentPlan plan = pgspan.plan(wish, nothing());
        failOn(
                request -> request.path().contains("manifestworks")
                        && request.body().contains("postgres-1-auth"),
                Fault.refusal(403),
                attempts);
        assertThatThrownBy(() -> pgspan.apply(plan, DeliveryListener.none())).isInstanceOf(DeliveryException.class);
        hub.http.heal();
        pgspan.apply(plan, DeliveryListener.none());
        assertThat(hub.list(ApiServer.works())).hasSize(14);
        assertThat(hub.list(LEASES)).hasSize(1);
    }

    private void failOn(Predicate<ApiRequest> which, Fault fault, AtomicInteger attempts) {
        hub.http.fault(request -> {
            if (!which.test(request)) {
                return Optional.empty();
            }
            attempts.incrementAndGet();
            return Optional.of(fault);
        });
    }

    @Test
    void aRecordThatWasUsedIsKept() {
        ClusterRecord used = recordOf(wish).takenBy(new Holder("postgres-0", "uid", "start"));
        put(used);
        pgspan.apply(pgspan.plan(wish, nothing()), DeliveryListener.none());
        assertThat(read().record()).isEqualTo(used);
    }

    @Test
    void aRecordInUseByOtherMembersStopsThePlan() {
        ClusterRecord used =
                ClusterRecord.uninitialised(List.of("postgres-0"), 0).takenBy(new Holder("postgres-0", "uid", "start"));
        put(used);
        DeploymentPlan plan = pgspan.plan(wish, nothing());
        assertThatThrownBy(() -> pgspan.apply(plan, DeliveryListener.none()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(
                        "in use with members [postgres-0], the plan has [postgres-0, postgres-1, postgres-2]");
        assertThat(read().record()).isEqualTo(used);
        assertThat(hub.list(ApiServer.works())).noneMatch(w -> w.toString().contains("\"Pod\""));
    }

    @Test
    void aRecordThatNobodyUsedFollowsTheWish() {
        put(ClusterRecord.uninitialised(List.of("postgres-0"), 0));
        pgspan.apply(pgspan.plan(wish, nothing()), DeliveryListener.none());
        assertThat(read().record()).isEqualTo(recordOf(wish));
    }

    @Test
    void aRecordWhoseCreationWasNotConfirmedIsCreatedOnce() {
        AtomicInteger lost = new AtomicInteger();
        hub.http.fault(request -> request.method().equals("POST") && lost.getAndIncrement() == 0
                ? Optional.of(Fault.lostResponse())
                : Optional.empty());
        DeliveryRetry impatient =
                new DeliveryRetry(10, Duration.ofMillis(20), 2, Duration.ofMillis(50), Duration.ofSeconds(1));
        Pgspan.on(fleetClient.retrying(impatient))
                .over(Hippo.fleet())
                .using(Hippo.engine())
                .apply(pgspan.plan(wish, nothing()), DeliveryListener.none());
        assertThat(lost).hasValue(1);
        assertThat(read().record()).isEqualTo(recordOf(wish));
    }

    private static ClusterRecord recordOf(PostgresCluster cluster) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < cluster.replicas(); i++) {
            members.add(cluster.podName(i));
        }
        return ClusterRecord.uninitialised(members, 1);
    }

    private void put(ClusterRecord record) {
        try (RecordStore store = fleetClient.recordStore("demo", "postgres")) {
            store.create(record, LIMIT);
        }
    }

    private Versioned read() {
        try (RecordStore store = fleetClient.recordStore("demo", "postgres")) {
            return store.read(LIMIT).orElseThrow();
        }
    }

    @Test
    void anOperatorOnTheHubIsToldTheWishInItsOwnWords() {
        hub.model.registerCrd(crd("kubedb.com", "Postgres", "postgreses", "Namespaced"));
        hub.model.registerCrd(crd("apps.k8s.appscode.com", "PlacementPolicy", "placementpolicies", "Cluster"));
        Pgspan onKubeDb = Pgspan.on(fleetClient).over(Hippo.fleet()).using(KubeDb.dialect());
        DeploymentPlan plan = onKubeDb.plan(wish, nothing());
        assertThat(ids(plan)).containsExactly("namespace", "wish");
        assertThat(plan.works()).isEmpty();
        onKubeDb.apply(plan, DeliveryListener.none());
        assertThat(hub.versions(ResourcePath.of("kubedb.com/v1", "postgreses"))).containsOnlyKeys("demo/postgres");
        assertThat(hub.list(ResourcePath.of("apps.k8s.appscode.com/v1", "placementpolicies")))
                .hasSize(1);
        String before = hub.model.resourceVersion();
        onKubeDb.apply(plan, DeliveryListener.none());
        assertThat(hub.model.resourceVersion()).isEqualTo(before);
    }

    @Test
    void whatWasReadAndHasNoPlaceInTheWishIsDeliveredToo() {
        Residue residue = new Residue(
                Map.of("Postgres", Map.of(TreePath.of("spec.monitor.agent"), TextNode.valueOf("prometheus.io"))),
                List.of());
        Pgspan onKubeDb = Pgspan.on(fleetClient)
                .over(Hippo.fleet())
                .using(KubeDb.dialect(), KubeDb.dialect().defaults(), residue, WriteOptions.ofDefaults());

        DeploymentPlan plan = onKubeDb.plan(wish, nothing());

        assertThat(plan.manifests().get(Hippo.fleet().hub()))
                .filteredOn(object -> object.path("kind").asText().equals("Postgres"))
                .singleElement()
                .satisfies(object ->
                        assertThat(object.at("/spec/monitor/agent").asText()).isEqualTo("prometheus.io"));
    }

    @Test
    void operatorsInSeveralClustersAreEachToldTheirPart() {
        PostgresCluster spread = PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .replicas(3)
                .placement(PlacementPolicy.builder()
                        .on(Hippo.fleet().hub(), 0, 2)
                        .on("demo-worker", 1)
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build())
                .build();
        CloudNativePgOptions hosts = CloudNativePgOptions.ofDefaults()
                .withHosts(Map.of(Hippo.fleet().hub(), "one.example", "demo-worker", "two.example"));
        Pgspan onCnpg = Pgspan.on(fleetClient)
                .over(Hippo.fleet())
                .using(
                        CloudNativePg.dialect(),
                        hosts,
                        WriteOptions.waiving(List.of("placement.rules", "placement.slice", "deletionPolicy")));

        DeploymentPlan plan = onCnpg.plan(spread, nothing());

        assertThat(ids(plan)).containsExactly("namespace", "wish", "wish/demo-worker");
        assertThat(plan.manifests()).containsOnlyKeys(Hippo.fleet().hub(), "demo-worker");
        hub.model.registerCrd(crd("postgresql.cnpg.io", "Cluster", "clusters", "Namespaced"));
        onCnpg.apply(plan, DeliveryListener.none());
        assertThat(hub.versions(ResourcePath.of("postgresql.cnpg.io/v1", "clusters")))
                .hasSize(1);
        assertThat(hub.list(ApiServer.works()))
                .filteredOn(work -> work.toString().contains("\"kind\":\"Cluster\""))
                .singleElement()
                .satisfies(work -> assertThat(work.path("spec")
                                .path("deleteOption")
                                .path("propagationPolicy")
                                .asText())
                        .as("deleting the work must not delete the data")
                        .isEqualTo("Orphan"));
    }

    @Test
    void aHubWithoutTheOperatorIsToldSo() {
        Pgspan onKubeDb = Pgspan.on(fleetClient).over(Hippo.fleet()).using(KubeDb.dialect());
        DeploymentPlan plan = onKubeDb.plan(wish, nothing());
        assertThatThrownBy(() -> onKubeDb.apply(plan, DeliveryListener.none()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("is the kind known to the hub?");
    }

    private static ObjectNode crd(String group, String kind, String plural, String scope) {
        ObjectNode crd = JsonNodeFactory.instance.objectNode();
        crd.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        crd.putObject("metadata").put("name", plural + "." + group);
        ObjectNode spec = crd.putObject("spec").put("group", group).put("scope", scope);
        spec.putObject("names").put("kind", kind).put("plural", plural);
        ObjectNode version = spec.putArray("versions").addObject().put("name", "v1");
        version.putObject("schema")
                .putObject("openAPIV3Schema")
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
        return crd;
    }
}
