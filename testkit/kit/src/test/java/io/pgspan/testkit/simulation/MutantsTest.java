package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.Mutant;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a rule of safety taken out the simulation finds a violation of the invariant that the rule is for. */
class MutantsTest {
    @ParameterizedTest(name = "without its rule {0} breaks one of {2} within {3} histories")
    @CsvSource({
        "DEADLINE_FROM_ANSWER, SLOW_ANSWERS, I2 I4, 60",
        "UNKNOWN_EXTENDS, MIXED, I2 I4, 20",
        "READ_BACK_EXTENDS, MIXED, I2 I4, 20",
        "NEVER_EXPIRES, MIXED, I2 I4, 20",
        "UNKNOWN_IS_WRITTEN, MIXED, I2 I3 I4, 20",
        "TAKES_AT_ONCE, MIXED, I5, 20",
        "IGNORES_HIDDEN_COMMITS, MIXED, I6 I13, 20",
        "IGNORES_BEHIND, MIXED, I6 I7 I13, 20",
        "IGNORES_STALE_TIMELINE, ASYNCHRONOUS, I7, 210",
        "IGNORES_LAG, MIXED, I7, 60",
        "IGNORES_NO_FAILOVER, MIXED, I13 I16, 40",
        "FORMER_PRIMARY_RESUMES, MIXED, I6 I7 I8 I13, 40",
        "FOLLOWS_DIVERGED, MIXED, I10 I25, 20",
        "CLAIMS_AFTER, MIXED, I11, 20",
        "CLAIMS_UNCONFIRMED, MIXED, I11 I12, 20",
        "SETTLES_AT_ONCE, MIXED, I11 I12, 20",
        "FIRST_COMMITS_UNPROTECTED, MIXED, I11, 20",
        "FAILSAFE_BY_MAJORITY, MIXED, I2 I4 I24, 20",
        "FAILSAFE_BINDS_NOBODY, MIXED, I24, 40",
        "PAUSE_IGNORED_BY_OTHERS, MIXED, I21, 20",
        "HANDS_OVER_AT_ONCE, OPERATED, I8, 200",
        "TAKES_WHAT_IS_HANDED_OVER, OPERATED, I8 I13 I16, 20",
        "SWITCHES_OVER_TWICE, OPERATED, I20, 200",
        "RESUMES_HANDOVER, MIXED, I20, 60",
    })
    void eachRuleIsMissedWhenItIsGone(Mutant mutant, History.Setting setting, String invariants, int histories) {
        found(Subjects.without(mutant), setting, invariants, histories);
    }

    @ParameterizedTest(name = "with hands of the defect {0} one of {2} breaks within {3} histories")
    @CsvSource({"NO_FENCE, MIXED, I2 I4, 40", "RECEIVER_STAYS, MIXED, I6 I13, 80"})
    void handsThatDoItWrongAreNoticed(Defect defect, History.Setting setting, String invariants, int histories) {
        found(Subjects.without(defect), setting, invariants, histories);
    }

    /** By histories, or by a story, within the tellings of {@link StoriesTest}. */
    @Test
    void nothingCanBeTakenOutThatNobodyMisses() {
        Set<String> missed = new TreeSet<>();
        for (Method test : MutantsTest.class.getDeclaredMethods()) {
            CsvSource rows = test.getAnnotation(CsvSource.class);
            for (String row : rows == null ? new String[0] : rows.value()) {
                missed.add(row.substring(0, row.indexOf(',')));
            }
        }
        StoriesTest.all().forEach(file -> file.without().forEach(w -> missed.add(w.rule())));
        assertThat(missed).isEqualTo(Subjects.names());
    }

    private static void found(Subject subject, History.Setting setting, String invariants, int histories) {
        Set<String> wanted = Set.of(invariants.split(" ", -1));
        Optional<Long> found = LongStream.rangeClosed(1, histories)
                .boxed()
                .filter(seed -> History.run(seed, subject, setting, false)
                        .violation()
                        .filter(v -> wanted.contains(v.invariant()))
                        .isPresent())
                .findFirst();
        assertThat(found).isPresent();
    }
}
