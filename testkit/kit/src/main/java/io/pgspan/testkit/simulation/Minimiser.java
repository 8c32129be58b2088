package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Leaves out of a plan every fault that a violation does not need: first halves, then smaller parts, in the end single faults. What is
 * left breaks the same invariant, mostly by a story that a human can follow. Costs one history a try, at most {@value #TRIES_MAX}.
 */
final class Minimiser {
    private static final int TRIES_MAX = 300;

    private final long seed;
    private final Subject subject;
    private final History.Setting setting;
    private final String invariant;
    private int tries;

    private Minimiser(long seed, Subject subject, History.Setting setting, String invariant) {
        this.seed = seed;
        this.subject = subject;
        this.setting = setting;
        this.invariant = invariant;
    }

    /** The smallest plan found with which the history of a number still breaks an invariant. */
    static FaultPlan smallest(long seed, Subject subject, History.Setting setting, String invariant) {
        return new Minimiser(seed, subject, setting, invariant).search();
    }

    private FaultPlan search() {
        List<Integer> kept = History.plan(seed, setting).strikes().stream()
                .map(FaultPlan.Strike::number)
                .collect(Collectors.toCollection(ArrayList::new));
        for (int part = (kept.size() + 1) / 2; part >= 1 && tries < TRIES_MAX; part = part == 1 ? 0 : (part + 1) / 2) {
            kept = without(kept, part);
        }
        return plan(kept);
    }

    private List<Integer> without(List<Integer> all, int part) {
        List<Integer> kept = all;
        int from = 0;
        while (from < kept.size() && tries < TRIES_MAX) {
            List<Integer> fewer = new ArrayList<>(kept.subList(0, from));
            fewer.addAll(kept.subList(Math.min(kept.size(), from + part), kept.size()));
            if (breaks(fewer)) {
                kept = fewer;
            } else {
                from += part;
            }
        }
        return kept;
    }

    private boolean breaks(List<Integer> numbers) {
        tries++;
        return History.run(seed, subject, setting, plan(numbers), false)
                .violation()
                .filter(v -> v.invariant().equals(invariant))
                .isPresent();
    }

    private FaultPlan plan(List<Integer> numbers) {
        return History.plan(seed, setting).only(new HashSet<>(numbers));
    }
}
