package io.pgspan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.validation.Validator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresClusterTest {

    /** The design's front door; it reads like a sentence and is valid. */
    private static PostgresCluster hippo() {
        return PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .version("17.2")
                .replicas(3)
                .storage(Storage.of("2Gi"))
                .placement(PlacementPolicy.builder()
                        .on("demo-controller", 0, 2)
                        .on("demo-worker", 1)
                        .spread(Spread.acrossNodes().maxSkew(1).scheduleAnyway())
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build())
                .build();
    }

    @Test
    void theFrontDoorSaysWhatItMeans() {
        PostgresCluster hippo = hippo();
        PlacementPolicy policy = hippo.placement().orElseThrow();

        assertThat(Validator.validate(hippo)).isEmpty();
        assertThat(hippo.version()).isEqualTo(new PostgresVersion(17, 2));
        assertThat(policy.rules())
                .containsExactly(ClusterRule.of("demo-controller", 0, 2), ClusterRule.of("demo-worker", 1));
        assertThat(policy.spreads())
                .containsExactly(new Spread("kubernetes.io/hostname", 1, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY));
        assertThat(policy.slice()).contains(new SliceRef("kubeslice-demo-distributed-postgres", "demo-slice"));
        assertThat(hippo.podName(2)).isEqualTo("postgres-2");
    }

    @Test
    void theSameWordsInAnotherOrderMakeAnEqualCluster() {
        PostgresCluster other = PostgresCluster.builder()
                .placement(PlacementPolicy.builder()
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .spread(new Spread("kubernetes.io/hostname", 1, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY))
                        .addRule(ClusterRule.of("demo-controller", 2, 0))
                        .addRule(ClusterRule.of("demo-worker", 1))
                        .build())
                .storage(Storage.of("2048Mi"))
                .version(new PostgresVersion(17, 2))
                .name("postgres")
                .namespace("demo")
                .build();

        assertThat(other).isEqualTo(hippo()).hasSameHashCodeAs(hippo());
    }

    @Test
    void oneOtherWordMakesAnotherCluster() {
        assertThat(changed().replicas(5).build()).isNotEqualTo(hippo());
        assertThat(changed().replication(Replication.anySynchronous(1)).build()).isNotEqualTo(hippo());
        assertThat(changed().putParameter("work_mem", "8MB").build()).isNotEqualTo(hippo());
        assertThat(changed().storage(Storage.of("2Gi").onClass("fast")).build()).isNotEqualTo(hippo());
        assertThat(changed().arbiter(Arbiter.ofDefaults()).build()).isNotEqualTo(hippo());
    }

    @Test
    void aBuilderStartsFromAClusterThatStaysAsItWas() {
        PostgresCluster before = hippo();

        assertThat(PostgresCluster.builder().from(before).build()).isEqualTo(before);
        PostgresCluster bigger =
                PostgresCluster.builder().from(before).replicas(5).build();
        assertThat(bigger.replicas()).isEqualTo(5);
        assertThat(bigger.placement()).isEqualTo(before.placement());
        assertThat(before).isEqualTo(hippo());
    }

    @Test
    void onlyTheNameHasNoDefault() {
        PostgresCluster plain = PostgresCluster.builder().name("hippo").build();

        assertThat(plain.namespace()).isEqualTo("default");
        assertThat(plain.version()).isEqualTo(PostgresVersion.of("17"));
        assertThat(plain.replicas()).isEqualTo(3);
        assertThat(plain.storage()).isEqualTo(Storage.of("10Gi"));
        assertThat(plain.resources()).isEqualTo(Resources.of("0.5", "1024Mi"));
        assertThat(plain.replication()).isEqualTo(Replication.asynchronous());
        assertThat(plain.deletionPolicy()).isEqualTo(DeletionPolicy.KEEP_DATA);
        assertThat(plain.placement()).isEmpty();
        assertThat(plain.arbiter()).isEmpty();
        assertThat(plain.parameters()).isEmpty();
        assertThat(PostgresCluster.of("demo", "hippo", 1).namespace()).isEqualTo("demo");
        assertThatThrownBy(() -> PostgresCluster.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name");
    }

    @Test
    void malformedTextThrowsWhereItIsSaid() {
        assertThatThrownBy(() -> PostgresCluster.builder().version("seventeen")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> Storage.of("2 Gi")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> Resources.of("1", "much")).isInstanceOf(PgspanException.class);
    }

    @Test
    void noPartCanBeChangedFromOutside() {
        PostgresCluster cluster = PostgresCluster.builder()
                .name("hippo")
                .parameters(Map.of("a", "b"))
                .build();

        assertThatThrownBy(() -> cluster.parameters().put("c", "d")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hippo().placement()
                        .orElseThrow()
                        .rules()
                        .get(0)
                        .ordinals()
                        .add(7))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static PostgresCluster.Builder changed() {
        PostgresCluster.Builder builder = PostgresCluster.builder();
        builder.from(hippo());
        return builder;
    }
}
