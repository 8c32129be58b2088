package io.pgspan.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.AgentException;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditReplayTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private static AuditRecord record(Histories.Step step) {
        return AuditRecord.of(
                AuditAction.PROMOTION,
                TIME,
                AuditRecord.SELF,
                step.decision().rule(),
                step.decision().reason(),
                step.decision().actions().toString(),
                step.before(),
                step.input());
    }

    @Property(tries = 50)
    void everyStateAndInputIsReadBackAsItWas(@ForAll long seed) {
        for (Histories.Step step : Histories.of(seed, 30)) {
            ValueReader reader = new ValueReader();
            assertThat(reader.read(ValueCodec.encode(step.before()), HaState.class))
                    .isEqualTo(step.before());
            assertThat(reader.read(ValueCodec.encode(step.input()), HaInput.class))
                    .isEqualTo(step.input());
            assertThat(reader.differences()).isEmpty();
        }
    }

    @Property(tries = 50)
    void aReplayOfARecordThatWasWrittenDownDecidesTheSame(@ForAll long seed) {
        for (Histories.Step step : Histories.of(seed, 30)) {
            AuditRecord read = AuditRecord.parse(record(step).toJson());
            AuditReplay.Explanation explanation = AuditReplay.explain(read);
            assertThat(explanation.same()).isTrue();
            assertThat(explanation.rule()).isEqualTo(step.decision().rule());
            assertThat(explanation.actions())
                    .containsExactlyElementsOf(step.decision().actions().stream()
                            .map(Object::toString)
                            .toList());
            assertThat(explanation.differences()).isEmpty();
        }
    }

    @Test
    void theHistoriesDecideByManyRules() {
        Set<String> rules = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            Histories.of(seed, 30).forEach(s -> rules.add(s.decision().rule()));
        }
        assertThat(rules).hasSizeGreaterThan(15).contains("fence.lease-over");
    }

    private static AuditRecord fenced() {
        for (long seed = 0; seed < 200; seed++) {
            for (Histories.Step step : Histories.of(seed, 30)) {
                if (step.decision().rule().equals("fence.lease-over")) {
                    return record(step);
                }
            }
        }
        throw new AssertionError("no history is fenced");
    }

    @Test
    void aRecordThatClaimsAnotherRuleIsFoundOut() {
        AuditRecord record = fenced();
        AuditRecord forged = new AuditRecord(
                record.format(),
                record.action(),
                record.member(),
                record.epoch(),
                record.time(),
                record.actor(),
                "holder.promote",
                record.reason(),
                record.detail(),
                record.state(),
                record.input());
        assertThat(AuditReplay.explain(record).same()).isTrue();
        assertThat(AuditReplay.explain(forged).same()).isFalse();
        assertThat(AuditReplay.explain(forged).rule()).isEqualTo("fence.lease-over");
    }

    @Test
    void aRecordThatWasChangedIsNotRead() {
        String text = fenced().toJson();
        assertThat(text).contains("\"timeline\":");
        assertThatThrownBy(() -> AuditRecord.parse(text.replaceFirst("\"timeline\":\\d", "\"timeline\":9")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("changed or cut off");
        assertThatThrownBy(() -> AuditRecord.parse(text.substring(0, text.length() / 2)))
                .isInstanceOf(AgentException.class);
        assertThatThrownBy(() -> AuditRecord.parse(text.replace("\"format\":1,", "\"format\":2,")))
                .hasMessageContaining("format 2 is not read by this version");
    }

    @Test
    void anotherVersionsStateIsReplayedAndItsDifferencesTold() throws Exception {
        AuditRecord record = fenced();
        ObjectNode state =
                (ObjectNode) new ObjectMapper().readTree(record.state().toString());
        state.remove("renewed");
        state.put("mood", "fine");
        AuditRecord other = new AuditRecord(
                record.format(),
                record.action(),
                record.member(),
                record.epoch(),
                record.time(),
                record.actor(),
                record.rule(),
                record.reason(),
                record.detail(),
                state,
                record.input());
        assertThat(AuditReplay.explain(other).differences())
                .containsExactlyInAnyOrder("state.renewed is missing", "state.mood is unknown");
        assertThat(AuditReplay.explain(other).same()).isTrue();
    }

    @Test
    void onlyActionsThatMatterAreRecorded() {
        List<AuditRecord> records = new ArrayList<>();
        AuditTrail trail = new AuditTrail(Clock.fixed(TIME, ZoneOffset.UTC), records::add);
        Set<AuditAction> actions = new HashSet<>();
        for (long seed = 0; seed < 2_000; seed++) {
            for (Histories.Step step : Histories.of(seed, 30)) {
                records.clear();
                trail.decided(step.before(), step.input(), step.decision(), AuditRecord.SELF);
                boolean fence = step.decision().actions().stream()
                        .anyMatch(a -> a.toString().startsWith("Fence"));
                assertThat(records.stream().anyMatch(r -> r.action() == AuditAction.DEMOTION))
                        .isEqualTo(fence);
                records.forEach(r -> actions.add(r.action()));
            }
        }
        assertThat(actions)
                .contains(AuditAction.DEMOTION, AuditAction.PROMOTION, AuditAction.SYNC_CHANGE)
                .containsAnyOf(AuditAction.WIPE, AuditAction.REWIND);
    }

    @Test
    void aListenerThatFailsIsNeitherTheOthersTroubleNorTheLoops() {
        List<AuditRecord> records = new ArrayList<>();
        AuditListener failing = r -> {
            throw new IllegalStateException("no");
        };
        Clock clock = Clock.fixed(TIME, ZoneOffset.UTC);
        for (AuditListener listener : List.of(AuditListener.all(List.of(failing, records::add)), failing)) {
            new AuditTrail(clock, listener)
                    .record(
                            AuditAction.PAUSE,
                            Histories.starting(),
                            new HaInput.Tick(Duration.ZERO),
                            "pause",
                            "asked",
                            new HaCommand.Pause(),
                            "operator");
        }
        assertThat(records).singleElement().extracting(AuditRecord::actor).isEqualTo("operator");
    }
}
