package io.pgspan.multicluster.agent;

import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.MemberAddress;
import io.pgspan.agent.PeerClient;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each other member's agent once, and logs in to the first PostgreSQL that answers, while the rest of the agent gets ready: a JVM's first
 * mutual TLS takes it 0.2 s and its first login 0.1 s, and a member that returns needs both before it can follow anybody. What it hears is
 * forgotten.
 */
final class EarlyQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyQuestions.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private EarlyQuestions() {}

    /** Nothing waits for them, and they end by themselves. */
    static void begin(AgentConfig config, PeerClient client) {
        List<MemberAddress> others = config.members().stream()
                .filter(m -> !m.name().equals(config.me().member()))
                .toList();
        for (MemberAddress other : others) {
            var unused = client.ask(other, LIMIT);
        }
        if (!config.arbiter()) {
            Early.thread("login", () -> {
                boolean done = others.stream().filter(m -> !m.arbiter()).anyMatch(m -> answers(config, m));
                LOG.debug("{}", done ? "logged in early" : "no other member's PostgreSQL answers");
            });
        }
    }

    private static boolean answers(AgentConfig config, MemberAddress member) {
        try (PostgresProbe probe = new PostgresProbe(member.postgres(), config.superuser())) {
            probe.status(LIMIT);
            return true;
        } catch (PostgresUnavailableException e) {
            LOG.debug("{} was not asked early: {}", member.name(), e.getMessage());
            return false;
        }
    }
}
