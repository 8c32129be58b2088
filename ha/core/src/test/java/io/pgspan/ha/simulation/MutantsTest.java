package io.pgspan.ha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a rule of safety taken out the simulation finds a violation of the invariant that the rule is for. */
class MutantsTest {

    @ParameterizedTest(name = "without its rule {0} breaks {2} within {3} histories")
    @CsvSource({
        "NO_FENCE, MIXED, one-primary, 20",
        "DEADLINE_FROM_ANSWER, SLOW_ANSWERS, one-primary, 200",
        "UNKNOWN_EXTENDS, MIXED, one-primary, 60",
        "READ_BACK_EXTENDS, MIXED, one-primary, 60",
        "NEVER_EXPIRES, MIXED, one-primary, 60",
        "UNKNOWN_IS_WRITTEN, MIXED, one-primary, 60",
        "TAKES_AT_ONCE, MIXED, one-primary, 20",
        "IGNORES_HIDDEN_COMMITS, MIXED, commits-kept, 40",
        "IGNORES_BEHIND, MIXED, commits-kept, 40",
        "RECEIVER_STAYS, FROZEN_GUARDS, commits-kept, 60",
        "FOLLOWS_DIVERGED, MIXED, liveness, 60",
    })
    void eachRuleIsMissedWhenItIsGone(Mutant mutant, History.Setting setting, String invariant, int histories) {
        Optional<Long> found = LongStream.rangeClosed(1, histories)
                .boxed()
                .filter(seed -> History.run(seed, mutant, setting, false)
                        .violation()
                        .filter(v -> v.invariant().equals(invariant))
                        .isPresent())
                .findFirst();
        assertThat(found).isPresent();
    }
}
