package io.pgspan.operators.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.manifest.Waivers;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    /** What every operator has, and what only derives from the rest. */
    private static final Set<String> EVERYWHERE = Set.of(
            "namespace", "name", "version", "replicas", "resources", "toBuilder", "electableReplicas", "podName");

    @Test
    void everyPartOfTheWishBelongsToAFeature() {
        Set<String> covered =
                Features.all().stream().map(f -> f.path().split("\\.", 2)[0]).collect(Collectors.toSet());
        Set<String> parts = new TreeSet<>();
        for (Method method : PostgresCluster.class.getDeclaredMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
                parts.add(method.getName());
            }
        }
        parts.removeAll(EVERYWHERE);
        assertThat(parts).isNotEmpty();
        assertThat(covered).containsAll(parts);
    }

    @Test
    void idsAreUniqueAndTitlesDoNotRepeat() {
        assertThat(Features.all()).extracting(Feature::id).doesNotHaveDuplicates();
        assertThat(Features.all()).extracting(Feature::title).doesNotHaveDuplicates();
    }

    @Test
    void aWishThatSaysOnlyWhatEveryOperatorHasUsesNoFeature() {
        PostgresCluster plain = PostgresCluster.of("demo", "hippo", 3);
        assertThat(Features.all()).filteredOn(f -> f.usedIn(plain)).isEmpty();
        assertThat(Features.all()).allSatisfy(f -> assertThat(f.without(plain)).isEqualTo(plain));
    }

    @Test
    void aPolicyThatSaysNothingUsesNoFeature() {
        PostgresCluster empty = PostgresCluster.of("demo", "hippo", 3)
                .withPlacement(PlacementPolicy.builder().build());
        assertThat(Features.all()).filteredOn(f -> f.usedIn(empty)).isEmpty();
    }

    @Test
    void everyFeatureIsUsedByTheRichWishesAndLeavingItOutEndsThat() {
        List<PostgresCluster> rich = RichWishes.all();
        for (Feature feature : Features.all()) {
            assertThat(rich).as(feature.id()).anyMatch(feature::usedIn);
            for (PostgresCluster wish : rich) {
                assertThat(feature.usedIn(feature.without(wish)))
                        .as(feature.id())
                        .isFalse();
            }
        }
    }

    @Test
    void spreadsAreUsualOverZonesAndNodesAndOtherOnesAreAnotherFeature() {
        PostgresCluster both = PostgresCluster.of("demo", "hippo", 3)
                .withPlacement(PlacementPolicy.builder()
                        .spreads(List.of(Spread.acrossZones(), Spread.across("rack")))
                        .build());
        assertThat(PlacementFeatures.SPREAD
                        .without(both)
                        .placement()
                        .orElseThrow()
                        .spreads())
                .containsExactly(Spread.across("rack"));
        assertThat(PlacementFeatures.SPREAD_OTHER_KEYS
                        .without(both)
                        .placement()
                        .orElseThrow()
                        .spreads())
                .containsExactly(Spread.acrossZones());
    }

    @Test
    void aTableSaysOfEveryFeatureOnce() {
        assertThatThrownBy(() -> Capabilities.of("some").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing is said of");
        assertThatThrownBy(() -> Capabilities.of("some")
                        .yes(OperationFeatures.HBA, "hba")
                        .no(OperationFeatures.HBA, "no"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hba is said twice");
    }

    @Test
    void aLimitIsLeftOutWhenAllItsPlacesAreWaived() {
        Limit<Object> two = new Limit<>() {
            @Override
            public List<UnsupportedFeature> find(PostgresCluster wish, Object options) {
                return wish.labels().keySet().stream()
                        .map(key -> new UnsupportedFeature(
                                "some.label", InstanceFeatures.LABELS, "labels." + key, "", "happens", "instead"))
                        .toList();
            }

            @Override
            public PostgresCluster restrict(PostgresCluster wish, Object options) {
                return InstanceFeatures.LABELS.without(wish);
            }
        };
        Capabilities.Builder all = Capabilities.of("some");
        Features.all().forEach(feature -> all.yes(feature, ""));
        Restrictions<Object> restrictions = Restrictions.of(all.build(), List.of(two));
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 3).withLabels(Map.of("a", "1", "b", "2"));

        assertThat(restrictions.restrict(wish, "", Waivers.of(List.of("labels.a"))))
                .isEqualTo(wish);
        assertThat(restrictions.restrict(wish, "", Waivers.of(List.of("labels"))))
                .isEqualTo(wish.withLabels(Map.of()));
    }
}
