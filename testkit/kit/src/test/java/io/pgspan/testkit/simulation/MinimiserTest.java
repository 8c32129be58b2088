package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.Mutant;
import io.pgspan.ha.loop.Loops;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MinimiserTest {
    private static final Subject FENCELESS =
            new Subject(starting -> Loops.with(starting, Mutant.NEVER_EXPIRES.step()), Defect.NONE);

    @Test
    void leavesTheFaultsThatAViolationNeedsAndNoOther() {
        History.Setting setting = History.Setting.MIXED;
        String invariant = History.run(1, FENCELESS, setting, false)
                .violation()
                .orElseThrow()
                .invariant();

        List<FaultPlan.Strike> left =
                Minimiser.smallest(1, FENCELESS, setting, invariant).strikes();

        assertThat(left).hasSizeLessThan(History.plan(1, setting).strikes().size() / 4);
        assertThat(breaks(invariant, setting, left)).isTrue();
        for (FaultPlan.Strike strike : left) {
            List<FaultPlan.Strike> fewer =
                    left.stream().filter(s -> !s.equals(strike)).toList();
            assertThat(breaks(invariant, setting, fewer))
                    .as("without %s", strike)
                    .isFalse();
        }
    }

    private static boolean breaks(String invariant, History.Setting setting, List<FaultPlan.Strike> strikes) {
        Set<Integer> numbers =
                strikes.stream().map(FaultPlan.Strike::number).collect(Collectors.toCollection(HashSet::new));
        FaultPlan plan = History.plan(1, setting).only(numbers);
        return History.run(1, FENCELESS, setting, plan, false)
                .violation()
                .filter(v -> v.invariant().equals(invariant))
                .isPresent();
    }
}
