package io.pgspan.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.http.AgentAnswers;
import io.pgspan.agent.http.AgentCommand;
import io.pgspan.agent.http.AgentServer;
import io.pgspan.agent.http.AgentSnapshot;
import io.pgspan.agent.http.CommandOutcome;
import io.pgspan.agent.http.ProbeServer;
import io.pgspan.agent.http.SyncStanding;
import io.pgspan.ha.PeerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The endpoints of an agent that can only be asked, never told: its own, and the ones for probes. */
final class StatusServer implements AutoCloseable {
    private final List<AutoCloseable> servers = new ArrayList<>();

    /** What the agent answers with. */
    record Answers(
            Supplier<ObjectNode> status,
            BooleanSupplier primary,
            BooleanSupplier replica,
            BooleanSupplier ready,
            BooleanSupplier alive)
            implements AgentAnswers {

        @Override
        public AgentSnapshot snapshot() {
            ObjectNode document = status.get();
            return new AgentSnapshot(
                    PeerStatus.Role.valueOf(document.path("role").asText()),
                    primary.getAsBoolean(),
                    replica.getAsBoolean(),
                    AgentSnapshot.LAG_UNKNOWN,
                    SyncStanding.NOT_LISTED,
                    false,
                    false,
                    alive.getAsBoolean(),
                    ready.getAsBoolean(),
                    () -> document);
        }

        @Override
        public CommandOutcome perform(AgentCommand command, String actor) {
            return CommandOutcome.unavailable("this agent takes no commands");
        }
    }

    StatusServer(AgentEndpoints endpoints, Answers answers) {
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
