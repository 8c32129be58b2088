package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.http.AgentDialler;
import io.pgspan.postgres.Endpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A pod on a node: its object as last seen, its container, and whether it is ready. */
final class PodRuntime {
    private static final int NOT_READY = -1;

    private final String clusterName;
    private final PodContainer container;
    private final Path dataDirectory;
    private final PodNetwork.Ports ports;
    private final AgentClient client;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile ObjectNode pod;
    private volatile int readyRun = NOT_READY;
    private volatile @Nullable Map<String, String> environment;
    private volatile @Nullable Instant killAt;

    PodRuntime(
            String clusterName,
            ObjectNode pod,
            PodContainer container,
            Path dataDirectory,
            PodNetwork.Ports ports,
            AgentClient client) {
        this.clusterName = clusterName;
        this.pod = pod;
        this.container = container;
        this.dataDirectory = dataDirectory;
        this.ports = ports;
        this.client = client;
    }

    String clusterName() {
        return clusterName;
    }

    PodContainer container() {
        return container;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    Endpoint postgres() {
        return new Endpoint(PodNetwork.HOST, ports.postgres());
    }

    Endpoint agent() {
        return new Endpoint(PodNetwork.HOST, ports.agent());
    }

    /** What its agent says; empty when it doesn't answer in time. */
    Optional<AgentStatus> status() {
        return client.status(name(), agent());
    }

    /** Tells its agent something. */
    Optional<AgentDialler.Answer> tell(String method, String path, String body) {
        return client.tell(name(), agent(), method, path, body);
    }

    private String name() {
        return pod.path("metadata").path("name").asText();
    }

    ObjectNode pod() {
        return pod;
    }

    void seen(ObjectNode newest) {
        pod = newest;
    }

    /** The environment of the last start, for a start while the API server doesn't answer. */
    Optional<Map<String, String>> environment() {
        return Optional.ofNullable(environment);
    }

    void environment(Map<String, String> resolved) {
        environment = resolved;
    }

    /** Ready is a run of the container, not the container: a new run begins without it. */
    boolean isReady() {
        return readyRun == container.currentRun();
    }

    /** Asks the container's readiness unless a question is open; {@code changed} runs when the answer is a new one. */
    void probe(Runnable changed) {
        int run = container.currentRun();
        if (run == PodContainer.NO_RUN) {
            set(NOT_READY, changed);
        } else if (probing.compareAndSet(false, true)) {
            CompletableFuture<Void> unused = Probes.isOk(new Endpoint(PodNetwork.HOST, ports.probe()), "/readiness")
                    .thenAccept(answer -> {
                        probing.set(false);
                        set(answer ? run : NOT_READY, changed);
                    });
        }
    }

    private void set(int run, Runnable changed) {
        int before = readyRun;
        readyRun = run;
        if (before != run) {
            changed.run();
        }
    }

    /** When a pod that is being deleted has waited long enough. */
    Optional<Instant> killAt() {
        return Optional.ofNullable(killAt);
    }

    void killAt(Instant instant) {
        killAt = instant;
    }
}
