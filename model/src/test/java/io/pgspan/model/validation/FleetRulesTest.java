package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.FLEET;
import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                policy(
                        "placement.cluster-unknown",
                        "placement.rules[1].clusterName",
                        "c",
                        p -> p.on("a", 0, 2).on("c", 1)),
                policy(
                        "placement.storage-class-unknown",
                        "placement.rules[0].storageClassName",
                        "fast",
                        p -> p.addRule(ClusterRule.of("a", 0, 1, 2).onClass("fast"))),
                new Mistake(
                        "placement.storage-class-unknown",
                        "storage.storageClassName",
                        "fast",
                        PostgresCluster.builder()
                                .name("hippo")
                                .replicas(1)
                                .storage(Storage.of("1Gi").onClass("fast"))
                                .build()),
                policy(
                        "placement.no-default-storage-class",
                        "placement.rules[1].storageClassName",
                        "",
                        p -> p.on("a", 0).on("bare", 1, 2)),
                new Mistake(
                        "placement.slice-unknown",
                        "placement.slice",
                        "project/other",
                        PostgresCluster.builder()
                                .name("hippo")
                                .replicas(2)
                                .placement(PlacementPolicy.builder()
                                        .on("a", 0)
                                        .on("b", 1)
                                        .slice("project", "other")
                                        .build())
                                .build()));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                policy(p -> p.on("a", 0, 2).on("b", 1)),
                PostgresCluster.builder().name("hippo").replicas(2).build());
    }

    @Test
    void aSliceIsKnownByItsNameWhereItsProjectIsNotSaid() {
        PlacementPolicy policy = PlacementPolicy.builder()
                .on("a", 0, 1)
                .on("b", 2)
                .slice(new SliceRef(null, "slice"))
                .build();

        assertThat(Validator.validate(hippo().placement(policy).build(), FLEET)).isEmpty();
    }

    @Test
    void aSliceMustConnectEachClusterOfTheRules() {
        Fleet narrow = new Fleet("a", FLEET.clusters(), List.of(new Fleet.Slice("project", "slice", List.of("a"))));

        assertThat(Validator.validate(policy(p -> p.on("a", 0, 1).on("b", 2)), narrow))
                .extracting(Violation::rule, Violation::path, Violation::value)
                .containsExactly(tuple("placement.slice-lacks-cluster", "placement.rules[1].clusterName", "b"));
        assertThat(Validator.validate(policy(p -> p), narrow)).isEmpty();
    }

    @Test
    void aFleetThatKnowsNoSlicesIsNotAskedForAny() {
        Fleet none = new Fleet("a", FLEET.clusters(), List.of());

        assertThat(Validator.validate(policy(p -> p.on("a", 0, 1).on("b", 2)), none))
                .isEmpty();
    }

    @Test
    void anEmptyFleetHasNoPlaceForAnything() {
        assertThat(Validator.validate(hippo().build(), new Fleet("a", List.of(), List.of())))
                .extracting(Violation::rule)
                .containsExactly("placement.cluster-unknown");
    }

    @Test
    void anEphemeralVolumeNeedsNoStorageClass() {
        assertThat(Validator.validate(
                        PostgresCluster.builder()
                                .from(policy(p -> p.on("bare", 0, 1, 2)))
                                .storage(Storage.of("1Gi").ephemeral())
                                .build(),
                        FLEET))
                .isEmpty();
    }
}
