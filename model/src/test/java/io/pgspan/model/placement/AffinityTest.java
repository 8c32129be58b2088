package io.pgspan.model.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AffinityTest {
    @Test
    void nothingSaidIsEmptyAndAnyTermIsNot() {
        assertThat(Affinity.none().isEmpty()).isTrue();
        assertThat(Affinity.toNodes(NodeAffinity.require(NodeTerm.of(Requirement.in("disk", "ssd"))))
                        .isEmpty())
                .isFalse();
        PodTerm apart = PodTerm.of(Spread.HOSTNAME, LabelSelector.of(Map.of("app", "hippo")));
        PodAffinity preferred = new PodAffinity(List.of(), List.of(new Preferred<>(50, apart)));
        assertThat(new Affinity(NodeAffinity.none(), PodAffinity.none(), preferred).isEmpty())
                .isFalse();
    }

    @Test
    void aTolerationIsNarrowedStepByStep() {
        Toleration toleration =
                Toleration.exists("dedicated").on(Toleration.Effect.NO_EXECUTE).stay(Duration.ofSeconds(30));
        assertThat(toleration.key()).isEqualTo("dedicated");
        assertThat(toleration.onlyEffect()).contains(Toleration.Effect.NO_EXECUTE);
        assertThat(toleration.stays()).contains(Duration.ofSeconds(30));
        assertThat(Toleration.equal("dedicated", "db").onlyEffect()).isEmpty();
    }
}
