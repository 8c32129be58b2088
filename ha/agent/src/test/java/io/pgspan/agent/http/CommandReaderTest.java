package io.pgspan.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.Holder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {

    private static CommandReader.Result read(String method, String path, String body) {
        return CommandReader.read(method, path, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> wrong(String method, String path, String body) {
        return read(method, path, body).violations().stream()
                .map(v -> v.path() + " " + v.problem())
                .toList();
    }

    @Test
    void wellFormedCommandsAreUnderstood() {
        assertThat(read("POST", "/switchover", "{'leader':'hippo-0'}").command())
                .contains(new AgentCommand.Switchover("hippo-0", null, null));
        assertThat(read(
                                "POST",
                                "/switchover",
                                "{'leader':'hippo-0','candidate':'hippo-1','scheduledAt':'2026-01-31T23:59:00+02:00'}")
                        .command())
                .contains(new AgentCommand.Switchover("hippo-0", "hippo-1", Instant.parse("2026-01-31T21:59:00Z")));
        assertThat(read("POST", "/failover", "{'candidate':'hippo-1'}").command())
                .contains(new AgentCommand.Failover("hippo-1", 0));
        assertThat(read("POST", "/failover", "{'candidate':'hippo-1','maxLostBytes':16777216}")
                        .command())
                .contains(new AgentCommand.Failover("hippo-1", 16_777_216));
        assertThat(read("POST", "/pause", "").command()).contains(new AgentCommand.Pause(""));
        assertThat(read("POST", "/resume", "{'reason':'done'}").command()).contains(new AgentCommand.Resume("done"));
        assertThat(read("POST", "/abandon", "{\"holder\":\"hippo-0\"}").command())
                .contains(new AgentCommand.Abandon("hippo-0"));
        assertThat(read("POST", "/abandon", "").violations())
                .extracting(Violation::path)
                .containsExactly("holder");
        assertThat(read("DELETE", "/switchover", "").command()).contains(new AgentCommand.CancelSwitchover());
        assertThat(read(
                                "POST",
                                "/failsafe",
                                "{'member':'hippo-0','podUid':'u','incarnation':'i','epoch':3,'version':'17'}")
                        .command())
                .contains(new AgentCommand.Failsafe(new Holder("hippo-0", "u", "i"), 3, "17"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(wrong("POST", "/switchover", "{'candidate':7,'scheduledAt':'tomorrow','canidate':'hippo-1'}"))
                .containsExactlyInAnyOrder(
                        "leader is missing",
                        "candidate is no text of at most 1024 characters",
                        "scheduledAt 'tomorrow' is no moment; wanted is 2026-01-31T23:59:00Z, the offset included",
                        "canidate is not known");
        assertThat(wrong("POST", "/failsafe", "{}"))
                .containsExactlyInAnyOrder(
                        "member is missing",
                        "podUid is missing",
                        "incarnation is missing",
                        "epoch is no whole number from 0",
                        "version is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/switchover|{'leader':'a','candidate':'a'}|candidate is the leader itself",
                "/switchover|{'leader':''}|leader is empty",
                "/switchover|{'leader':'a','scheduledAt':'2026-01-31T23:59:00'}|scheduledAt '2026-01-31T23:59:00' is no moment; wanted is 2026-01-31T23:59:00Z, the offset included",
                "/failover|{'candidate':'a','scheduledAt':'2026-01-31T23:59:00Z'}|scheduledAt a failover is never scheduled; ask for a switchover",
                "/failover|{'candidate':'a','maxLostBytes':-1}|maxLostBytes is no whole number from 0",
                "/failover|{'candidate':'a','maxLostBytes':1.5}|maxLostBytes is no whole number from 0",
                "/failover|{'candidate':'a','maxLostBytes':99999999999999999999}|maxLostBytes is no whole number from 0",
                "/pause|[]| the body is no JSON object",
                "/pause|null| the body is no JSON object",
                "/resume|{'reason':[]}|reason is no text of at most 1024 characters"
            })
    void aMalformedCommandIsRefusedWithThis(String path, String body, String problem) {
        assertThat(wrong("POST", path, body)).containsExactly(problem.startsWith("the") ? " " + problem : problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "{'reason':'a','reason':'b'}", "{} {}", "nonsense"})
    void whatIsNoJsonIsRefused(String body) {
        assertThat(wrong("POST", "/pause", body)).singleElement().asString().startsWith(" the body is no JSON");
    }

    @Property(tries = 300)
    void noBytesWhateverMakeItFail(@ForAll byte[] body) {
        CommandReader.Result result = CommandReader.read("POST", "/switchover", body);
        assertThat(result.command().isPresent()).isEqualTo(result.violations().isEmpty());
    }
}
