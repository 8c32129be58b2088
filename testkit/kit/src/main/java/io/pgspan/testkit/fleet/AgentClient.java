package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.agent.http.AgentDialler;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Endpoint;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Asks agents under a certificate of its own. Each question is answered or given up within 2 s. */
public final class AgentClient {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentDialler dialler;

    AgentClient(AgentTransport transport) {
        dialler = new AgentDialler(transport);
    }

    /**
     * What an agent says of its member; empty when it doesn't answer within 2 s.
     *
     * @throws PgspanException when the answer is not a status
     */
    public Optional<AgentStatus> status(String member, Endpoint agent) {
        try {
            AgentDialler.Answer answer =
                    dialler.get(member, agent, "/status", LIMIT).get();
            return answer.status() == HttpURLConnection.HTTP_OK
                    ? Optional.of(AgentStatus.of(JSON.readTree(answer.body())))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new PgspanException("agent " + agent + ": its status is not JSON: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Tells an agent something.
     *
     * @param method and path, for example {@code POST} and {@code /switchover}
     * @param body JSON, empty for none
     * @return the answer; empty when there is none within 2 s
     */
    public Optional<AgentDialler.Answer> tell(String member, Endpoint agent, String method, String path, String body) {
        try {
            return Optional.of(
                    dialler.send(member, agent, method, path, body, LIMIT).get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
