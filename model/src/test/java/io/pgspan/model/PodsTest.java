package io.pgspan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.text.Quantity;
import org.junit.jupiter.api.Test;

class PodsTest {

    @Test
    void aContainerRunsBesideAndAsksForNothingUnlessSaid() {
        Container container = Container.builder().name("exporter").build();

        assertThat(container.isInit()).isFalse();
        assertThat(container.resources()).isEqualTo(Resources.unsaid());
        assertThat(container.image()).isEmpty();
        assertThat(container.command()).isEmpty();
        assertThat(container.environment()).isEmpty();
    }

    @Test
    void anInstanceSetIsOneElectableInstanceOnTheClustersVolumeUnlessSaid() {
        InstanceSet set = InstanceSet.builder().name("large").build();

        assertThat(set.role()).isEqualTo(InstanceSet.Role.ELECTABLE);
        assertThat(set.replicas()).isEqualTo(1);
        assertThat(set.storage()).isEmpty();
        assertThat(set.volumes()).isEqualTo(Volumes.none());
        assertThat(set.resources()).isEqualTo(Resources.ofDefaults());
        assertThat(set.pod()).isEqualTo(PodSettings.none());
        assertThat(set.placement()).isEmpty();
        assertThat(set.minAvailable()).isEmpty();
    }

    @Test
    void readReplicasAreNeverCountedAsElectable() {
        PostgresCluster cluster = PostgresCluster.builder()
                .name("hippo")
                .replicas(2)
                .addFurtherInstance(InstanceSet.readReplicas("reports", 4).build())
                .addFurtherInstance(
                        InstanceSet.builder().name("large").replicas(3).build())
                .build();

        assertThat(cluster.electableReplicas()).isEqualTo(5);
    }

    @Test
    void aSizeAloneMeansADurableVolumeOfTheDefaultClass() {
        assertThat(InstanceSet.builder()
                        .name("large")
                        .storage(Quantity.of("5Gi"))
                        .build()
                        .storage())
                .contains(Storage.of("5Gi"));
    }

    @Test
    void podSettingsSayNothingByThemselves() {
        PodSettings none = PodSettings.none();

        assertThat(none.containers()).isEmpty();
        assertThat(none.labels()).isEmpty();
        assertThat(none.annotations()).isEmpty();
        assertThat(none.imagePullSecrets()).isEmpty();
        assertThat(none.priorityClassName()).isEmpty();
        assertThat(none.serviceAccountName()).isEmpty();
        assertThat(none.schedulerName()).isEmpty();
        assertThat(none.toBuilder().priorityClassName("high").build()).isNotEqualTo(none);
    }
}
