package io.pgspan.operators.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
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
}
