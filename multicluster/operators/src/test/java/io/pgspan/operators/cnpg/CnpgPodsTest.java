package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Assignments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CnpgPodsTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final LabelSelector OWN = new LabelSelector(
            Map.of(),
            List.of(Requirement.in("cnpg.io/cluster", "hippo"), Requirement.in("cnpg.io/podRole", "instance")));

    private static PostgresCluster.Builder hippo() {
        return PostgresCluster.builder().name("hippo").namespace("demo").replicas(3);
    }

    private static List<PodTemplate> pods(PostgresCluster wish) {
        return CNPG.pods(wish, Assignments.of(wish));
    }

    @Test
    void instancesAreNumberedFromOneAndTheFirstLeads() {
        List<PodTemplate> pods = pods(hippo().build());
        assertThat(pods).extracting(PodTemplate::name).containsExactly("hippo-1", "hippo-2", "hippo-3");
        assertThat(pods)
                .extracting(pod -> pod.labels().get("cnpg.io/instanceRole"))
                .containsExactly("primary", "replica", "replica");
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.namespace()).isEqualTo("demo");
            assertThat(pod.labels())
                    .containsEntry("cnpg.io/cluster", "hippo")
                    .containsEntry("cnpg.io/podRole", "instance");
        });
    }

    @Test
    void theManagerIsBroughtInByAContainerThatAsksForAsMuch() {
        PodTemplate pod =
                pods(hippo().resources(Resources.of("2", "4Gi")).build()).get(0);
        assertThat(pod.containers()).extracting(PodContainer::name).containsExactly("postgres");
        assertThat(pod.initContainers()).extracting(PodContainer::name).containsExactly("bootstrap-controller");
        assertThat(pod.cpu()).hasToString("2");
        assertThat(pod.memory().compareTo(Quantity.of("4Gi"))).isZero();
    }

    @Test
    void thePluginAddsASidecarAndTheStoreInTheClusterDoesNot() {
        PostgresCluster archived = hippo().backups(Backups.builder()
                        .addRepository(Repository.builder()
                                .name("vault")
                                .target(new RepositoryTarget.Existing(null, "vault"))
                                .build())
                        .build())
                .build();
        assertThat(pods(archived).get(0).initContainers())
                .filteredOn(PodContainer::sidecar)
                .extracting(PodContainer::name)
                .containsExactly("plugin-barman-cloud");
        assertThat(CNPG.pods(
                                archived,
                                CloudNativePgOptions.ofDefaults().withBackupForm(BackupForm.IN_TREE),
                                Assignments.of(archived))
                        .get(0)
                        .initContainers())
                .noneMatch(PodContainer::sidecar);
    }

    @Test
    void eachVolumeHasAClaimOfItsOwn() {
        PostgresCluster wish = hippo().volumes(Volumes.builder()
                        .wal(Storage.of("1Gi").onClass("fast"))
                        .addTablespace(Tablespace.of("_Cold_$1", Storage.of("2Gi")))
                        .build())
                .build();
        assertThat(pods(wish).get(1).volumes())
                .containsExactly(
                        PodVolume.newClaim("hippo-2", "local-path"),
                        PodVolume.newClaim("hippo-2-wal", "fast"),
                        PodVolume.newClaim("hippo-2-tbs-1cold--1", "local-path"));
    }

    @Test
    void instancesAreKeptApartByAWishOverNodesUnlessSomethingElseIsSaid() {
        PostgresCluster wish = hippo().build();
        assertThat(pods(wish).get(0).affinity().apart())
                .isEqualTo(new PodAffinity(
                        List.of(), List.of(new Preferred<>(100, PodTerm.of("kubernetes.io/hostname", OWN)))));
        assertThat(apart(wish, new AntiAffinity(true, "rack", true)))
                .isEqualTo(new PodAffinity(List.of(PodTerm.of("rack", OWN)), List.of()));
        assertThat(apart(wish, new AntiAffinity(false, "rack", true))).isEqualTo(PodAffinity.none());
    }

    private static PodAffinity apart(PostgresCluster wish, AntiAffinity rule) {
        return CNPG.pods(wish, CloudNativePgOptions.ofDefaults().withAntiAffinity(rule), Assignments.of(wish))
                .get(0)
                .affinity()
                .apart();
    }

    @Test
    void whatTheWishSaysOfAffinityComesBesideTheRule() {
        PodTerm noisy = PodTerm.of("rack", LabelSelector.of(Map.of("noisy", "yes")));
        PostgresCluster wish = hippo().placement(PlacementPolicy.builder()
                        .affinity(new Affinity(
                                NodeAffinity.none(),
                                new PodAffinity(List.of(noisy), List.of()),
                                new PodAffinity(List.of(noisy), List.of())))
                        .nodeSelector(Map.of("disk", "ssd"))
                        .build())
                .build();
        PodTemplate pod = pods(wish).get(0);
        assertThat(pod.affinity().near().required()).containsExactly(noisy);
        assertThat(pod.affinity().apart().required()).containsExactly(noisy);
        assertThat(pod.affinity().apart().preferred()).hasSize(1);
        assertThat(pod.nodeSelector()).isEqualTo(Map.of("disk", "ssd"));
    }

    @Test
    void aConstraintCountsTheInstancesWhereItSaysNothingElse() {
        LabelSelector all = LabelSelector.of(Map.of("tier", "db"));
        PostgresCluster wish = hippo().placement(PlacementPolicy.builder()
                        .spread(Spread.acrossZones())
                        .spread(Spread.across("rack").counting(all))
                        .build())
                .build();
        assertThat(pods(wish).get(2).spreads())
                .containsExactly(
                        Spread.acrossZones()
                                .counting(LabelSelector.of(
                                        Map.of("cnpg.io/cluster", "hippo", "cnpg.io/podRole", "instance"))),
                        Spread.across("rack").counting(all));
    }

    @Test
    void overSeveralKubernetesClustersEachHasAClusterOfItsOwn() {
        PostgresCluster wish = hippo().placement(
                        PlacementPolicy.builder().on("eu", 0, 2).on("us", 1).build())
                .build();
        Assignment assignment = Assignments.of(wish);
        assertThat(CNPG.pods(wish, assignment))
                .extracting(PodTemplate::name)
                .containsExactly("hippo-eu-1", "hippo-us-1", "hippo-eu-2");
    }
}
