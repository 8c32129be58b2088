package io.pgspan.agent.http;

import io.pgspan.postgres.Endpoint;
import java.util.Map;
import java.util.Set;

/**
 * What a kubelet asks, on a port of its own and without a certificate, for a kubelet has none to show: {@code GET /liveness} and
 * {@code GET /readiness}, answered by 200 or 503. No position, no role, no command: nothing that is said here can elect anybody, and
 * parameters are not read. Like the agent's own endpoints it gives every caller its own thread and every phase a deadline.
 */
public final class ProbeServer implements AutoCloseable {
    private static final Set<String> PATHS = Set.of("/liveness", "/readiness");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final AgentAnswers answers;
    private final HttpListener listener;

    private ProbeServer(Endpoint listen, AgentAnswers answers) {
        this.answers = answers;
        this.listener = new HttpListener(listen, "pgspan-probes", Doorway::open, this::answer);
    }

    /**
     * Starts to listen.
     *
     * @param listen where
     * @param answers the agent
     * @throws io.pgspan.agent.AgentException when the address can't be had
     */
    public static ProbeServer start(Endpoint listen, AgentAnswers answers) {
        return new ProbeServer(listen, answers);
    }

    private HttpReply answer(HttpAsk ask) {
        if (!PATHS.contains(ask.path())) {
            return HttpReply.text(
                    404, "only " + String.join(" and ", PATHS.stream().sorted().toList()));
        }
        return METHODS.contains(ask.method())
                ? HealthChecks.answer(ask.path(), Map.of(), answers.snapshot())
                : HttpReply.text(405, "GET");
    }

    @Override
    public void close() {
        listener.close();
    }
}
