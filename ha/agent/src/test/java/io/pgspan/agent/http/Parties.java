package io.pgspan.agent.http;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsFiles;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.certificates.TestAuthority;
import io.pgspan.testkit.base.certificates.TestCertificate;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** An agent called {@code hippo-0} that listens under a certificate, and those who ask it. */
final class Parties implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Set<String> CALLERS = Set.of("hippo-0", "hippo-1", "operator");

    final TestAuthority authority = TestAuthority.create("hippo");
    final FakeAgent agent = new FakeAgent();
    final Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());
    private final Path root;
    private final List<AgentServer> servers = new ArrayList<>();
    private int directories;

    Parties(Path root) {
        this.root = root;
    }

    Parties listening() {
        return listening(tls("hippo-0", authority.issue("hippo-0")));
    }

    Parties listening(AgentTransport transport) {
        servers.add(AgentServer.start(endpoint, transport, CALLERS, agent));
        return this;
    }

    AgentTransport tls(String member, TestCertificate certificate) {
        return tls(member, certificate.writeTo(root.resolve("tls-" + directories++)));
    }

    static AgentTransport tls(String member, Path directory) {
        return AgentTransport.mutualTls(TlsIdentity.load(member, TlsFiles.in(directory)));
    }

    /** What a caller of that name, certified by the cluster's authority, asks with. */
    AgentDialler caller(String name) {
        return new AgentDialler(tls(name, authority.issue(name)));
    }

    /** The answer to {@code GET path}, asked of {@code hippo-0}. */
    AgentDialler.Answer get(AgentDialler caller, String path) throws Exception {
        return send(caller, "GET", path, "");
    }

    AgentDialler.Answer send(AgentDialler caller, String method, String path, String body) throws Exception {
        return caller.send("hippo-0", endpoint, method, path, body, LIMIT).get();
    }

    /** Everything that went wrong in a question that was not answered. */
    static String causes(ExecutionException e) {
        StringBuilder all = new StringBuilder();
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        servers.forEach(AgentServer::close);
    }
}
