package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.Spread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a scheduler is set up. Start from {@link #ofDefaults()} and change what differs.
 *
 * @param release the release of Kubernetes
 * @param weights the weight of each plugin that scores; an absent one does not score
 * @param percentageOfNodesToScore how many nodes are looked at, in percent; 0: the scheduler's own rule, which looks at all below 100
 * @param strategy how free resources are scored
 * @param balanced the resources that are to be used evenly
 * @param hardPodAffinityWeight what a required affinity of an existing pod adds to the score, 0 to 100
 * @param ignorePreferredTermsOfExistingPods whether pods without preferred terms of their own ignore those of others
 * @param addedAffinity node affinity that every pod has in addition
 * @param defaultSpreads constraints of pods that have none, without selectors; null: Kubernetes' own over nodes and zones
 * @param ignoredResources extended resources that are not filtered by, as names or as groups before the slash
 * @param numericTolerations whether tolerations may compare numbers, from 1.35
 * @param seed draws lots among equally good nodes; 0: the smallest name
 */
public record SchedulerProfile(
        Release release,
        Map<Plugin, Integer> weights,
        int percentageOfNodesToScore,
        Strategy strategy,
        List<String> balanced,
        int hardPodAffinityWeight,
        boolean ignorePreferredTermsOfExistingPods,
        NodeAffinity addedAffinity,
        @Nullable List<Spread> defaultSpreads,
        Set<String> ignoredResources,
        boolean numericTolerations,
        long seed) {

    /** Copies the collections. */
    public SchedulerProfile {
        weights = Map.copyOf(weights);
        balanced = List.copyOf(balanced);
        defaultSpreads = defaultSpreads == null ? null : List.copyOf(defaultSpreads);
        ignoredResources = Set.copyOf(ignoredResources);
    }

    /** Kubernetes' default profile of release 1.35; among equals the smallest name is taken. */
    public static SchedulerProfile ofDefaults() {
        Map<Plugin, Integer> weights = new EnumMap<>(Plugin.class);
        for (Plugin plugin : Plugin.values()) {
            if (plugin.defaultWeight() > 0) {
                weights.put(plugin, plugin.defaultWeight());
            }
        }
        return new SchedulerProfile(
                Release.V1_35,
                weights,
                0,
                Strategy.leastAllocated(),
                List.of("cpu", "memory"),
                1,
                false,
                NodeAffinity.none(),
                null,
                Set.of(),
                false,
                0);
    }

    /** The same for another release. */
    public SchedulerProfile release(Release other) {
        return with(other, weights, percentageOfNodesToScore, strategy, balanced, seed);
    }

    /** The same with another weight of a plugin; 0 switches its score off. */
    public SchedulerProfile weight(Plugin plugin, int weight) {
        Map<Plugin, Integer> changed = new EnumMap<>(Plugin.class);
        changed.putAll(weights);
        changed.put(plugin, weight);
        changed.values().removeIf(w -> w == 0);
        return with(release, changed, percentageOfNodesToScore, strategy, balanced, seed);
    }

    /** The same looking at another part of the nodes; 100 looks at all. */
    public SchedulerProfile percentageOfNodesToScore(int percent) {
        return with(release, weights, percent, strategy, balanced, seed);
    }

    /** The same with another formula for free resources. */
    public SchedulerProfile strategy(Strategy other) {
        return with(release, weights, percentageOfNodesToScore, other, balanced, seed);
    }

    /** The same, drawing lots among equals by this seed. */
    public SchedulerProfile seed(long number) {
        return with(release, weights, percentageOfNodesToScore, strategy, balanced, number);
    }

    /** The same with these resources used evenly. */
    public SchedulerProfile balanced(List<String> resources) {
        return with(release, weights, percentageOfNodesToScore, strategy, resources, seed);
    }

    /** The same with these constraints for pods that have none; an empty list switches default spreading off. */
    public SchedulerProfile defaultSpreads(List<Spread> spreads) {
        return new SchedulerProfile(
                release,
                weights,
                percentageOfNodesToScore,
                strategy,
                balanced,
                hardPodAffinityWeight,
                ignorePreferredTermsOfExistingPods,
                addedAffinity,
                spreads,
                ignoredResources,
                numericTolerations,
                seed);
    }

    /** The same comparing numbers in tolerations, or not. */
    public SchedulerProfile numericTolerations(boolean compared) {
        return new SchedulerProfile(
                release,
                weights,
                percentageOfNodesToScore,
                strategy,
                balanced,
                hardPodAffinityWeight,
                ignorePreferredTermsOfExistingPods,
                addedAffinity,
                defaultSpreads,
                ignoredResources,
                compared,
                seed);
    }

    /** The weight of a plugin's score, 0 when it does not score. */
    public int weight(Plugin plugin) {
        return weights.getOrDefault(plugin, 0);
    }

    /** Whether tolerations compare numbers. */
    boolean comparesNumbers() {
        return numericTolerations && release.knowsNumericTolerations();
    }

    boolean ignores(String resource) {
        int slash = resource.indexOf('/');
        return ignoredResources.contains(resource)
                || (slash > 0 && ignoredResources.contains(resource.substring(0, slash)));
    }

    private SchedulerProfile with(
            Release newRelease,
            Map<Plugin, Integer> newWeights,
            int percent,
            Strategy newStrategy,
            List<String> newBalanced,
            long newSeed) {
        return new SchedulerProfile(
                newRelease,
                newWeights,
                percent,
                newStrategy,
                newBalanced,
                hardPodAffinityWeight,
                ignorePreferredTermsOfExistingPods,
                addedAffinity,
                defaultSpreads,
                ignoredResources,
                numericTolerations,
                newSeed);
    }
}
