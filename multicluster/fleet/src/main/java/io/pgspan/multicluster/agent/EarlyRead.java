package io.pgspan.multicluster.agent;

import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.model.PgspanException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the record's servers, and reads the record once, on a thread of its own while the rest of the agent gets ready: a Kubernetes client
 * and its first answer take a JVM half a second of processor time, and a member that was killed is waited for. What is read is forgotten,
 * the agent decides by what it reads itself.
 */
final class EarlyRead {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyRead.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final CompletableFuture<RecordServers> servers = new CompletableFuture<>();

    private EarlyRead() {}

    /** Starts a thread that ends by itself. */
    static EarlyRead begin(AgentEnvironment env) {
        EarlyRead read = new EarlyRead();
        Thread thread = new Thread(() -> read.run(env), "pgspan-early-read");
        thread.setDaemon(true);
        thread.start();
        return read;
    }

    private void run(AgentEnvironment env) {
        try {
            RecordServers made = env.recordServers();
            servers.complete(made);
            readOnce(made, env);
        } catch (RuntimeException e) {
            servers.completeExceptionally(e);
        }
    }

    private static void readOnce(RecordServers servers, AgentEnvironment env) {
        try (RecordStore store = servers.store(env.member(), env.namespace(), env.cluster())) {
            store.read(LIMIT);
        } catch (StoreException e) {
            LOG.debug("the record was not read early: {}", e.getMessage());
        }
    }

    /**
     * The servers as soon as they are made; not whether they have answered.
     *
     * @throws PgspanException what {@link AgentEnvironment#recordServers} throws
     */
    RecordServers servers() {
        try {
            return servers.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PgspanException told ? told : e;
        }
    }
}
