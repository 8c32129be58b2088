package io.pgspan.placement.explain;

import io.pgspan.placement.scheduler.NodeScore;
import io.pgspan.placement.scheduler.Plugin;

/**
 * What one plugin says of two nodes.
 *
 * @param plugin whose score
 * @param weight what it is multiplied with
 * @param raw of the first node, before nodes were compared
 * @param normalised of the first node, 0 to 100
 * @param otherRaw of the second node
 * @param otherNormalised of the second node
 */
public record ScoreRow(Plugin plugin, int weight, long raw, int normalised, long otherRaw, int otherNormalised) {

    static ScoreRow of(NodeScore.Part part, NodeScore other) {
        return other.parts().stream()
                .filter(p -> p.plugin() == part.plugin())
                .findFirst()
                .map(p -> new ScoreRow(
                        part.plugin(), part.weight(), part.raw(), part.normalised(), p.raw(), p.normalised()))
                .orElse(new ScoreRow(part.plugin(), part.weight(), part.raw(), part.normalised(), 0, 0));
    }

    /** What it adds to the first node's lead: its weight times the difference. */
    public int difference() {
        return weight * (normalised - otherNormalised);
    }
}
