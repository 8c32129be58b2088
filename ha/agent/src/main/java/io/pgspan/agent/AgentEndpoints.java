package io.pgspan.agent;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.postgres.Endpoint;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent listens, and for whom.
 *
 * @param listen where its endpoints are
 * @param transport how callers prove who they are
 * @param callers the DNS names of certificates that may ask: the members, and whoever operates the cluster
 * @param probe where a kubelet without a certificate is told yes or no; null for nowhere
 */
public record AgentEndpoints(
        Endpoint listen,
        AgentTransport transport,
        Set<String> callers,
        @Nullable Endpoint probe) {

    /** Copies the set. */
    public AgentEndpoints {
        callers = Set.copyOf(callers);
    }

    /** Where a kubelet asks. */
    public Optional<Endpoint> probes() {
        return Optional.ofNullable(probe);
    }
}
