package io.pgspan.model.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void changingOnePartKeepsTheOthers() {
        LabelSelector pods = LabelSelector.of(Map.of("app", "hippo"));
        Spread spread = Spread.across("rack")
                .counting(pods)
                .minDomains(3)
                .maxSkew(2)
                .scheduleAnyway()
                .doNotSchedule();
        assertThat(spread.pods()).contains(pods);
        assertThat(spread.minDomains()).contains(3);
        assertThat(spread.maxSkew()).isEqualTo(2);
        assertThat(spread.whenUnsatisfiable()).isEqualTo(Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    @Test
    void aPlainConstraintIsNotRefined() {
        assertThat(Spread.acrossZones().isRefined()).isFalse();
        assertThat(Spread.acrossZones().minDomains(2).isRefined()).isTrue();
    }
}
