package io.pgspan.placement.survive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class SurvivabilityPropertyTest {
    private static final int SUBSETS_OF = 9;

    @Provide
    Arbitrary<Situation> worlds() {
        return Arbitraries.randomValue(Worlds::random);
    }

    @Property(tries = 500)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyLossOfAnySetIsJudgedAsTheOracleDoes(@ForAll("worlds") Situation world, @ForAll Random random) {
        Judge judge = new Judge(world);
        Oracle oracle = new Oracle(world);
        List<FailureDomain> domains = new ArrayList<>(judge.judged());
        Collections.shuffle(domains, random);
        List<FailureDomain> some = domains.subList(0, Math.min(5, domains.size()));
        for (int size = 0; size <= some.size(); size++) {
            for (List<FailureDomain> lost : Oracle.subsets(some, size)) {
                for (Question question : Question.values()) {
                    boolean expected = oracle.holds(question, lost);
                    Statistics.label(question.name()).collect(expected);
                    assertThat(judge.holds(question, judge.toll(lost)))
                            .as("%s without %s in %s", question, lost, world)
                            .isEqualTo(expected);
                }
            }
        }
        for (Question question : Question.values()) {
            Statistics.label(question.name()).coverage(c -> c.check(true).percentage(p -> p > 5));
            Statistics.label(question.name()).coverage(c -> c.check(false).percentage(p -> p > 5));
        }
    }

    @Property(tries = 300)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void theSmallestFatalSetOfALevelIsAsSmallAsThatOfTheExhaustiveSearch(@ForAll("worlds") Situation world) {
        Judge judge = new Judge(world);
        Oracle oracle = new Oracle(world);
        for (Level level : Level.values()) {
            List<FailureDomain> domains = judge.judged(level);
            for (Question question : Question.values()) {
                Optional<FatalSet> found = new FatalSets(judge).of(question, level);
                assertThat(found.map(set -> set.domains().size()))
                        .as("%s, %s in %s", level, question, world)
                        .isEqualTo(oracle.fewest(question, domains));
                assertThat(new FatalSets(judge)
                                .search(question, domains)
                                .map(s -> s.domains().size()))
                        .isEqualTo(found.map(s -> s.domains().size()));
                found.ifPresent(set -> {
                    assertThat(set.isSmallest()).isTrue();
                    assertThat(domains).containsAll(set.domains());
                    assertThat(oracle.holds(question, set.domains())).isFalse();
                });
                Statistics.label("greedy")
                        .collect(new Thresholds(judge, level).of(question).isPresent());
            }
        }
        for (boolean greedy : new boolean[] {true, false}) {
            Statistics.label("greedy").coverage(c -> c.check(greedy).percentage(p -> p > 10));
        }
    }

    @Property(tries = 150)
    void overAllLevelsNoSmallerSetIsFatal(@ForAll("worlds") Situation world) {
        Judge judge = new Judge(world);
        if (judge.judged().size() > SUBSETS_OF) {
            return;
        }
        Oracle oracle = new Oracle(world);
        for (Question question : Question.values()) {
            Optional<FatalSet> found = new FatalSets(judge).of(question);
            assertThat(found.map(set -> set.domains().size())).isEqualTo(oracle.fewest(question, judge.judged()));
            found.ifPresent(
                    set -> assertThat(oracle.holds(question, set.domains())).isFalse());
        }
    }

    @Property(tries = 150)
    void gradesSayWhatTheLossesOfOneAndOfTwoDomainsSay(@ForAll("worlds") Situation world) {
        Oracle oracle = new Oracle(world);
        for (LevelSurvival level : Survivability.of(world).levels()) {
            List<FailureDomain> domains =
                    level.single().stream().flatMap(l -> l.domains().stream()).toList();
            for (Question question : Question.values()) {
                boolean one = Oracle.subsets(domains, 1).stream().allMatch(d -> oracle.holds(question, d));
                boolean two = one && Oracle.subsets(domains, 2).stream().allMatch(d -> oracle.holds(question, d));
                assertThat(level.grade(question)).isEqualTo(two ? Grade.ANY_TWO : one ? Grade.ANY_ONE : Grade.NONE);
            }
        }
    }

    @Property(tries = 100)
    void aRemedyIsAllowedAndTakesAwayWhatItSays(@ForAll("worlds") Situation world) {
        for (Remedy remedy : Survivability.of(world).remedies()) {
            List<FailureDomain> fatal = new Judge(world)
                    .judged(remedy.level()).stream()
                            .filter(d -> !new Oracle(world).holds(remedy.question(), List.of(d)))
                            .toList();
            List<FailureDomain> told = new ArrayList<>(remedy.removes());
            told.addAll(remedy.remains());
            assertThat(told).containsExactlyInAnyOrderElementsOf(fatal);
            assertThat(remedy.helps()).isEqualTo(!remedy.removes().isEmpty());
            if (remedy.helps()) {
                Situation after = world;
                for (Action action : remedy.actions()) {
                    after = new Changes(new Homes(world.fleet(), world.members()))
                            .of(after).stream()
                                    .filter(o -> o.action().equals(action))
                                    .findFirst()
                                    .orElseThrow()
                                    .after();
                }
                Oracle then = new Oracle(after);
                for (FailureDomain domain : fatal) {
                    assertThat(then.holds(remedy.question(), List.of(domain)))
                            .as("%s in %s", remedy, world)
                            .isEqualTo(remedy.removes().contains(domain));
                }
                for (FailureDomain domain : new Judge(world).judged()) {
                    for (Question question : Question.values()) {
                        if (new Oracle(world).holds(question, List.of(domain))) {
                            assertThat(then.holds(question, List.of(domain)))
                                    .as("%s of %s in %s", question, domain, world)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }
}
