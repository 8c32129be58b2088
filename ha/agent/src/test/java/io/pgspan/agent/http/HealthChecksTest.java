package io.pgspan.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.PeerStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthChecksTest {
    private static final AgentSnapshot LEADER = FakeAgent.leader();
    private static final AgentSnapshot PRIORITY = FakeAgent.standby(true, 100, SyncStanding.PRIORITY);
    private static final AgentSnapshot QUORUM = FakeAgent.standby(true, 100, SyncStanding.QUORUM);
    private static final AgentSnapshot ASYNC = FakeAgent.standby(true, 100, SyncStanding.NOT_LISTED);
    private static final AgentSnapshot EX_LEADER =
            FakeAgent.of(PeerStatus.Role.PRIMARY, false, false, 0, SyncStanding.NOT_LISTED);
    private static final AgentSnapshot DOWN =
            FakeAgent.of(PeerStatus.Role.DOWN, false, false, AgentSnapshot.LAG_UNKNOWN, SyncStanding.PRIORITY);

    private static int status(String path, AgentSnapshot member, String... query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], query[i + 1]);
        }
        return HealthChecks.answer(path, parameters, member).status();
    }

    private static String whom(String path) {
        Map<String, AgentSnapshot> members = new LinkedHashMap<>();
        members.put("leader", LEADER);
        members.put("priority", PRIORITY);
        members.put("quorum", QUORUM);
        members.put("async", ASYNC);
        members.put("ex-leader", EX_LEADER);
        members.put("down", DOWN);
        members.values().removeIf(m -> status(path, m) != 200);
        return String.join(" ", members.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "/, leader",
        "/primary, leader",
        "/read-write, leader",
        "/leader, leader",
        "/standby-leader, ''",
        "/replica, priority quorum async",
        "/read-only, leader priority quorum async",
        "/sync, priority",
        "/quorum, quorum",
        "/async, async",
        "/read-only-sync, leader priority",
        "/read-only-quorum, leader quorum",
        "/read-only-async, leader async",
        "/health, leader priority quorum async ex-leader",
        "/liveness, leader priority quorum async ex-leader down",
        "/readiness, leader priority quorum async"
    })
    void eachQuestionIsAnsweredByYesForExactlyTheseMembers(String path, String members) {
        assertThat(whom(path)).isEqualTo(members);
    }

    @ParameterizedTest
    @CsvSource({"100, 200", "99, 503", "100B, 200", "1kB, 200", "0, 503", "16MB, 200", "999999999999999TB, 200"})
    void aLagLimitIsMetByAStandbyThatIsAtMostThatFarBehind(String lag, int status) {
        assertThat(status("/replica", ASYNC, "lag", lag)).isEqualTo(status);
        assertThat(status("/readiness", ASYNC, "lag", lag)).isEqualTo(status);
        assertThat(status("/read-only", ASYNC, "lag", lag)).isEqualTo(status);
        assertThat(status("/read-only", LEADER, "lag", lag)).isEqualTo(200);
        assertThat(status("/readiness", LEADER, "lag", lag)).isEqualTo(200);
    }

    @Test
    void anUnknownLagMeetsNoLimit() {
        AgentSnapshot unknown = FakeAgent.standby(true, AgentSnapshot.LAG_UNKNOWN, SyncStanding.NOT_LISTED);
        assertThat(status("/replica", unknown, "lag", "16MB")).isEqualTo(503);
        assertThat(status("/replica", unknown)).isEqualTo(200);
    }

    @Test
    void aStandbyThatDoesNotReceiveIsNoneThatStreams() {
        AgentSnapshot stuck = FakeAgent.standby(false, 0, SyncStanding.NOT_LISTED);
        assertThat(status("/replica", stuck)).isEqualTo(200);
        assertThat(status("/replica", stuck, "replication-state", "streaming")).isEqualTo(503);
        assertThat(status("/replica", ASYNC, "replication-state", "streaming")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "16mb", "1e3", "99999999999999999999"})
    void aLagLimitThatIsNoneIsRefusedAndNotOverlooked(String lag) {
        assertThat(status("/replica", ASYNC, "lag", lag)).isEqualTo(400);
    }

    @Test
    void everythingThatIsWrongWithAQueryIsToldAtOnce() {
        HttpReply reply =
                HealthChecks.answer("/replica", Map.of("lagg", "1", "lag", "x", "replication-state", "asleep"), ASYNC);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("lagg", "'x'", "'asleep'");
    }
}
