package io.pgspan.placement.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why a pod lands on a node.
 *
 * @param pod the pod's name
 * @param node the node foretold
 * @param ties the other nodes that are worth as much, by name: the scheduler draws lots among all of them
 * @param runnerUp the node compared with the next best one, a tied one first; empty when no other node can take the pod
 * @param feasible how many nodes can take the pod
 * @param sampling what the scheduler's sampling does to the answer, empty when it looks at every node
 */
public record WhyHere(
        String pod, String node, List<String> ties, Optional<Comparison> runnerUp, int feasible, String sampling)
        implements Explanation {

    /** Copies the list. */
    public WhyHere {
        ties = List.copyOf(ties);
    }

    @Override
    public String sentence() {
        String answer = runnerUp.map(Comparison::sentence).orElse("No other node can take it.");
        String lots = ties.size() > 1 ? " So are " + String.join(", ", ties.subList(1, ties.size())) + "." : "";
        return pod + " lands on " + node + (ties.isEmpty() ? "" : " by lot") + ". " + answer + lots
                + (sampling.isEmpty() ? "" : " Note: " + sampling + ".");
    }

    @Override
    public String text() {
        return sentence() + "\n" + runnerUp.map(Comparison::text).orElse("");
    }

    @Override
    public String mermaid() {
        StringBuilder text =
                new StringBuilder("flowchart LR\n  p").append(Tables.label(pod)).append('\n');
        text.append("  n").append(Tables.label(node)).append("\n  p --> n\n");
        runnerUp.ifPresent(comparison -> {
            text.append("  o").append(Tables.label(comparison.other())).append("\n  p -.-> o\n");
            int number = 0;
            for (ScoreRow row : comparison.rows()) {
                if (row.difference() != 0) {
                    String id = "s" + number++;
                    text.append("  ")
                            .append(id)
                            .append(Tables.label(row.plugin() + " " + Tables.signed(row.difference())))
                            .append("\n  ")
                            .append(id)
                            .append(" --> ")
                            .append(row.difference() > 0 ? "n" : "o")
                            .append('\n');
                }
            }
        });
        return text.toString();
    }
}
