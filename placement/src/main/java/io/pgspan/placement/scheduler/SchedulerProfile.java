package io.pgspan.placement.scheduler;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * How a scheduler is set up. Start from {@link #ofDefaults()} and change what differs; what a scheduler would refuse to start with is
 * refused with all that is wrong ({@link InvalidException}).
 */
@Value.Immutable
@ValueStyle
public interface SchedulerProfile extends WithSchedulerProfile {

    /** Kubernetes' default profile of release 1.35; among equals the smallest name is taken. */
    static SchedulerProfile ofDefaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    static ImmutableSchedulerProfile.Builder builder() {
        return ImmutableSchedulerProfile.builder();
    }

    /** The release of Kubernetes. Default: 1.35. */
    @Value.Default
    default Release release() {
        return Release.V1_35;
    }

    /** The weight of each plugin that scores; an absent one does not score. Default: Kubernetes' own. */
    @Value.Default
    default Map<Plugin, Integer> weights() {
        Map<Plugin, Integer> weights = new EnumMap<>(Plugin.class);
        for (Plugin plugin : Plugin.values()) {
            if (plugin.defaultWeight() > 0) {
                weights.put(plugin, plugin.defaultWeight());
            }
        }
        return weights;
    }

    /** How many nodes are looked at, in percent; 100 looks at all. Default: 0, the scheduler's own rule, which looks at all below 100. */
    @Value.Default
    default int percentageOfNodesToScore() {
        return 0;
    }

    /** How free resources are scored. Default: the least allocated first. */
    @Value.Default
    default Strategy strategy() {
        return Strategy.leastAllocated();
    }

    /** The resources that are to be used evenly. Default: CPU and memory. */
    @Value.Default
    default List<String> balanced() {
        return List.of("cpu", "memory");
    }

    /** What a required affinity of an existing pod adds to the score, 0 to 100. Default: 1. */
    @Value.Default
    default int hardPodAffinityWeight() {
        return 1;
    }

    /** Whether pods without preferred terms of their own ignore those of others. Default: no. */
    @Value.Default
    default boolean ignorePreferredTermsOfExistingPods() {
        return false;
    }

    /** Node affinity that every pod has in addition. Default: none. */
    @Value.Default
    default NodeAffinity addedAffinity() {
        return NodeAffinity.none();
    }

    /** Constraints of pods that have none, without selectors; an empty list switches default spreading off. Default: Kubernetes' own two. */
    Optional<List<Spread>> defaultSpreads();

    /** Extended resources that are not filtered by, as names or as groups before the slash. Default: none. */
    Set<String> ignoredResources();

    /** Whether tolerations may compare numbers, from 1.35. Default: no. */
    @Value.Default
    default boolean numericTolerations() {
        return false;
    }

    /** Draws lots among equally good nodes. Default: 0, the smallest name. */
    @Value.Default
    default long seed() {
        return 0;
    }

    /** Refuses what a scheduler would. */
    @Value.Check
    default void check() {
        InvalidException.requireNone(ProfileRules.check(this));
    }

    /** The same with another weight of a plugin; 0 switches its score off. */
    default SchedulerProfile withWeight(Plugin plugin, int weight) {
        Map<Plugin, Integer> changed = new EnumMap<>(Plugin.class);
        changed.putAll(weights());
        changed.put(plugin, weight);
        changed.values().removeIf(w -> w == 0);
        return withWeights(changed);
    }

    /** The weight of a plugin's score, 0 when it does not score. */
    default int weight(Plugin plugin) {
        return weights().getOrDefault(plugin, 0);
    }

    /** Whether tolerations compare numbers: only where the release knows how. */
    default boolean comparesNumbers() {
        return numericTolerations() && release().knowsNumericTolerations();
    }

    /** Whether a resource is not filtered by. */
    default boolean ignores(String resource) {
        int slash = resource.indexOf('/');
        return ignoredResources().contains(resource)
                || (slash > 0 && ignoredResources().contains(resource.substring(0, slash)));
    }
}
