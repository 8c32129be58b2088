package io.pgspan.placement.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler will do with a pod: the nodes among which it draws lots, and one of them; or why it takes none. It is exact unless
 * {@link #sampling()} says that the scheduler looks at a part of the nodes only: what is possible is exact even then, and the best nodes are
 * the best of all.
 */
public final class Prediction {
    private final String pod;
    private final NodeTable nodes;
    private final BitSet best;
    private final int chosen;
    private final int score;
    private final int feasible;
    private final @Nullable Sampling sampling;
    private final @Nullable Refusal refusal;

    /**
     * How many nodes a scheduler looks at.
     *
     * @param looked it stops when so many can take the pod
     * @param of of so many
     */
    public record Sampling(int looked, int of) {
        @Override
        public String toString() {
            return "the scheduler stops when " + looked + " of " + of
                    + " nodes can take the pod; the best of all are told here";
        }
    }

    private Prediction(
            String pod,
            NodeTable nodes,
            BitSet best,
            int chosen,
            int score,
            int feasible,
            @Nullable Sampling sampling,
            @Nullable Refusal refusal) {
        this.pod = pod;
        this.nodes = nodes;
        this.best = best;
        this.chosen = chosen;
        this.score = score;
        this.feasible = feasible;
        this.sampling = sampling;
        this.refusal = refusal;
    }

    static Prediction placed(
            String pod,
            NodeTable nodes,
            BitSet best,
            int chosen,
            int score,
            int feasible,
            @Nullable Sampling sampling) {
        return new Prediction(pod, nodes, best, chosen, score, feasible, sampling, null);
    }

    static Prediction pending(String pod, NodeTable nodes, Refusal refusal) {
        return new Prediction(pod, nodes, new BitSet(), -1, 0, 0, null, refusal);
    }

    /** The pod's name. */
    public String pod() {
        return pod;
    }

    /** Whether some node can take it. */
    public boolean isPlaced() {
        return chosen >= 0;
    }

    /** The node foretold: of the best ones the smallest name, or by the profile's seed; empty when the pod stays pending. */
    public Optional<String> node() {
        return isPlaced() ? Optional.of(nodes.name(chosen)) : Optional.empty();
    }

    int nodeNumber() {
        return chosen;
    }

    /** The nodes of the highest score, by name: the scheduler draws lots among them. Empty when the pod stays pending. */
    public List<String> best() {
        List<String> names = new ArrayList<>();
        best.stream().forEach(n -> names.add(nodes.name(n)));
        return names;
    }

    /** How many nodes are best. */
    public int bestCount() {
        return best.cardinality();
    }

    /** The weighted score of the best nodes; 0 when only one node could take the pod, which is then not scored. */
    public int score() {
        return score;
    }

    /** How many nodes can take the pod. */
    public int feasible() {
        return feasible;
    }

    /** How many nodes the scheduler looks at; empty when it looks at all, so that the best nodes are exact. */
    public Optional<Sampling> sampling() {
        return Optional.ofNullable(sampling);
    }

    /** Why it stays pending; empty when it does not. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The scheduler's own sentence when the pod stays pending, else empty. */
    public String sentence() {
        return refusal == null ? "" : refusal.sentence();
    }

    @Override
    public String toString() {
        return isPlaced() ? pod + " on " + nodes.name(chosen) + " of " + best() : pod + " pending: " + sentence();
    }
}
