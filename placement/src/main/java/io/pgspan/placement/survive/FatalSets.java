package io.pgspan.placement.survive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The smallest fatal set of a question.
 *
 * <p>Domains of one level are disjoint, so where the question is a matter of sums ({@link Thresholds}) the heaviest domains first is
 * optimal: D log D. Domains of several levels, scenarios, and questions about named standbys overlap or don't add up: there the smallest
 * set is a hitting set, which is NP-hard in general. A domain within another one is left out, the heaviest first gives an upper bound, and
 * all smaller sets are tried by growing size, so that the first that is fatal is smallest: C(D, s) answers for size s, at most
 * {@link #ANSWERS_MAX} in all; beyond it the upper bound is returned with the size up to which nothing is fatal. With up to nine members on
 * domains of their own that is never reached.
 */
final class FatalSets {
    /** Answers asked of the judge in one search. */
    static final int ANSWERS_MAX = 50_000;

    private final Judge judge;
    private final int answersMax;

    FatalSets(Judge judge) {
        this(judge, ANSWERS_MAX);
    }

    FatalSets(Judge judge, int answersMax) {
        this.judge = judge;
        this.answersMax = answersMax;
    }

    /** Among the domains of one level; empty when not even the loss of all of them is fatal. */
    Optional<FatalSet> of(Question question, Level level) {
        List<FailureDomain> domains = judge.judged(level);
        Optional<List<Threshold>> thresholds = new Thresholds(judge, level).of(question);
        return thresholds.isPresent() ? greedy(question, domains, thresholds.get()) : search(question, domains);
    }

    /** Among the domains of all levels. */
    Optional<FatalSet> of(Question question) {
        return search(question, judge.judged());
    }

    private static Optional<FatalSet> greedy(Question question, List<FailureDomain> domains, List<Threshold> any) {
        return any.stream()
                .flatMap(threshold -> threshold.fewest(domains).stream())
                .min(Comparator.<List<FailureDomain>>comparingInt(List::size).thenComparing(List::toString))
                .map(fewest -> new FatalSet(question, fewest, fewest.size() - 1));
    }

    Optional<FatalSet> search(Question question, List<FailureDomain> domains) {
        List<FailureDomain> kept = maximal(domains);
        if (judge.holds(question, judge.toll(kept))) {
            return Optional.empty();
        }
        List<FailureDomain> bound = new ArrayList<>();
        for (FailureDomain next : kept) {
            if (!judge.holds(question, judge.toll(bound))) {
                break;
            }
            bound.add(next);
        }
        Search search = new Search(question, kept);
        int size = 0;
        while (size < bound.size()) {
            Optional<List<FailureDomain>> found = search.ofSize(size);
            if (search.left < 0) {
                break;
            }
            if (found.isPresent()) {
                return Optional.of(new FatalSet(question, narrowed(question, found.get(), domains), size - 1));
            }
            size++;
        }
        return Optional.of(new FatalSet(question, narrowed(question, bound, domains), size - 1));
    }

    /** The same number of domains, each replaced by the smallest one within it with which the set is still fatal. */
    private List<FailureDomain> narrowed(Question question, List<FailureDomain> fatal, List<FailureDomain> domains) {
        List<FailureDomain> narrowed = new ArrayList<>(fatal);
        for (int i = 0; i < narrowed.size(); i++) {
            Toll whole = judge.toll(List.of(narrowed.get(i)));
            for (FailureDomain inner : domains) {
                List<FailureDomain> tried = new ArrayList<>(narrowed);
                tried.set(i, inner);
                if (judge.toll(List.of(inner)).isWithin(whole) && !judge.holds(question, judge.toll(tried))) {
                    narrowed = tried;
                    break;
                }
            }
        }
        narrowed.sort(null);
        return List.copyOf(narrowed);
    }

    /** Domains within no other one, the heaviest first; of equal tolls the first by level and path. */
    private List<FailureDomain> maximal(List<FailureDomain> domains) {
        List<FailureDomain> kept = new ArrayList<>();
        for (FailureDomain one : domains) {
            Toll toll = judge.toll(List.of(one));
            boolean within = domains.stream()
                    .filter(other -> !other.equals(one))
                    .anyMatch(other -> {
                        Toll larger = judge.toll(List.of(other));
                        return toll.isWithin(larger) && (!larger.isWithin(toll) || other.compareTo(one) < 0);
                    });
            if (!within) {
                kept.add(one);
            }
        }
        kept.sort(Comparator.comparingInt(
                        (FailureDomain d) -> -judge.toll(List.of(d)).members().cardinality())
                .thenComparing(d -> d));
        return kept;
    }

    /** Tries the sets of one size after the other. */
    private final class Search {
        private final Question question;
        private final List<FailureDomain> domains;
        private int left = answersMax;

        Search(Question question, List<FailureDomain> domains) {
            this.question = question;
            this.domains = domains;
        }

        Optional<List<FailureDomain>> ofSize(int size) {
            return grow(new ArrayList<>(), 0, size);
        }

        private Optional<List<FailureDomain>> grow(List<FailureDomain> chosen, int from, int more) {
            if (more == 0) {
                boolean fatal = --left >= 0 && !judge.holds(question, judge.toll(chosen));
                return fatal ? Optional.of(List.copyOf(chosen)) : Optional.empty();
            }
            for (int i = from; i <= domains.size() - more && left >= 0; i++) {
                chosen.add(domains.get(i));
                Optional<List<FailureDomain>> found = grow(chosen, i + 1, more - 1);
                chosen.remove(chosen.size() - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }
}
