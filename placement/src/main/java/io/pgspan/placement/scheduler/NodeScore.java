package io.pgspan.placement.scheduler;

import java.util.List;

/**
 * What a node is worth for a pod.
 *
 * @param node its name
 * @param parts the plugins that score, in their order; one that skips is absent
 */
public record NodeScore(String node, List<Part> parts) {

    /**
     * One plugin's score.
     *
     * @param plugin whose
     * @param raw before nodes were compared
     * @param normalised 0 to 100
     * @param weight what it is multiplied with
     */
    public record Part(Plugin plugin, long raw, int normalised, int weight) {
        /** What it adds to the total. */
        public int weighted() {
            return normalised * weight;
        }
    }

    /** Copies the list. */
    public NodeScore {
        parts = List.copyOf(parts);
    }

    /** The sum of all parts. */
    public int total() {
        return parts.stream().mapToInt(Part::weighted).sum();
    }

    /** What a plugin adds, 0 when it skips. */
    public int weighted(Plugin plugin) {
        return parts.stream()
                .filter(part -> part.plugin() == plugin)
                .mapToInt(Part::weighted)
                .sum();
    }
}
