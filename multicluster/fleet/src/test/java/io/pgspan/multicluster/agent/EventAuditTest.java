package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.audit.AuditAction;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.agent.audit.AuditReplay;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaState;
import io.pgspan.ha.Member;
import io.pgspan.ha.record.Holder;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.Selection;
import io.pgspan.testkit.base.network.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventAuditTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build();
    private final ApiServerHttp http = new ApiServerHttp(model);
    private final EventAudit audit = EventAudit.start(http.client(), "demo", "hippo");

    @AfterEach
    void close() {
        audit.close();
        http.close();
    }

    private static AuditRecord record(AuditAction action, int number) {
        HaState state = HaState.starting(
                HaPolicy.ofDefaults(), new Holder("hippo-0", "uid", "start"), List.of(new Member("hippo-0", false)));
        HaInput input = new HaInput.Tick(Duration.ofMillis(number));
        var decision = HaEngine.step(state, input);
        return AuditRecord.of(
                action, TIME, AuditRecord.SELF, decision.rule(), decision.reason(), "Fence[]", state, input);
    }

    private List<ObjectNode> events() {
        return model.list(ResourcePath.of("events.k8s.io/v1", "events").in("demo"), Selection.all())
                .items();
    }

    private ObjectNode onlyEvent() {
        return Await.untilPresent(
                "an event", LIMIT, () -> events().size() == 1 ? Optional.of(events().get(0)) : Optional.empty());
    }

    @Test
    void aRecordBecomesAnEventAboutTheLeaseFromWhichItCanBeReplayed() {
        AuditRecord record = record(AuditAction.SYNC_CHANGE, 0);
        audit.audited(record);
        ObjectNode event = onlyEvent();
        assertThat(event.at("/regarding/kind").asText()).isEqualTo("Lease");
        assertThat(event.at("/regarding/name").asText()).isEqualTo("hippo");
        assertThat(event.path("reason").asText()).isEqualTo("SyncChange");
        assertThat(event.path("type").asText()).isEqualTo("Normal");
        assertThat(event.path("reportingInstance").asText()).isEqualTo("hippo-0");
        assertThat(event.path("eventTime").asText()).isEqualTo("2026-03-01T12:00:00.123456Z");
        assertThat(event.path("note").asText()).contains(record.rule(), record.digest());
        AuditRecord read = AuditRecord.parse(event.path("metadata")
                .path("annotations")
                .path(EventAudit.RECORD)
                .asText());
        assertThat(AuditReplay.explain(read).same()).isTrue();
    }

    @Test
    void aFencedPrimaryIsAWarning() {
        audit.audited(record(AuditAction.DEMOTION, 0));
        assertThat(onlyEvent().path("type").asText()).isEqualTo("Warning");
    }

    @Test
    void anEventWhoseAnswerIsLostIsWrittenOnce() {
        AtomicInteger posts = new AtomicInteger();
        http.fault(request -> request.method().equals("POST") && posts.getAndIncrement() == 0
                ? Optional.of(Fault.lostResponse())
                : Optional.empty());
        audit.audited(record(AuditAction.PROMOTION, 0));
        Await.until("another attempt", LIMIT, () -> posts.get() > 1);
        audit.close();
        assertThat(events()).hasSize(1);
        assertThat(audit.dropped()).isZero();
    }

    @Test
    void whatTheServerRefusesAgainAndAgainIsCounted() {
        AtomicInteger posts = new AtomicInteger();
        http.fault(request -> {
            posts.incrementAndGet();
            return Optional.of(Fault.refusal(403));
        });
        audit.audited(record(AuditAction.PROMOTION, 0));
        Await.until("it is given up", LIMIT, () -> audit.dropped() == 1);
        assertThat(posts.get()).isEqualTo(EventAudit.ATTEMPTS_MAX);
    }

    @Test
    void aServerThatHangsHoldsUpNobodyWhoAuditsAndTheOldestGoFirst() {
        http.fault(request -> Optional.of(Fault.partition()));
        long begun = System.nanoTime();
        for (int i = 0; i < 10 * EventAudit.QUEUE_MAX; i++) {
            audit.audited(record(AuditAction.PROMOTION, i));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(audit.dropped()).isGreaterThanOrEqualTo(9 * EventAudit.QUEUE_MAX - 1);
        http.heal();
        Await.until(
                "the newest",
                LIMIT,
                () -> events().stream()
                        .anyMatch(e -> e.at("/metadata/annotations")
                                .path(EventAudit.RECORD)
                                .asText()
                                .contains("\"PT0.639S\"")));
    }
}
