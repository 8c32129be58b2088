package io.pgspan.agent.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pgspan.ha.PeerStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told, and remembers what it was told to do. */
final class FakeAgent implements AgentAnswers {
    final List<String> commands = new CopyOnWriteArrayList<>();
    volatile AgentSnapshot snapshot = leader();
    volatile CommandOutcome outcome = CommandOutcome.done("done");

    static AgentSnapshot leader() {
        return of(PeerStatus.Role.PRIMARY, true, false, 0, SyncStanding.NOT_LISTED);
    }

    static AgentSnapshot standby(boolean streaming, long lagBytes, SyncStanding sync) {
        return of(PeerStatus.Role.STANDBY, false, streaming, lagBytes, sync);
    }

    static AgentSnapshot of(PeerStatus.Role role, boolean leads, boolean streaming, long lagBytes, SyncStanding sync) {
        return new AgentSnapshot(
                role,
                leads,
                streaming,
                lagBytes,
                sync,
                false,
                false,
                true,
                leads || streaming,
                () -> JsonNodeFactory.instance.objectNode().put("role", role.name()));
    }

    @Override
    public AgentSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public CommandOutcome perform(AgentCommand command, String actor) {
        commands.add(actor + ": " + command);
        return outcome;
    }
}
