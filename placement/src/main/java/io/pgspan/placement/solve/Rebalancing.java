package io.pgspan.placement.solve;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From where replicas run to where they are best, a replica at a time: no more moves than the plan has, replicas before the primary and a
 * switchover before the primary's own move, never fewer running than allowed, and no state in between that survives less than both ends
 * where an order avoids it; where none does, the title says so. {@link MoveOrder} finds the order.
 */
public final class Rebalancing {
    private final Grid grid;
    private final int runningMin;
    private final List<Step> steps = new ArrayList<>();

    private Rebalancing(Grid grid, int runningMin) {
        this.grid = grid;
        this.runningMin = runningMin;
    }

    /**
     * Plans the moves.
     *
     * @param problem where replicas run, and the rules
     * @param target where they shall run, of the same replicas
     * @param runningMin how many replicas must run at any time: the greater of the quorum and what the disruption budget demands
     * @return the steps; empty when nothing moves; one step of risk {@link Risk#IMPOSSIBLE} when no safe order was found
     * @throws PgspanException when the target names other replicas or nodes
     */
    public static Plan plan(PlacementProblem problem, ReplicaPlan target, int runningMin) {
        Grid grid = new Grid(problem);
        List<String> names = grid.nodes.stream().map(Candidate::name).toList();
        int[] to = grid.replicas.stream()
                .mapToInt(r -> names.indexOf(target.nodes().getOrDefault(r.name(), "")))
                .toArray();
        for (int i = 0; i < to.length; i++) {
            if (to[i] < 0) {
                throw new PgspanException("rebalancing: the target has no node of the problem for replica "
                        + grid.replicas.get(i).name() + "; solve this problem again");
            }
        }
        Optional<List<Integer>> order = MoveOrder.of(grid, to, runningMin, true);
        String title = "move replicas to their best nodes";
        if (order.isEmpty()) {
            order = MoveOrder.of(grid, to, runningMin, false);
            title += "; no order was found in which every state survives as much as the worse end";
        }
        Rebalancing writer = new Rebalancing(grid, runningMin);
        order.ifPresentOrElse(found -> found.forEach(i -> writer.move(i, names.get(to[i]))), writer::refuse);
        return new Plan(title, writer.steps);
    }

    private void move(int index, String to) {
        Replica replica = grid.replicas.get(index);
        String name = replica.name();
        Optional<Replica> heir =
                grid.replicas.stream().filter(r -> !r.name().equals(name)).findFirst();
        if (replica.primary() && replica.present().isPresent()) {
            heir.ifPresent(h -> switchover(name, h.name()));
        }
        boolean alone = replica.primary() && heir.isEmpty() && replica.present().isPresent();
        String from = replica.present().orElse("");
        steps.add(new Step(
                (from.isEmpty() ? "create/" : "move/") + name,
                from.isEmpty()
                        ? "create " + name + " on node " + to
                        : "delete " + name + " on node " + from + " and create it on node " + to,
                from.isEmpty() ? "it runs nowhere" : "node " + to + " is where it belongs in the best placement",
                alone ? Risk.DOWNTIME : Risk.DATA_MOVEMENT,
                "node " + to + " has room; all others run and stream"
                        + (from.isEmpty() ? "" : "; without it at least " + runningMin + " run")
                        + (alone ? "; a backup is at hand" : ""),
                name + " runs on node " + to + " and streams",
                "another replica fails, or the node loses its room",
                from.isEmpty() ? "delete it" : "delete it there and create it on node " + from + " again"));
    }

    private void switchover(String primary, String heir) {
        steps.add(new Step(
                "switchover/" + primary,
                "switch over from " + primary + " to " + heir,
                "the primary moves last, as a replica",
                Risk.SWITCHOVER,
                heir + " streams without lag",
                heir + " is the primary and " + primary + " streams from it",
                "the switchover is refused, or its outcome is unknown",
                "switch over back to " + primary));
    }

    private void refuse() {
        steps.add(new Step(
                "refused/cluster",
                "move nothing",
                "no order of moves was found that keeps the rules and at least " + runningMin + " replicas running",
                Risk.IMPOSSIBLE,
                "there is a node more, a replica more or a rule less",
                "never; plan again",
                "at once",
                "nothing to undo"));
    }
}
