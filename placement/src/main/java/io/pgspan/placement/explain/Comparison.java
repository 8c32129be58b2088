package io.pgspan.placement.explain;

import io.pgspan.placement.scheduler.NodeScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two nodes that can both take a pod, plugin by plugin.
 *
 * @param node the first one
 * @param other the second one
 * @param rows the plugins that score, in their order
 */
public record Comparison(String node, String other, List<ScoreRow> rows) {
    /** Copies the list. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    static Comparison of(NodeScore node, NodeScore other) {
        return new Comparison(
                node.node(),
                other.node(),
                node.parts().stream().map(part -> ScoreRow.of(part, other)).toList());
    }

    /** The first node's weighted sum. */
    public int total() {
        return rows.stream().mapToInt(row -> row.weight() * row.normalised()).sum();
    }

    /** The second node's weighted sum. */
    public int otherTotal() {
        return rows.stream()
                .mapToInt(row -> row.weight() * row.otherNormalised())
                .sum();
    }

    /** By how much the first one leads; negative when it trails. */
    public int lead() {
        return total() - otherTotal();
    }

    /** Whether the scheduler draws lots between them. */
    public boolean isTie() {
        return lead() == 0;
    }

    /** The plugin with the largest difference in the leader's favour, of equals the first; empty in a tie. */
    public Optional<ScoreRow> decisive() {
        int sign = Integer.signum(lead());
        return sign == 0
                ? Optional.empty()
                : rows.stream()
                        .max(Comparator.comparingInt((ScoreRow row) -> sign * row.difference())
                                .thenComparing(
                                        Comparator.comparing(ScoreRow::plugin).reversed()));
    }

    /** The comparison as a sentence. */
    public String sentence() {
        if (isTie()) {
            return node + " and " + other + " are worth the same, " + total() + ": the scheduler draws lots.";
        }
        String better = lead() > 0 ? node : other;
        String worse = lead() > 0 ? other : node;
        return better + " is worth " + Math.max(total(), otherTotal()) + " and " + worse + " "
                + Math.min(total(), otherTotal())
                + decisive()
                        .map(row -> ", above all by " + row.plugin() + ", which makes a difference of "
                                + Math.abs(row.difference()))
                        .orElse("")
                + ".";
    }

    /** The rows as a table of text. Lines end with {@code \n}. */
    public String text() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "PLUGIN", "WEIGHT", "RAW", "NORMALISED", "RAW OF " + other, "NORMALISED OF " + other, "DIFFERENCE"));
        for (ScoreRow row : rows) {
            table.add(List.of(
                    row.plugin().toString(),
                    Integer.toString(row.weight()),
                    Long.toString(row.raw()),
                    Integer.toString(row.normalised()),
                    Long.toString(row.otherRaw()),
                    Integer.toString(row.otherNormalised()),
                    Tables.signed(row.difference())));
        }
        table.add(List.of(
                "weighted total",
                "",
                "",
                Integer.toString(total()),
                "",
                Integer.toString(otherTotal()),
                Tables.signed(lead())));
        return Tables.text(table);
    }
}
