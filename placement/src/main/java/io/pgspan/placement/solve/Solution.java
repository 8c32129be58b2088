package io.pgspan.placement.solve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the solver can say. */
public sealed interface Solution {

    /**
     * The best placement there is, proven.
     *
     * @param plan the placement, with the order of creation
     */
    record Optimal(ReplicaPlan plan) implements Solution {}

    /**
     * There is no placement, proven.
     *
     * @param rules rules that can't be kept together
     * @param minimal whether it is proven that without any one of them the rest can be kept; false only when a search for that reached
     *     its bound
     */
    record Infeasible(List<ConflictRule> rules, boolean minimal) implements Solution {
        /** Copies the list. */
        public Infeasible {
            rules = List.copyOf(rules);
        }
    }

    /**
     * The search reached its bound: neither the best placement nor that there is none is proven.
     *
     * @param bestFound a placement that keeps all rules, or empty: none was found, which doesn't mean that there is none
     * @param bound no placement is better than this
     * @param gap how far what was found is from the bound, or empty when nothing was found
     * @param steps how many states were looked at
     */
    record Undecided(Optional<ReplicaPlan> bestFound, Score bound, Optional<Gap> gap, int steps) implements Solution {}

    /**
     * The first part of the score in which what was found and the bound differ.
     *
     * @param part the level's label, {@code primaryMoves}, {@code moves}, {@code skew} or {@code cost}; {@code names} when no part differs
     * @param found what was found; of a level the largest count that differs
     * @param bound what the bound says there
     */
    record Gap(String part, long found, long bound) {}

    /** One value for each answer. */
    default <T> T match(
            Function<Optimal, T> optimal, Function<Infeasible, T> infeasible, Function<Undecided, T> undecided) {
        if (this instanceof Optimal o) {
            return optimal.apply(o);
        }
        return this instanceof Infeasible i ? infeasible.apply(i) : undecided.apply((Undecided) this);
    }
}
