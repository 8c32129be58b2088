package io.pgspan.testkit.fleet;

import io.pgspan.agent.http.AgentDialler;
import io.pgspan.postgres.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A running pod of a {@link SimulatedFleet}: where it is, how it is reached, and what can be done to it. The handle goes by the pod's name
 * and stays good when the pod is replaced; a question about a pod that is gone throws
 * {@link io.pgspan.model.PgspanException}.
 */
public final class PodHandle {
    private final String name;
    private final Supplier<PodRuntime> runtime;

    PodHandle(String name, Supplier<PodRuntime> runtime) {
        this.name = name;
        this.runtime = runtime;
    }

    /** The pod's name. */
    public String name() {
        return name;
    }

    /** The pod's namespace. */
    public String namespace() {
        return runtime.get().pod().path("metadata").path("namespace").asText();
    }

    /** The Kubernetes cluster it runs on. */
    public String clusterName() {
        return runtime.get().clusterName();
    }

    /** The node it is bound to. */
    public String node() {
        return runtime.get().pod().path("spec").path("nodeName").asText();
    }

    /** Where its PostgreSQL listens, or would. The same for every pod of this name as long as the fleet lives. */
    public Endpoint endpoint() {
        return runtime.get().postgres();
    }

    /** Where its agent listens, or would. The same for every pod of this name as long as the fleet lives. */
    public Endpoint agentEndpoint() {
        return runtime.get().agent();
    }

    /** What its agent says; empty when it doesn't answer within 2 s. */
    public Optional<AgentStatus> status() {
        return runtime.get().status();
    }

    /**
     * Tells its agent something, under the testkit's certificate.
     *
     * @param method for example {@code POST}
     * @param path for example {@code /switchover}
     * @param body JSON, empty for none
     * @return what it answers; empty when it doesn't within 2 s
     */
    public Optional<AgentDialler.Answer> tell(String method, String path, String body) {
        return runtime.get().tell(method, path, body);
    }

    /** Whether its container runs now. */
    public boolean isRunning() {
        return runtime.get().container().isRunning();
    }

    /** Whether its container runs and answered the last readiness question with yes. */
    public boolean isReady() {
        return runtime.get().isReady();
    }

    /** How often its container was started again. */
    public int restartCount() {
        return runtime.get().container().state().restarts();
    }

    /** The last 16 KiB of what its container printed, over all restarts. */
    public String log() {
        return runtime.get().container().log().tail();
    }

    /** Where everything is that its container printed, over all restarts; gone with the fleet. */
    public Path logFile() {
        return runtime.get().container().log().file();
    }

    /** The data directory of its PostgreSQL. */
    public Path dataDirectory() {
        return runtime.get().dataDirectory();
    }

    /** The processes of its container: the agent first, PostgreSQL and its children. */
    public List<Long> processIds() {
        return runtime.get().container().processIds();
    }

    /**
     * What the crash of a node does to a container: SIGKILL to the agent, to PostgreSQL's postmaster and to all its children. They are gone
     * when this returns; the kubelet starts the container again, at once the first time, unless {@link #suspendRestarts} came before.
     */
    public void killContainer() {
        runtime.get().container().kill();
    }

    /** SIGKILL to PostgreSQL's postmaster and all its children, which are gone when this returns; the agent lives on. */
    public void killPostgres() {
        runtime.get().container().killPostgres();
    }

    /** From now on an ended container stays down. */
    public void suspendRestarts() {
        runtime.get().container().suspendRestarts(true);
    }

    /** Ended containers are started again; one that is down, at the kubelet's next look. */
    public void resumeRestarts() {
        runtime.get().container().suspendRestarts(false);
    }

    @Override
    public String toString() {
        return name;
    }
}
