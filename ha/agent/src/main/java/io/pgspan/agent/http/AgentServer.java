package io.pgspan.agent.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.postgres.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's endpoints. Callers prove who they are by a certificate of the cluster's authority; one that is for none of the
 * names that may ask is answered 403, whatever it asks.
 *
 * <table>
 * <caption>Endpoints</caption>
 * <tr><td>{@code GET /status}</td><td>the member's status document; what peers elect by</td></tr>
 * <tr><td>{@code GET /}, {@code /primary}, {@code /read-write}, {@code /leader}</td><td>yes while it leads</td></tr>
 * <tr><td>{@code GET /replica}, {@code /sync}, {@code /quorum}, {@code /async}</td><td>yes for such a standby; {@code lag} limits how far behind</td></tr>
 * <tr><td>{@code GET /read-only}, {@code /read-only-sync}, …</td><td>the same, or it leads</td></tr>
 * <tr><td>{@code GET /health}, {@code /liveness}, {@code /readiness}</td><td>PostgreSQL answers; the agent turns; clients may come</td></tr>
 * <tr><td>{@code POST /switchover}, {@code /failover}, {@code /pause}, {@code /resume}, {@code /failsafe}, {@code DELETE /switchover}</td>
 * <td>commands; a body of JSON; 400 names all that is wrong with it</td></tr>
 * </table>
 *
 * <p>A body has at most 16 KiB, a head 8 KiB; a handshake, the reading of a request and the writing of an answer have 2 s each.
 */
public final class AgentServer implements AutoCloseable {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);

    private final AgentAnswers answers;
    private final Set<String> callers;
    private final boolean anonymous;
    private final HttpListener listener;

    private AgentServer(Endpoint listen, AgentTransport transport, Set<String> callers, AgentAnswers answers) {
        this.answers = answers;
        this.callers = callers.stream().map(c -> c.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.anonymous = transport.match(tls -> false, () -> true);
        this.listener = new HttpListener(listen, "pgspan-endpoints", Doorway.of(transport), this::answer);
    }

    /**
     * Starts to listen.
     *
     * @param listen where
     * @param transport how callers prove who they are
     * @param callers the DNS names of certificates that may ask: the members, and whoever operates the cluster
     * @param answers the agent
     * @throws io.pgspan.agent.AgentException when the address can't be had
     */
    public static AgentServer start(
            Endpoint listen, AgentTransport transport, Set<String> callers, AgentAnswers answers) {
        return new AgentServer(listen, transport, callers, answers);
    }

    private HttpReply answer(HttpAsk ask) {
        Optional<String> caller = anonymous
                ? Optional.of(Doorway.ANONYMOUS)
                : ask.callers().stream().filter(callers::contains).sorted().findFirst();
        if (caller.isEmpty()) {
            LOG.warn("refused: a certificate for {}, which is no caller of this cluster", ask.callers());
            return error(403, "the certificate is for none of the names that may ask")
                    .last();
        }
        if (CommandReader.knows(ask.method(), ask.path())) {
            return command(ask, caller.get());
        }
        if (!HealthChecks.knows(ask.path()) && !ask.path().equals("/status")) {
            int status = CommandReader.knows(ask.path()) ? 405 : 404;
            return error(status, ask.method() + " " + ask.path() + " is no endpoint of an agent");
        }
        if (!READS.contains(ask.method())) {
            return error(405, ask.path() + " is asked by GET");
        }
        AgentSnapshot member = answers.snapshot();
        return ask.path().equals("/status")
                ? HttpReply.json(200, member.status().get())
                : HealthChecks.answer(ask.path(), ask.query(), member);
    }

    private HttpReply command(HttpAsk ask, String caller) {
        CommandReader.Result read = CommandReader.read(ask.method(), ask.path(), ask.body());
        AgentCommand command = read.command().orElse(null);
        if (command == null) {
            return Violation.reply(read.violations());
        }
        if (command instanceof AgentCommand.Failsafe failsafe
                && !anonymous
                && !failsafe.holder().member().equals(caller)) {
            return Violation.reply(List.of(new Violation("member", "is not the caller, " + caller)));
        }
        CommandOutcome outcome = answers.perform(command, caller);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", outcome.kind().name().toLowerCase(Locale.ROOT))
                .put("message", outcome.message());
        outcome.details().forEach(body::put);
        return HttpReply.json(outcome.kind().status(), body);
    }

    private static HttpReply error(int status, String message) {
        return HttpReply.json(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    /** Stops listening and cuts every caller off. */
    @Override
    public void close() {
        listener.close();
    }
}
