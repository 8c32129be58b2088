package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsFiles;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.testkit.base.certificates.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The certificates of a fleet's pods: each PostgreSQL cluster has an authority, each pod a certificate for its name, made when its
 * container first starts and kept as long as the fleet lives. The testkit asks agents under a name of its own.
 */
final class PodCertificates {
    /** The name the testkit asks under. */
    static final String TESTKIT = "pgspan-testkit";

    private static final String CLUSTER_LABEL = "pgspan.io/cluster";

    private final WorkDirectory directory;
    private final Map<String, TestAuthority> authorities = new ConcurrentHashMap<>();
    private final Map<String, AgentClient> clients = new ConcurrentHashMap<>();

    PodCertificates(WorkDirectory directory) {
        this.directory = directory;
    }

    /** The PostgreSQL cluster a pod belongs to, with its namespace; pods without one share theirs. */
    static String clusterOf(ObjectNode pod) {
        return pod.path("metadata").path("namespace").asText() + "/"
                + pod.path("metadata").path("labels").path(CLUSTER_LABEL).asText("");
    }

    /** The directory of a pod's certificate, as a secret would be mounted. */
    synchronized Path of(String cluster, String pod) {
        Path own = directory.certificates(cluster).resolve(pod);
        if (!Files.exists(own)) {
            authorities
                    .computeIfAbsent(cluster, TestAuthority::create)
                    .issue(pod)
                    .writeTo(own);
        }
        return own;
    }

    /** A client whom the agents of a cluster answer. */
    AgentClient client(String cluster) {
        return clients.computeIfAbsent(
                cluster,
                name -> new AgentClient(
                        AgentTransport.mutualTls(TlsIdentity.load(TESTKIT, TlsFiles.in(of(name, TESTKIT))))));
    }
}
