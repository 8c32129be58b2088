package io.pgspan.testkit.fleet;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet of Kubernetes clusters in one JVM. Each cluster, the hub included, has an API server over HTTP, a scheduler, and kubelets that
 * start a real process for each pod; Open Cluster Management's agents carry ManifestWorks from the hub's namespace of each cluster to its
 * spoke and report back. Nothing of a real Kubernetes is needed.
 *
 * <p>What is real: the clients and their requests, the processes, PostgreSQL. What is simulated: the API servers (see
 * {@link ApiServerModel} for what they lack), placement on nodes, the network, where every pod is at 127.0.0.1 with ports of its own.
 *
 * <pre>{@code
 * try (SimulatedFleet fleet = SimulatedFleet.start(clusters, FleetOptions.ofDefaults())) {
 *     deliver(fleet.hubClient());
 *     Await.until("postgres-0 is ready", Duration.ofSeconds(30), () -> fleet.pod("postgres-0").isReady());
 *     fleet.pod("postgres-0").killContainer();
 * }
 * }</pre>
 *
 * <p>{@link #close} ends every process it started and deletes its work directory; so does a shutdown hook when the JVM is ended by SIGTERM
 * or Ctrl-C. A JVM that is killed can't: agents then end themselves, and the directory stays.
 */
public final class SimulatedFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedFleet.class);
    private static final int THREADS_MIN = 4;

    private final Fleet description;
    private final WorkDirectory directory;
    private final PostgresBinaries binaries;
    private final ScheduledThreadPoolExecutor executor;
    private final Map<String, ApiServerHttp> servers = new LinkedHashMap<>();
    private final Map<String, KubernetesClient> clients = new LinkedHashMap<>();
    private final List<Spoke> spokes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::endProcesses, "pgspan-fleet-shutdown");

    private SimulatedFleet(Fleet description, FleetOptions options) {
        this.description = description;
        directory = WorkDirectory.create(options.directory());
        Runtime.getRuntime().addShutdownHook(hook);
        binaries = new PostgresBinaries(options.binariesCache().orElseGet(directory::binaries));
        executor = executor(Math.max(THREADS_MIN, 2 * description.clusters().size()));
    }

    /**
     * Starts a fleet.
     *
     * @param fleet its clusters, nodes and storage classes; a hub that is none of the clusters gets an API server of its own
     * @param options the settings
     * @throws PgspanException when the work directory can't be made; nothing is left behind
     */
    public static SimulatedFleet start(Fleet fleet, FleetOptions options) {
        SimulatedFleet started = new SimulatedFleet(fleet, options);
        try {
            started.startClusters(options);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void startClusters(FleetOptions options) {
        Clock clock = Clock.systemUTC();
        Stream.concat(Stream.of(description.hub()), description.names().stream())
                .distinct()
                .forEach(name -> {
                    ApiServerHttp server = new ApiServerHttp(
                            ApiServerModel.builder(clock).name(name).build());
                    servers.put(name, server);
                    clients.put(name, server.client());
                });
        Spoke.Shared shared = new Spoke.Shared(
                hub(), executor, new PodNetwork(), new PodCertificates(directory), binaries, directory, options, clock);
        for (KubernetesCluster cluster : description.clusters()) {
            spokes.add(new Spoke(cluster, server(cluster.name()), shared));
        }
    }

    private static ScheduledThreadPoolExecutor executor(int threads) {
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "pgspan-fleet-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    /** What it was started from. */
    public Fleet description() {
        return description;
    }

    /** The hub's API server. */
    public ApiServerHttp hub() {
        return server(description.hub());
    }

    /** A client of the hub, closed with the fleet. */
    public KubernetesClient hubClient() {
        return client(description.hub());
    }

    /**
     * A cluster's API server, also for faults between it and its clients.
     *
     * @throws PgspanException when the fleet has no such cluster
     */
    public ApiServerHttp server(String clusterName) {
        return known(servers, clusterName);
    }

    /**
     * A client of a cluster, closed with the fleet.
     *
     * @throws PgspanException when the fleet has no such cluster
     */
    public KubernetesClient client(String clusterName) {
        return known(clients, clusterName);
    }

    private static <T> T known(Map<String, T> byName, String clusterName) {
        T found = byName.get(clusterName);
        if (found == null) {
            throw new PgspanException("the fleet has no cluster '" + clusterName + "'; it has " + byName.keySet());
        }
        return found;
    }

    /**
     * A pod that a kubelet runs, by its name, or by namespace/name where the name alone is not unique.
     *
     * @throws PgspanException when there is none, or more than one
     */
    public PodHandle pod(String name) {
        runtime(name);
        return new PodHandle(name.substring(name.indexOf('/') + 1), () -> runtime(name));
    }

    /** All pods that kubelets run, by name. */
    public List<PodHandle> pods() {
        return runtimes()
                .map(r -> r.container().name())
                .sorted(Comparator.naturalOrder())
                .map(this::pod)
                .toList();
    }

    private Stream<PodRuntime> runtimes() {
        return spokes.stream().flatMap(s -> s.kubelet().runtimes().values().stream());
    }

    private PodRuntime runtime(String name) {
        List<PodRuntime> found = runtimes()
                .filter(r -> r.container().name().equals(name)
                        || r.container().name().endsWith("/" + name))
                .toList();
        if (found.size() != 1) {
            throw new PgspanException("no kubelet runs exactly one pod '" + name + "'; running are "
                    + runtimes().map(r -> r.container().name()).sorted().toList());
        }
        return found.get(0);
    }

    /**
     * The PostgreSQL that pods of a major version run on: a full installation of this machine, else an embedded one, unpacked if need be.
     *
     * @throws PgspanException when there is none of that major
     */
    public PostgresInstall postgres(int major) {
        return binaries.install(major);
    }

    /** Where volumes, logs and temporary files are; deleted by {@link #close}. */
    public Path workDirectory() {
        return directory.root();
    }

    private void endProcesses() {
        spokes.forEach(spoke -> spoke.kubelet().killAll());
        directory.delete();
    }

    /** Ends all processes with SIGKILL, all loops and servers, and deletes the work directory. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        spokes.forEach(Spoke::close);
        executor.shutdownNow();
        servers.values().forEach(ApiServerHttp::close);
        endProcesses();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM is shutting down: the hook cleans up as well");
        }
    }
}
