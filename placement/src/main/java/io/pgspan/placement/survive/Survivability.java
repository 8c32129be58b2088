package io.pgspan.placement.survive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a placement survives.
 *
 * <pre>{@code
 * Survivability survivability = Survivability.of(situation);
 * survivability.level(Level.CLUSTER).grade(Question.WRITES);     // NONE: the loss of some cluster stops writes
 * survivability.smallest(Question.WRITES);                       // which one
 * survivability.remedies();                                      // what would help
 * }</pre>
 *
 * <p>Cost: with M members, and so at most M domains a level and the record's, M² losses of a level at M² each; the smallest fatal sets as
 * {@link FatalSets} says; remedies at most {@link Remedies#TRIES_MAX} changed situations.
 *
 * @param levels from small to large, those that have a domain
 * @param fatal the smallest fatal set over all levels, per question; a question that outlives everything has none
 * @param remedies per level and question of which the loss of one domain is fatal
 * @param warnings in sentences
 */
public record Survivability(
        List<LevelSurvival> levels, Map<Question, FatalSet> fatal, List<Remedy> remedies, List<String> warnings) {

    /** Copies the collections. */
    public Survivability {
        levels = List.copyOf(levels);
        fatal = Map.copyOf(fatal);
        remedies = List.copyOf(remedies);
        warnings = List.copyOf(warnings);
    }

    /** Judges a situation. */
    public static Survivability of(Situation situation) {
        Judge judge = new Judge(situation);
        FatalSets sets = new FatalSets(judge);
        List<LevelSurvival> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            if (!judge.judged(level).isEmpty()) {
                levels.add(level(judge, sets, level));
            }
        }
        Map<Question, FatalSet> fatal = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            sets.of(question).ifPresent(set -> fatal.put(question, set));
        }
        return new Survivability(levels, fatal, new Remedies(situation).all(), new Warnings(judge).all());
    }

    private static LevelSurvival level(Judge judge, FatalSets sets, Level level) {
        List<FailureDomain> domains = judge.judged(level);
        List<Loss> single = new ArrayList<>();
        List<Loss> pairs = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            single.add(judge.loss(List.of(domains.get(i))));
            for (int j = i + 1; j < domains.size(); j++) {
                pairs.add(judge.loss(List.of(domains.get(i), domains.get(j))));
            }
        }
        Map<Question, Grade> grades = new EnumMap<>(Question.class);
        Map<Question, FatalSet> fatal = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            grades.put(question, grade(question, single, pairs));
            sets.of(question, level).ifPresent(set -> fatal.put(question, set));
        }
        return new LevelSurvival(level, single, pairs, grades, fatal);
    }

    private static Grade grade(Question question, List<Loss> single, List<Loss> pairs) {
        if (!single.stream().allMatch(loss -> loss.holds(question))) {
            return Grade.NONE;
        }
        return pairs.stream().allMatch(loss -> loss.holds(question)) ? Grade.ANY_TWO : Grade.ANY_ONE;
    }

    /** What the losses of that level mean, if it has a domain. */
    public Optional<LevelSurvival> level(Level level) {
        return levels.stream().filter(l -> l.level() == level).findFirst();
    }

    /** The smallest fatal set over all levels, if any is fatal. */
    public Optional<FatalSet> smallest(Question question) {
        return Optional.ofNullable(fatal.get(question));
    }

    /** The loss of each single domain, from small levels to large. */
    public List<Loss> single() {
        return levels.stream().flatMap(level -> level.single().stream()).toList();
    }

    /** The loss of one domain, if it is judged. */
    public Optional<Loss> loss(FailureDomain domain) {
        return single().stream()
                .filter(loss -> loss.domains().equals(List.of(domain)))
                .findFirst();
    }

    /** The remedies for the losses of one level. */
    public List<Remedy> remedies(Question question, Level level) {
        return remedies.stream()
                .filter(r -> r.question() == question && r.level() == level)
                .toList();
    }

    /** Grades, fatal sets, remedies and warnings as plain text. Lines end with {@code \n}. */
    public String text() {
        return SurvivalText.of(this);
    }

    /**
     * Domains and members as a Mermaid flowchart: one box for each domain of the two largest levels and each member in it; what stops
     * writes alone is red.
     */
    public String mermaid() {
        return SurvivalDiagram.of(this);
    }
}
