package io.pgspan.multicluster.agent;

import io.pgspan.ha.record.RecordStore;
import io.pgspan.model.PgspanException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the record's servers early, and reads the record once: a Kubernetes client and its first answer take a JVM half a second of processor
 * time. What is read is forgotten, the agent decides by what it reads itself.
 */
final class EarlyRead {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyRead.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Early<RecordServers> servers;

    private EarlyRead(Early<RecordServers> servers) {
        this.servers = servers;
    }

    /** Starts threads that end by themselves. */
    static EarlyRead begin(AgentEnvironment env) {
        EarlyRead read = new EarlyRead(Early.begin("servers", env::recordServers));
        Early.thread("read", () -> read.once(env));
        return read;
    }

    private void once(AgentEnvironment env) {
        try (RecordStore store = servers().store(env.member(), env.namespace(), env.cluster())) {
            store.read(LIMIT);
        } catch (PgspanException e) {
            LOG.debug("the record was not read early: {}", e.getMessage());
        }
    }

    /**
     * The servers as soon as they are made; not whether they have answered.
     *
     * @throws PgspanException what {@link AgentEnvironment#recordServers} throws
     */
    RecordServers servers() {
        return servers.get();
    }
}
