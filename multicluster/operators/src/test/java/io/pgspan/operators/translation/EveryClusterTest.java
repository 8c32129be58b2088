package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.cnpg.CloudNativePgOptions;
import io.pgspan.operators.crunchy.Crunchy;
import io.pgspan.operators.crunchy.CrunchyOptions;
import io.pgspan.operators.crunchy.Federation;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.kubedb.KubeDbOptions;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One cluster of KubeDB over two Kubernetes clusters becomes two clusters of the others, and what that costs is told. */
class EveryClusterTest {
    private static final PostgresCluster SPANNING = PostgresCluster.builder()
            .name("orders")
            .replicas(3)
            .placement(PlacementPolicy.builder()
                    .addRule(ClusterRule.of("east", 0, 1))
                    .addRule(ClusterRule.of("west", 2))
                    .slice("project", "slice")
                    .build())
            .build();

    private static Reading<KubeDbOptions> reading() {
        return KubeDb.dialect().read(ManifestSet.of(KubeDb.dialect().write(SPANNING)), ReadOptions.ofDefaults());
    }

    @Test
    void cloudNativePgHasAClusterInEachAndWhatThatMeansIsTold() {
        CloudNativePgOptions options = CloudNativePgOptions.ofDefaults()
                .withHosts(Map.of("east", "east.example.org", "west", "west.example.org"));
        Translation<CloudNativePgOptions> there = Translator.translate(
                reading(),
                KubeDb.dialect(),
                CloudNativePg.dialect(),
                Destination.<CloudNativePgOptions>same().with(options).over(Assignments.of(SPANNING), "east"));
        assertThat(there.lint(Severity.ERROR)).isEmpty();
        assertThat(there.everywhere()).containsOnlyKeys("east", "west");
        assertThat(there.everywhere().values())
                .allSatisfy(objects -> assertThat(objects).isNotEmpty());
        assertThat(there.tells("placement.rules")).isTrue();
        assertThat(there.changed())
                .extracting(MeaningChange::id)
                .contains("translation.several-clusters", "cnpg.distributed-promotion", "cnpg.distributed-secrets");
        assertThat(there.changed().stream()
                        .filter(one -> one.reason() == MeaningChange.Reason.IN_PART)
                        .map(MeaningChange::path))
                .as("what is lost is told as lost, not as changed too")
                .containsOnly("placement.rules");
    }

    @Test
    void whatIsMissingForItIsToldAndNothingIsRendered() {
        CrunchyOptions options = CrunchyOptions.builder()
                .federation(Federation.byStreaming("orders.example.org"))
                .build();
        Translation<CrunchyOptions> there = Translator.translate(
                reading(),
                KubeDb.dialect(),
                Crunchy.dialect(),
                Destination.<CrunchyOptions>same().with(options).over(Assignments.of(SPANNING), "east"));
        assertThat(there.lint(Severity.ERROR)).extracting(Lint::id).containsExactly("crunchy.standby-certificates");
        assertThat(there.everywhere()).isEmpty();
        assertThat(there.manifests()).isNotEmpty();
    }

    @Test
    void nothingIsRenderedWhereNobodySaidOverWhichClusters() {
        assertThat(Translator.translate(reading(), KubeDb.dialect(), Crunchy.dialect())
                        .everywhere())
                .isEmpty();
    }
}
