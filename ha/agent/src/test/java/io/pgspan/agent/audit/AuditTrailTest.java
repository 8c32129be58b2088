package io.pgspan.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pgspan.ha.HaInput;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final HaInput TICK = new HaInput.Tick(Duration.ofSeconds(1));

    @Test
    void aRehearsalMakesWholeRecordsAndTellsNobody() {
        List<AuditRecord> told = new ArrayList<>();
        AuditTrail trail = new AuditTrail(Clock.systemUTC(), told::add);
        int length = trail.rehearse(Histories.starting(), TICK);
        assertThat(told).isEmpty();
        trail.record(AuditAction.PROMOTION, Histories.starting(), TICK, "", "", TICK, AuditRecord.SELF);
        // but for the fraction of the second
        assertThat(length).isCloseTo(told.get(0).toJson().length(), within(9));
    }
}
