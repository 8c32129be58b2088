package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.AgentEndpoints;
import io.pgspan.agent.FailsafeAnswer;
import io.pgspan.agent.MemberAddress;
import io.pgspan.agent.PeerClient;
import io.pgspan.agent.http.AgentCommand;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.Holder;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EarlyQuestionsTest {
    private static final int LIMIT_MILLIS = 60_000;

    @Test
    void eachOtherAgentIsAskedAndAServerThatListensIsLoggedInTo() throws IOException {
        Asked asked = new Asked();
        Endpoint dead = new Endpoint("127.0.0.1", LoopbackPorts.next());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(LIMIT_MILLIS);
            Endpoint listens = new Endpoint("127.0.0.1", server.getLocalPort());
            EarlyQuestions.begin(
                    config(List.of(
                            new MemberAddress("hippo-0", false, dead, dead),
                            new MemberAddress("hippo-1", false, dead, dead),
                            new MemberAddress("hippo-2", false, listens, dead))),
                    asked);
            server.accept().close();
        }
        assertThat(asked.members).containsExactly("hippo-1", "hippo-2");
    }

    private static AgentConfig config(List<MemberAddress> members) {
        Endpoint own = members.get(0).postgres();
        return new AgentConfig(
                new Holder("hippo-0", "uid", "incarnation"),
                PostgresVersion.of("17.5"),
                members,
                HaPolicy.ofDefaults(),
                HaRules.ofDefaults(),
                new Credentials("postgres", Redacted.of("secret")),
                own,
                new AgentEndpoints(own, AgentTransport.plaintextForTests(), Set.of("hippo-1"), null),
                Map.of());
    }

    /** Agents that never answer. */
    private static final class Asked implements PeerClient {
        private final List<String> members = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<PeerStatus> ask(MemberAddress peer, Duration limit) {
            members.add(peer.name());
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<FailsafeAnswer> announce(
                MemberAddress peer, AgentCommand.Failsafe announcement, Duration limit) {
            return new CompletableFuture<>();
        }
    }
}
