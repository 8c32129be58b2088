package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.FLEET;
import static io.pgspan.model.validation.Mistake.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                policy(
                        "placement.ordinal-negative",
                        "placement.rules[1].ordinals",
                        "-1",
                        p -> p.on("a", 0, 1).on("b", 2, -1)),
                policy(
                        "placement.ordinal-twice",
                        "placement.rules[1].ordinals",
                        "1",
                        p -> p.on("a", 0, 1).on("b", 1, 2)),
                policy("placement.ordinal-twice", "placement.rules[0].ordinals", "2", p -> p.on("a", 0, 1, 2, 2)),
                policy("placement.ordinal-gap", "placement.rules", "0, 2", p -> p.on("a", 0, 2)),
                policy(
                        "placement.ordinal-gap",
                        "placement.rules",
                        "0, 1, 2, 2147483647",
                        p -> p.on("a", 0, 1, 2, Integer.MAX_VALUE)),
                policy(
                        "placement.ordinal-missing",
                        "placement.rules",
                        "0, 1",
                        p -> p.on("a", 0).on("b", 1)),
                policy("placement.ordinal-missing", "placement.rules", "", p -> p.on("a")),
                policy(
                        "placement.cluster-twice",
                        "placement.rules[1].clusterName",
                        "a",
                        p -> p.on("a", 0, 2).on("a", 1)),
                new Mistake(
                        "placement.slice-missing",
                        "placement.slice",
                        "",
                        PostgresCluster.builder()
                                .name("hippo")
                                .placement(PlacementPolicy.builder()
                                        .on("a", 0, 2)
                                        .on("b", 1)
                                        .build())
                                .build()),
                policy(
                        "spread.skew-positive",
                        "placement.spreads[1].maxSkew",
                        "0",
                        p -> p.on("a", 0, 1, 2)
                                .spread(Spread.acrossZones())
                                .spread(Spread.acrossNodes().maxSkew(0))));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(policy(p -> p.on("a", 0, 2).on("b", 1)));
    }

    @Test
    void roomForGrowthIsAllowed() {
        assertThat(Validator.validate(policy(p -> p.on("a", 0, 2, 3, 4).on("b", 1, 5)), FLEET))
                .isEmpty();
    }
}
