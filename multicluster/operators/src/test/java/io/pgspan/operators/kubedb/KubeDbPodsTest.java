package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.Container;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubeDbPodsTest {
    private static List<PodTemplate> pods(String folder) {
        PostgresCluster cluster = KubeDb.dialect()
                .read(Samples.set(folder), ReadOptions.ofDefaults())
                .orThrow();
        return KubeDb.dialect().pods(cluster, Assignments.of(cluster));
    }

    @Test
    void aPodAsksForPostgresAndItsCoordinator() {
        PodTemplate pod = pods("newer").get(1);

        assertThat(pod.name()).isEqualTo("postgres-1");
        assertThat(pod.clusterName()).isEqualTo("demo-worker");
        assertThat(pod.cpu()).isEqualTo(Quantity.of("700m"));
        assertThat(pod.memory()).isEqualTo(Quantity.of("1280Mi"));
        assertThat(pod.holdsData()).isTrue();
        LabelSelector own = LabelSelector.of(pod.labels());
        assertThat(pod.spreads())
                .containsExactly(
                        Spread.acrossZones().scheduleAnyway().counting(own),
                        Spread.acrossNodes().scheduleAnyway().counting(own));
        assertThat(pod.affinity().isEmpty()).as("a preference adds none").isTrue();
    }

    @Test
    void labelsAreThoseOfTheOperatorAndTheNamespaceOnlyWhenDistributed() {
        assertThat(pods("newer").get(0).labels())
                .containsEntry("app.kubernetes.io/name", "postgreses.kubedb.com")
                .containsEntry("app.kubernetes.io/instance", "postgres")
                .containsEntry("app.kubernetes.io/managed-by", "kubedb.com")
                .containsEntry("postgreses.kubedb.com/database.cluster", "postgres")
                .containsEntry("app.kubernetes.io/namespace", "demo");
        assertThat(pods("one").get(0).labels()).doesNotContainKey("app.kubernetes.io/namespace");
    }

    @Test
    void aHardSpreadHidesARequiredAntiAffinity() {
        assertThat(pods("five"))
                .hasSize(5)
                .allSatisfy(pod -> assertThat(pod.affinity().apart().required())
                        .containsExactly(PodTerm.of(Spread.ZONE, LabelSelector.of(pod.labels()))));
    }

    @Test
    void theArbiterIsAPodOfItsOwnWithoutData() {
        List<PodTemplate> pods = pods("two");

        assertThat(pods).extracting(PodTemplate::name).containsExactly("ledger-0", "ledger-1", "ledger-arbiter-0");
        PodTemplate arbiter = pods.get(2);
        assertThat(arbiter.holdsData()).isFalse();
        assertThat(arbiter.clusterName()).isEqualTo("site-a");
        assertThat(arbiter.cpu()).isEqualTo(Quantity.of("200m"));
        assertThat(arbiter.memory()).isEqualTo(Quantity.of("256Mi"));
    }

    @Test
    void evenAbsurdAmountsAreAddedUp() {
        PostgresCluster cluster = PostgresCluster.builder()
                .name("x")
                .replicas(1)
                .resources(Resources.of("1e300", "0.000001"))
                .build();

        PodTemplate pod =
                KubeDb.dialect().pods(cluster, Assignments.of(cluster)).get(0);

        assertThat(pod.cpu()).isGreaterThanOrEqualTo(Quantity.of("1e300"));
        assertThat(pod.memory()).isGreaterThan(Quantity.of("256Mi"));
    }

    @Test
    void whatAContainerBeforePostgresAsksForCountsOnlyWhenItIsMore() {
        PostgresCluster cluster = PostgresCluster.of("demo", "x", 3).withResources(Resources.of("100m", "128Mi"));
        KubeDbOptions large = KubeDbOptions.builder()
                .pods(PodDetails.ofDefaults().withInit(Resources.of("2", "256Mi")))
                .build();

        PodTemplate plain =
                KubeDb.dialect().pods(cluster, Assignments.of(cluster)).get(0);
        PodTemplate first =
                KubeDb.dialect().pods(cluster, large, Assignments.of(cluster)).get(0);

        assertThat(plain.cpu()).isEqualTo(Quantity.of("300m"));
        assertThat(plain.memory()).isEqualTo(Quantity.of("384Mi"));
        assertThat(first.cpu()).isEqualTo(Quantity.of("2"));
        assertThat(first.memory()).isEqualTo(Quantity.of("384Mi"));
    }

    @Test
    void sidecarsExporterReadReplicasAndSelectorsAreThereToo() {
        Reading<KubeDbOptions> reading = KubeDb.dialect().read(Samples.set("full"), ReadOptions.ofDefaults());
        PostgresCluster cluster = reading.cluster().orElseThrow();

        List<PodTemplate> pods = KubeDb.dialect().pods(cluster, reading.options(), Assignments.of(cluster));

        assertThat(pods)
                .extracting(PodTemplate::name)
                .containsExactly(
                        "full-0", "full-1", "full-2", "full-3", "full-arbiter-0", "full-reports-0", "full-reports-1");
        PodTemplate data = pods.get(0);
        assertThat(data.cpu()).as("postgres, coordinator, exporter, shipper").isEqualTo(Quantity.of("2360m"));
        assertThat(data.memory()).isEqualTo(Quantity.of("4476Mi"));
        assertThat(data.nodeSelector()).containsExactlyEntriesOf(Map.of("disk", "ssd"));
        assertThat(data.labels()).containsEntry("pod", "label").containsEntry("example.com/tier", "gold");
        assertThat(pods.get(4).nodeSelector()).containsExactlyEntriesOf(Map.of("zone", "c"));
        assertThat(pods.get(4).holdsData()).isFalse();
        PodTemplate follower = pods.get(5);
        assertThat(follower.nodeSelector()).containsExactlyEntriesOf(Map.of("disk", "hdd"));
        assertThat(follower.labels()).containsEntry("postgreses.kubedb.com/database.read-replica", "reports");
        assertThat(follower.spreads()).as("its own policy is not known").isEmpty();
    }

    @Test
    void withoutAPolicyOfItsOwnItPrefersToSpreadAsTheChartsDefaultSays() {
        PodTemplate pod = pods("one").get(0);

        LabelSelector own = LabelSelector.of(pod.labels());
        assertThat(pod.spreads())
                .containsExactly(
                        Spread.acrossZones().scheduleAnyway().counting(own),
                        Spread.acrossNodes().scheduleAnyway().counting(own));
        assertThat(pod.affinity().isEmpty()).isTrue();
    }

    @Test
    void limitsAreThoseOfRaftAmongPods() {
        assertThat(KubeDb.dialect().limits())
                .isEqualTo(new PlacementLimits(true, true, false, ElectionModel.memberMajority()));
    }

    @Test
    void sidecarsAndNodeSelectorsCount() {
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 1)
                .withPod(PodSettings.builder()
                        .addContainer(Container.builder()
                                .name("side")
                                .resources(Resources.of("300m", "512Mi"))
                                .build())
                        .addContainer(Container.builder()
                                .name("before")
                                .init(true)
                                .resources(Resources.of("4", "64Mi"))
                                .build())
                        .putLabel("team", "db")
                        .build())
                .withPlacement(PlacementPolicy.builder()
                        .on("west", 0)
                        .slice("project", "slice")
                        .putNodeSelector("disk", "ssd")
                        .build());

        PodTemplate pod = KubeDb.dialect()
                .pods(
                        wish,
                        new Assignment(
                                List.of(new Assignment.Placed(0, "hippo-0", "west", "", List.of())), Optional.empty()))
                .get(0);

        assertThat(pod.cpu()).as("the init container is the greediest").isEqualTo(Quantity.of("4"));
        assertThat(pod.memory()).as("1Gi, coordinator, sidecar").isEqualTo(Quantity.of("1792Mi"));
        assertThat(pod.nodeSelector()).containsEntry("disk", "ssd");
        assertThat(pod.labels()).containsEntry("team", "db");
    }
}
