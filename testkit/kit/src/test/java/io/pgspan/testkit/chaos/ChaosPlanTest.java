package io.pgspan.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.chaos.ChaosFault.Harm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void oneNumberGivesOnePlanAndAnotherNumberAnother() {
        assertThat(ChaosPlan.draw(1, TEN_MINUTES, 3, 1)).isEqualTo(ChaosPlan.draw(1, TEN_MINUTES, 3, 1));
        assertThat(ChaosPlan.draw(1, TEN_MINUTES, 3, 1).injections())
                .isNotEqualTo(ChaosPlan.draw(2, TEN_MINUTES, 3, 1).injections());
    }

    @Test
    void tenMinutesHaveEveryKindOfFault() {
        Set<ChaosFault> kinds = ChaosPlan.draw(1, TEN_MINUTES, 3, 1).injections().stream()
                .map(Injection::fault)
                .collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(ChaosFault.class));
    }

    @Property(tries = 200)
    void neverAreMoreMembersHarmedThanAllowedNorTwoOutagesOfTheStoreAtOnce(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int harmedMax) {
        List<Injection> plan =
                ChaosPlan.draw(seed, Duration.ofMinutes(2), 5, harmedMax).injections();
        for (Injection one : plan) {
            assertThat(one.end()).isLessThanOrEqualTo(Duration.ofMinutes(2));
            assertThat(at(plan, one.at(), Harm.MEMBER)).isLessThanOrEqualTo(harmedMax);
            assertThat(at(plan, one.at(), Harm.STORE)).isLessThanOrEqualTo(1);
        }
        assertThat(plan).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    private static long at(List<Injection> plan, Duration moment, Harm harm) {
        return plan.stream()
                .filter(i -> i.fault().harm() == harm)
                .filter(i -> i.at().compareTo(moment) <= 0 && i.end().compareTo(moment) > 0)
                .count();
    }

    @Test
    void aPlanThatHarmsAMajorityIsRefused() {
        assertThatThrownBy(() -> ChaosPlan.draw(1, TEN_MINUTES, 4, 2))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("2 of 4 members");
        assertThatThrownBy(() -> ChaosPlan.draw(1, TEN_MINUTES, 2, 1)).isInstanceOf(PgspanException.class);
    }
}
