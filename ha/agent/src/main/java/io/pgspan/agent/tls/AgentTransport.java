package io.pgspan.agent.tls;

import java.util.function.Function;
import java.util.function.Supplier;

/** How agents talk to each other. */
public sealed interface AgentTransport {

    /**
     * TLS with certificates on both sides.
     *
     * @param identity who this agent is and whom it trusts
     */
    record MutualTls(TlsIdentity identity) implements AgentTransport {}

    /** Nothing: whoever reaches the port can lie about a member's position and elect a primary with it. */
    record Plaintext() implements AgentTransport {}

    /** For agents: certificates on both sides. */
    static AgentTransport mutualTls(TlsIdentity identity) {
        return new MutualTls(identity);
    }

    /** For tests on one machine only. */
    static AgentTransport plaintextForTests() {
        return new Plaintext();
    }

    /** One answer for each case. */
    default <T> T match(Function<TlsIdentity, T> mutualTls, Supplier<T> plaintext) {
        return this instanceof MutualTls tls ? mutualTls.apply(tls.identity()) : plaintext.get();
    }
}
