package io.pgspan.model.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static InstanceObservation instance(String pod, Role role) {
        return new InstanceObservation(
                pod,
                "west",
                new Fact<>(role, Duration.ofSeconds(2)),
                Optional.of(new Fact<>(3, Duration.ofSeconds(9))),
                Optional.of(new Fact<>(Lsn.ZERO, Duration.ofSeconds(1))),
                Optional.empty());
    }

    @Test
    void theAgeOfAnInstanceIsThatOfItsOldestFact() {
        assertThat(instance("hippo-0", Role.PRIMARY).oldest()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void twoPrimariesSeenAreNoPrimaryKnown() {
        InstanceObservation one = instance("hippo-0", Role.PRIMARY);
        InstanceObservation two = instance("hippo-1", Role.PRIMARY);
        assertThat(new ClusterObservation("demo", "hippo", true, List.of(one)).primary())
                .contains(one);
        assertThat(new ClusterObservation("demo", "hippo", true, List.of(one, two)).primary())
                .isEmpty();
    }

    @Test
    void clocksThatDisagreeMakeNoNegativeAge() {
        Fact<Integer> fact = new Fact<>(1, Duration.ofSeconds(-3));
        assertThat(fact.age()).isZero();
        assertThat(fact.isOlderThan(Duration.ZERO)).isFalse();
        assertThat(new Fact<>(1, Duration.ofSeconds(3)).isOlderThan(Duration.ofSeconds(2)))
                .isTrue();
    }
}
