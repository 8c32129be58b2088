package io.pgspan.operators.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.Encryption;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only the source's operator understands, one thing at a time: from Crunchy to CloudNativePG. */
class OwnThingsTest {
    private static final String OWN = "postgres-operator.crunchydata.com/cluster";
    private static final PostgresCluster ORDERS = PostgresCluster.of("shop", "orders", 3);

    private final List<UnsupportedFeature> lost = new ArrayList<>();

    private PostgresCluster left(PostgresCluster wish) {
        return new OwnThings(
                        Dialects.known().of("crunchy").conduct(),
                        Dialects.known().of("cnpg").conduct(),
                        false)
                .leave(wish, lost);
    }

    private List<String> rules() {
        return lost.stream().map(UnsupportedFeature::rule).toList();
    }

    private static Repository bucket(String name) {
        return Repository.builder()
                .name(name)
                .target(RepositoryTarget.S3.builder().bucket("b").build())
                .build();
    }

    @Test
    void aManualBackupGoesWithItsRepository() {
        Backups backups = Backups.builder()
                .addRepositories(Repository.builder()
                        .name("kept")
                        .target(new RepositoryTarget.Existing(null, "kept"))
                        .build())
                .addRepositories(bucket("own"))
                .manual(new Backups.ManualBackup("kept", BackupType.FULL))
                .build();

        PostgresCluster left = left(ORDERS.withBackups(backups));

        assertThat(left.backups())
                .contains(Backups.builder().addRepositories(bucket("own")).build());
        assertThat(rules()).containsExactly("translation.existing-repository");
    }

    @Test
    void anotherToolDecryptsNothing() {
        Backups backups = Backups.builder()
                .addRepositories(bucket("own").toBuilder()
                        .encryption(new Encryption("aes-256-cbc", SecretRef.of("key")))
                        .build())
                .build();

        PostgresCluster left = left(ORDERS.withBackups(backups));

        assertThat(left.backups())
                .contains(Backups.builder().addRepositories(bucket("own")).build());
        assertThat(rules()).containsExactly("translation.backup-tool");
    }

    @Test
    void aCopyOfAClusterThatIsNamedIsItsOperatorsOwn() {
        PostgresCluster named =
                ORDERS.withDataSource(CloneOf.builder().clusterName("old").build());

        assertThat(left(named).dataSource()).isEmpty();
        assertThat(rules()).containsExactly("translation.data-source");
    }

    @Test
    void affinityNearAndApartByTheOperatorsLabelsHoldsNothing() {
        PodTerm own = PodTerm.of(Spread.HOSTNAME, LabelSelector.of(Map.of(OWN, "orders")));
        PodTerm others = PodTerm.of(Spread.HOSTNAME, LabelSelector.of(Map.of("app", "web")));
        PodAffinity both = new PodAffinity(List.of(own, others), List.of());

        PostgresCluster left = left(ORDERS.withPlacement(PlacementPolicy.builder()
                .affinity(new Affinity(NodeAffinity.none(), both, both))
                .build()));

        PodAffinity rest = new PodAffinity(List.of(others), List.of());
        assertThat(left.placement().orElseThrow().affinity()).isEqualTo(new Affinity(NodeAffinity.none(), rest, rest));
        assertThat(rules()).containsExactly("translation.affinity-labels");
    }

    @Test
    void aSpreadByTheOperatorsLabelsCountsTheClustersOwnPods() {
        Spread selected = new Spread(
                Spread.ZONE,
                1,
                Spread.acrossZones().whenUnsatisfiable(),
                LabelSelector.of(Map.of(OWN, "orders")),
                null,
                null,
                null,
                List.of());
        Spread keyed = new Spread(
                Spread.HOSTNAME,
                1,
                Spread.acrossNodes().whenUnsatisfiable(),
                null,
                null,
                null,
                null,
                List.of(OWN, "app"));

        PostgresCluster left = left(ORDERS.withPlacement(
                PlacementPolicy.builder().spreads(List.of(selected, keyed)).build()));

        assertThat(left.placement().orElseThrow().spreads())
                .satisfiesExactly(
                        zone -> assertThat(zone).isEqualTo(Spread.acrossZones()),
                        node -> assertThat(node.matchLabelKeys()).containsExactly("app"));
        assertThat(rules()).containsExactly("translation.spread-labels");
    }
}
