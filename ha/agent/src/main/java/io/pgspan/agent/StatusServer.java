package io.pgspan.agent;

import io.pgspan.agent.http.AgentAnswers;
import io.pgspan.agent.http.AgentServer;
import io.pgspan.agent.http.ProbeServer;
import java.util.ArrayList;
import java.util.List;

/** The endpoints of an agent: its own, and the ones for probes. */
final class StatusServer implements AutoCloseable {
    private final List<AutoCloseable> servers = new ArrayList<>();

    StatusServer(AgentEndpoints endpoints, AgentAnswers answers) {
        servers.add(AgentServer.start(endpoints.listen(), endpoints.transport(), endpoints.callers(), answers));
        try {
            endpoints.probes().ifPresent(probes -> servers.add(ProbeServer.start(probes, answers)));
        } catch (AgentException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (AutoCloseable server : servers) {
            if (server instanceof AgentServer own) {
                own.close();
            } else if (server instanceof ProbeServer probes) {
                probes.close();
            }
        }
    }
}
