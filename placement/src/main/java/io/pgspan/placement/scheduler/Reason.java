package io.pgspan.placement.scheduler;

/**
 * Why a node is out.
 *
 * @param plugin who says so
 * @param text in the scheduler's own words
 * @param resolvable whether removing pods could help
 * @param detail the numbers behind it in a sentence, empty when there are none
 */
public record Reason(Plugin plugin, String text, boolean resolvable, String detail) {
    static Reason of(Plugin plugin, String text, boolean resolvable) {
        return new Reason(plugin, text, resolvable, "");
    }

    Reason detail(String sentence) {
        return new Reason(plugin, text, resolvable, sentence);
    }
}
