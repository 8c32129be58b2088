package io.pgspan.ha.record.majority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MajorityRegisterHistoriesTest {
    private static final int HISTORIES = 4_000;

    /** Within so many histories the absence of a rule shows; most do within twenty, an old answer that counts takes some hundred. */
    private static final int MUTANT_HISTORIES = 1_500;

    @Test
    void everyHistoryIsOneOfARegister() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Interleaving interleaving = new Interleaving(seed, SafetyRule.all());
            assertThat(interleaving.run()).as("history %d", seed).isEmpty();
            interleaving.history.forEach(op -> op.outcome()
                    .ifPresent(outcome -> outcomes.merge(
                            op.wish.getClass().getSimpleName() + " "
                                    + outcome.getClass().getSimpleName(),
                            1,
                            Integer::sum)));
        }
        // what never happens proves nothing
        assertThat(outcomes)
                .containsKeys(
                        "Read Holds",
                        "Read Undecided",
                        "Update Written",
                        "Update Conflict",
                        "Update Undecided",
                        "Dismiss Settled",
                        "Dismiss Refused",
                        "Admit Settled");
        assertThat(outcomes.get("Update Written")).isGreaterThan(HISTORIES * 5);
        assertThat(outcomes.get("Admit Settled")).isGreaterThan(HISTORIES / 5);
    }

    /** The rule left out takes a schedule that no search finds; {@link ConsentScheduleTest} has it. */
    @ParameterizedTest
    @EnumSource(value = SafetyRule.class, mode = EnumSource.Mode.EXCLUDE, names = "DISMISS_BEFORE_ADMIT")
    void withoutAnyOneOfTheRulesSomeHistoryIsNot(SafetyRule rule) {
        List<String> violations = List.of();
        for (long seed = 1; seed <= MUTANT_HISTORIES && violations.isEmpty(); seed++) {
            violations = new Interleaving(seed, SafetyRule.allBut(rule)).run();
        }
        assertThat(violations).as("what goes wrong without %s", rule).isNotEmpty();
    }
}
