package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A wish over several Kubernetes clusters: a primary and standbys, once what changes in meaning is waived. */
class CrunchyFederationTest {
    private static final Crunchy CRUNCHY = Crunchy.dialect();
    private static final List<String> WAIVED = List.of("placement.rules");

    private static PostgresCluster.Builder wish() {
        return PostgresCluster.builder()
                .name("hippo")
                .namespace("zoo")
                .version("17")
                .replicas(5)
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .placement(PlacementPolicy.builder()
                        .addRule(ClusterRule.of("west", 0, 1, 2).onClass("fast"))
                        .on("east", 3)
                        .on("north", 4)
                        .build())
                .backups(Backups.builder()
                        .addRepository(Repository.builder()
                                .name("repo1")
                                .target(new RepositoryTarget.Volume(Storage.of("1Gi")))
                                .build())
                        .addRepository(Repository.builder()
                                .name("repo2")
                                .target(new RepositoryTarget.Gcs("bucket", null, null))
                                .build())
                        .build());
    }

    private static Map<String, List<ObjectNode>> render(
            PostgresCluster wish, CrunchyOptions options, List<String> waived) {
        Assignment assignment = Assignments.of(wish);
        return CRUNCHY.render(Wish.of(wish, options).written(WriteOptions.waiving(waived)), assignment, "hub");
    }

    private static PostgresCluster read(Map<String, List<ObjectNode>> rendered, String place) {
        Reading<CrunchyOptions> reading =
                CRUNCHY.read(ManifestSet.of(rendered.getOrDefault(place, List.of())), ReadOptions.ofDefaults());
        return reading.orThrow();
    }

    @Test
    void thePrimaryIsWhereOrdinalZeroLivesAndTheOthersFollowByTheRepositoryInTheObjectStore() {
        Map<String, List<ObjectNode>> rendered = render(wish().build(), CrunchyOptions.ofDefaults(), WAIVED);

        assertThat(rendered.keySet()).containsExactly("west", "east", "north");
        PostgresCluster west = read(rendered, "west");
        PostgresCluster east = read(rendered, "east");
        assertThat(west.standby()).isEmpty();
        assertThat(west.replicas()).isEqualTo(3);
        assertThat(west.storage().storageClass()).contains("local-path");
        assertThat(east.standby().orElseThrow().repository()).contains("repo2");
        assertThat(east.standby().orElseThrow().stream()).isEmpty();
        assertThat(east.replicas()).isEqualTo(1);
        assertThat(east.storage().storageClass()).as("nobody named one").isEmpty();
        assertThat(east.backups()).isEqualTo(west.backups());
        assertThat(east.name()).isEqualTo("hippo");
    }

    @Test
    void unlessItIsWaivedThatItChangesItsMeaningItIsRefused() {
        assertThatThrownBy(() -> render(wish().build(), CrunchyOptions.ofDefaults(), List.of()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.clusters")
                .hasMessageContaining("asynchronously")
                .hasMessageContaining("promote")
                .hasMessageContaining("crunchy.standby-secrets");
    }

    @Test
    void whatWasLeftOverIsPutBackInEachClusterButNotNotesAboutTheOldObject() {
        Map<TreePath, JsonNode> left = new LinkedHashMap<>();
        left.put(TreePath.of("spec.openshift"), BooleanNode.TRUE);
        left.put(TreePath.of("metadata.uid"), TextNode.valueOf("7-7"));
        PostgresCluster wish = wish().build();

        Map<String, List<ObjectNode>> rendered = CRUNCHY.render(
                new Wish<>(
                        wish,
                        CrunchyOptions.ofDefaults(),
                        new Residue(Map.of("PostgresCluster", left), List.of()),
                        WriteOptions.waiving(WAIVED)),
                Assignments.of(wish),
                "hub");

        assertThat(rendered).hasSizeGreaterThan(1);
        rendered.values()
                .forEach(objects -> assertThat(objects).singleElement().satisfies(object -> {
                    assertThat(object.at("/spec/openshift").asBoolean()).isTrue();
                    assertThat(object.at("/metadata").has("uid")).isFalse();
                }));
    }

    @Test
    void withoutAnObjectStoreAndAnAddressThereIsNothingToFollow() {
        PostgresCluster alone = wish().backups(Optional.empty()).build();

        assertThatThrownBy(() -> render(alone, CrunchyOptions.ofDefaults(), WAIVED))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.standby-source");
    }

    @Test
    void streamingNeedsCertificatesOfOneAuthority() {
        CrunchyOptions streaming = CrunchyOptions.builder()
                .postgresPort(5433)
                .federation(Federation.byStreaming("hippo.west.example.org"))
                .build();
        PostgresCluster certified = wish().tls(Tls.builder()
                        .serverCertificate(SecretRef.of("server"))
                        .replicationCertificate(SecretRef.of("standby"))
                        .build())
                .build();

        assertThatThrownBy(() -> render(wish().build(), streaming, WAIVED))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.standby-certificates");
        PostgresCluster east = read(render(certified, streaming, WAIVED), "east");
        assertThat(east.standby().orElseThrow().stream())
                .contains(Connection.builder()
                        .host("hippo.west.example.org")
                        .port(5433)
                        .build());
        assertThat(east.standby().orElseThrow().repository()).contains("repo2");
        assertThat(east.tls()).isEqualTo(certified.tls());
    }

    @Test
    void aRepositoryThatOnlyOneKubernetesClusterHasIsNotFollowed() {
        CrunchyOptions byVolume = CrunchyOptions.builder()
                .federation(Federation.byRepository("repo1"))
                .build();

        assertThatThrownBy(() -> render(wish().build(), byVolume, WAIVED))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.standby-repository");
    }

    @Test
    void aStandbyHasNothingThatWouldRunOfItsOwnWhenItIsPromoted() {
        PostgresCluster rich = wish().dataSource(RestoreFrom.builder()
                        .clusterName("rhino")
                        .repositoryName("repo1")
                        .build())
                .addInitScript(new InitScript.Kept(ConfigRef.configMap("sql", "init.sql"), null))
                .addFurtherInstance(InstanceSet.builder().name("large").build())
                .build();

        Map<String, List<ObjectNode>> rendered = render(rich, CrunchyOptions.ofDefaults(), WAIVED);

        PostgresCluster west = read(rendered, "west");
        PostgresCluster east = read(rendered, "east");
        assertThat(west.dataSource()).isPresent();
        assertThat(west.initScripts()).hasSize(1);
        assertThat(west.furtherInstances()).hasSize(1);
        assertThat(east.dataSource()).isEmpty();
        assertThat(east.initScripts()).isEmpty();
        assertThat(east.furtherInstances()).isEmpty();
    }

    @Test
    void confirmationsComeFromThePrimarysKubernetesClusterWhichIsToldAndWaivedByItself() {
        PostgresCluster synchronous =
                wish().replication(Replication.firstSynchronous(2)).build();

        assertThatThrownBy(() -> render(synchronous, CrunchyOptions.ofDefaults(), WAIVED))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.synchronous-across");
        Map<String, List<ObjectNode>> rendered =
                render(synchronous, CrunchyOptions.ofDefaults(), List.of("placement.rules", "replication.streaming"));
        assertThat(read(rendered, "west").replication()).isEqualTo(Replication.firstSynchronous(2));
        assertThat(read(rendered, "east").replication()).isEqualTo(Replication.asynchronous());
    }

    @Test
    void confirmationsThatNobodyCanGiveAreRefusedWhateverIsWaived() {
        PostgresCluster tooMany =
                wish().replication(Replication.firstSynchronous(3)).build();

        assertThatThrownBy(() -> render(
                        tooMany, CrunchyOptions.ofDefaults(), List.of("placement.rules", "replication.streaming")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.confirmations");
    }

    @Test
    void whatGoesToOneKubernetesClusterNeedsNoWaiver() {
        PostgresCluster one = wish().replicas(2)
                .placement(PlacementPolicy.builder().on("west", 0, 1).build())
                .build();

        Map<String, List<ObjectNode>> rendered = render(one, CrunchyOptions.ofDefaults(), List.of());

        assertThat(rendered.keySet()).containsExactly("west");
        assertThat(read(rendered, "west").replicas()).isEqualTo(2);
    }
}
