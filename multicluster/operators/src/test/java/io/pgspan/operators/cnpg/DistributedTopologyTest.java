package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DistributedTopologyTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final WriteOptions WAIVED = WriteOptions.waiving(List.of("placement.rules", "replication"));
    private static final CloudNativePgOptions REACHED = CloudNativePgOptions.ofDefaults()
            .withHosts(Map.of("eu", "eu.example", "us", "us.example", "asia", "asia.example"));

    private static PostgresCluster.Builder hippo() {
        return PostgresCluster.builder()
                .name("hippo")
                .replicas(5)
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .placement(PlacementPolicy.builder()
                        .on("eu", 0, 1)
                        .on("us", 2, 3)
                        .on("asia", 4)
                        .build());
    }

    private static Map<String, List<ObjectNode>> render(
            PostgresCluster wish, CloudNativePgOptions options, WriteOptions how) {
        return CNPG.render(Wish.of(wish, options).written(how), Assignments.of(wish), "hub");
    }

    private static List<ObjectNode> of(Map<String, List<ObjectNode>> objects, String home) {
        return objects.getOrDefault(home, List.of());
    }

    private static JsonNode spec(List<ObjectNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("Cluster"))
                .findFirst()
                .orElseThrow()
                .path("spec");
    }

    @Test
    void whatItMeansOtherwiseIsToldAndMustBeWaived() {
        PostgresCluster wish =
                hippo().replication(Replication.anySynchronous(2)).build();
        assertThatThrownBy(() -> render(wish, REACHED, WriteOptions.ofDefaults()))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::rule)
                                .containsExactly(
                                        "cnpg.distributed-promotion",
                                        "cnpg.distributed-secrets",
                                        "cnpg.distributed-asynchronous",
                                        "cnpg.distributed-confirmations"));
    }

    @Test
    void theSecretsThatHaveToBeCopiedAreThoseThatTheMembersName() {
        assertThatThrownBy(() -> render(hippo().build(), REACHED, WriteOptions.ofDefaults()))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .filteredOn(one -> one.rule().equals("cnpg.distributed-secrets"))
                                .singleElement()
                                .satisfies(one -> assertThat(List.of(one.value().split(", ")))
                                        .containsExactlyInAnyOrderElementsOf(certificates())));
    }

    /** All that any member names of another one. */
    private static Set<String> certificates() {
        Set<String> named = new TreeSet<>();
        render(hippo().build(), REACHED, WAIVED)
                .values()
                .forEach(objects -> spec(objects).path("externalClusters").forEach(other -> {
                    named.addAll(other.findValuesAsText("name"));
                    named.remove(other.path("name").asText());
                }));
        return named;
    }

    @Test
    void whatWasLeftOverIsPutBackInEachMemberButNotWhatOnlyTheLeaderBeginsWith() {
        Map<TreePath, JsonNode> left = new LinkedHashMap<>();
        left.put(TreePath.of("spec.livenessProbeTimeout"), IntNode.valueOf(7));
        left.put(TreePath.of("spec.bootstrap.initdb.import.type"), TextNode.valueOf("microservice"));
        left.put(TreePath.of("status"), JsonNodeFactory.instance.objectNode().put("phase", "old"));
        ObjectNode other = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");
        Wish<CloudNativePgOptions> wish =
                new Wish<>(hippo().build(), REACHED, new Residue(Map.of("Cluster", left), List.of(other)), WAIVED);

        Map<String, List<ObjectNode>> objects = CNPG.render(wish, Assignments.of(wish.cluster()), "hub");

        assertThat(objects.values()).allSatisfy(member -> {
            assertThat(spec(member).path("livenessProbeTimeout").asInt()).isEqualTo(7);
            assertThat(member).noneMatch(object -> object.has("status")).doesNotContain(other);
        });
        assertThat(spec(of(objects, "eu")).at("/bootstrap/initdb/import/type").asText())
                .isEqualTo("microservice");
        assertThat(spec(of(objects, "us")).path("bootstrap").has("initdb")).isFalse();
    }

    @Test
    void aFollowerWithoutAWayToTheLeaderIsRefusedWhateverIsWaived() {
        assertThatThrownBy(() -> render(hippo().build(), CloudNativePgOptions.ofDefaults(), WAIVED))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("cnpg.distributed-reach");
    }

    @Test
    void theFirstLeadsTheOthersAreCopiedFromItAndEachKnowsAll() {
        Map<String, List<ObjectNode>> objects = render(
                hippo().replication(Replication.anySynchronous(2))
                        .addInitScript(new InitScript.Sql("CREATE SCHEMA s", null))
                        .build(),
                REACHED,
                WAIVED);

        assertThat(objects.keySet()).containsExactlyInAnyOrder("eu", "us", "asia");
        JsonNode eu = spec(of(objects, "eu"));
        JsonNode asia = spec(of(objects, "asia"));
        assertThat(eu.path("instances").asInt()).isEqualTo(2);
        assertThat(eu.path("replica").toString()).isEqualTo("{\"source\":\"hippo-us\",\"primary\":\"hippo-eu\"}");
        assertThat(eu.path("bootstrap").has("initdb")).isTrue();
        assertThat(eu.path("postgresql").path("synchronous").path("number").asInt())
                .as("as many as there are standbys")
                .isEqualTo(1);
        assertThat(asia.path("replica").toString()).isEqualTo("{\"source\":\"hippo-eu\",\"primary\":\"hippo-eu\"}");
        assertThat(asia.path("bootstrap").toString()).isEqualTo("{\"pg_basebackup\":{\"source\":\"hippo-eu\"}}");
        assertThat(asia.path("postgresql").has("synchronous")).isFalse();
        for (List<ObjectNode> each : objects.values()) {
            assertThat(spec(each).path("externalClusters").findValuesAsText("host"))
                    .containsExactlyInAnyOrder("eu.example", "us.example", "asia.example");
        }
    }

    @Test
    void throughTheObjectStoreAFollowerIsRestoredFromWhatTheLeaderArchives() {
        Map<String, List<ObjectNode>> objects = render(
                hippo().backups(Backups.builder()
                                .addRepository(Repository.builder()
                                        .name("vault")
                                        .target(RepositoryTarget.S3
                                                .builder()
                                                .bucket("b")
                                                .build())
                                        .build())
                                .build())
                        .build(),
                CloudNativePgOptions.ofDefaults(),
                WAIVED);

        assertThat(of(objects, "us"))
                .extracting(object -> object.path("kind").asText())
                .containsExactly("ObjectStore", "Cluster");
        JsonNode us = spec(of(objects, "us"));
        assertThat(us.path("bootstrap").toString()).isEqualTo("{\"recovery\":{\"source\":\"hippo-eu\"}}");
        Reading<CloudNativePgOptions> reading = CNPG.read(ManifestSet.of(of(objects, "us")), ReadOptions.ofDefaults());
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.orThrow().standby().orElseThrow().isEnabled()).isTrue();
        assertThat(reading.orThrow().standby().orElseThrow().repository()).contains("vault");
        assertThat(reading.orThrow().dataSource()).isEmpty();
        assertThat(reading.options().replica().primary()).isEqualTo("hippo-eu");
    }

    @Test
    void inOneKubernetesClusterItIsOneClusterAndNothingNeedsToBeWaived() {
        PostgresCluster wish = hippo().placement(
                        PlacementPolicy.builder().on("eu", 0, 1, 2, 3, 4).build())
                .build();
        Map<String, List<ObjectNode>> objects =
                render(wish, CloudNativePgOptions.ofDefaults(), WriteOptions.ofDefaults());
        assertThat(objects.keySet()).containsExactly("eu");
        assertThat(spec(of(objects, "eu")).has("replica")).isFalse();
    }

    @Test
    void oneClusterAloneCantBeWrittenOverSeveral() {
        assertThat(CNPG.unsupported(hippo().build(), CloudNativePgOptions.ofDefaults()))
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEqualTo("placement.rules"));
    }
}
