package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.majority.Registers;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With a rule of the register taken out whole clusters break an invariant. All but DISMISS_BEFORE_ADMIT, which only histories of the register
 * alone are dense enough for.
 */
class RegisterMutantsTest {
    @ParameterizedTest(name = "members whose registers don't {0} break one of {1} within {2} histories")
    @CsvSource({
        "COMPLETE_BEFORE_READ, I31 I32, 20",
        "COMPLETE_BEFORE_CONFLICT, I31 I32, 40",
        "PROPOSER_BREAKS_TIES, I31 I32, 40",
        "MAJORITY, I31 I32, 10",
        "SAME_OBJECT, I31 I32, 20",
        "KEEP_PROMISE, I31 I32, 60",
        "LEARN_FROM_PROMISES, I31 I32, 40",
        "FRESH_ANSWERS, I31 I32, 20",
    })
    void eachRuleOfTheRegisterIsMissedWhenItIsGone(String rule, String invariants, int histories) {
        Set<String> wanted = Set.of(invariants.split(" ", -1));
        Subject subject = Subject.with(Registers.without(rule));
        Optional<Long> found = LongStream.rangeClosed(1, histories)
                .boxed()
                .filter(seed -> History.run(seed, subject, History.Setting.MAJORITY, false)
                        .violation()
                        .filter(v -> wanted.contains(v.invariant()))
                        .isPresent())
                .findFirst();
        assertThat(found).isPresent();
    }
}
