package io.pgspan.placement.survive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the losses of one level mean.
 *
 * @param level the level
 * @param single the loss of each domain, sorted by path
 * @param pairs the loss of each two domains, sorted
 * @param grades how much of this level may be lost, per question
 * @param fatal the smallest fatal set per question; a question that outlives the loss of all these domains has none
 */
public record LevelSurvival(
        Level level, List<Loss> single, List<Loss> pairs, Map<Question, Grade> grades, Map<Question, FatalSet> fatal) {

    /** Copies the collections. */
    public LevelSurvival {
        single = List.copyOf(single);
        pairs = List.copyOf(pairs);
        grades = Map.copyOf(grades);
        fatal = Map.copyOf(fatal);
    }

    /** How much of this level may be lost. */
    public Grade grade(Question question) {
        return grades.getOrDefault(question, Grade.NONE);
    }

    /** The smallest fatal set, if any set of these domains is fatal. */
    public Optional<FatalSet> fatal(Question question) {
        return Optional.ofNullable(fatal.get(question));
    }

    /** The domains whose loss alone turns the answer into no, sorted. */
    public List<FailureDomain> fatalAlone(Question question) {
        return single.stream()
                .filter(loss -> !loss.holds(question))
                .flatMap(loss -> loss.domains().stream())
                .toList();
    }
}
