package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.pgspan.model.PgspanException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kubelets of one Kubernetes cluster's nodes: for each bound pod a volume, an address, and a container that is a real process, kept
 * running (restart policy Always) and asked for its readiness. What runs depends on the pods last seen, not on an API server that answers,
 * as with a real kubelet: two loops, one for the containers, one that reports.
 */
final class Kubelet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
    private static final Duration REPORT_PERIOD = Duration.ofSeconds(2);
    private static final int GRACE_SECONDS_DEFAULT = 30;

    private final String clusterName;
    private final ApiObjects spoke;
    private final ContainerEnvironment environments;
    private final PodNetwork network;
    private final PodCertificates certificates;
    private final Volumes volumes;
    private final WorkDirectory directory;
    private final FleetOptions options;
    private final Clock clock;
    private final Map<String, PodRuntime> runtimes = new ConcurrentHashMap<>();
    private final SharedIndexInformer<GenericKubernetesResource> pods;
    private final Loop containers;
    private final Loop reports;

    Kubelet(
            String clusterName,
            ApiObjects spoke,
            ContainerEnvironment environments,
            PodNetwork network,
            PodCertificates certificates,
            WorkDirectory directory,
            FleetOptions options,
            ScheduledExecutorService executor,
            Clock clock) {
        this.clusterName = clusterName;
        this.spoke = spoke;
        this.environments = environments;
        this.network = network;
        this.certificates = certificates;
        this.volumes = new Volumes(spoke, directory.volumes(clusterName));
        this.directory = directory;
        this.options = options;
        this.clock = clock;
        PendingPoke pending = new PendingPoke();
        pods = spoke.onChange(ResourceRef.core("Pod", "", ""), pending::poke);
        reports = new Loop(executor, "kubelet reports of " + clusterName, REPORT_PERIOD, this::report);
        containers = new Loop(executor, "kubelet of " + clusterName, options.readinessPeriod(), this::look);
        pending.to(containers);
    }

    /** The informer exists before the loop that it pokes. */
    private static final class PendingPoke {
        private volatile Optional<Loop> loop = Optional.empty();

        void to(Loop target) {
            loop = Optional.of(target);
        }

        void poke() {
            loop.ifPresent(Loop::poke);
        }
    }

    private void look() {
        Map<String, ObjectNode> bound = pods.getStore().list().stream()
                .map(ApiObjects::json)
                .filter(pod -> !pod.path("spec").path("nodeName").asText("").isEmpty())
                .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
                .collect(Collectors.toMap(Ownership::uid, Function.identity()));
        for (PodRuntime runtime : List.copyOf(runtimes.values())) {
            ObjectNode pod = bound.get(runtime.container().uid());
            if (pod == null) {
                end(runtime);
            } else {
                runtime.seen(pod);
                keepRunning(runtime);
            }
        }
        bound.values().stream()
                .filter(pod -> !runtimes.containsKey(PodContainer.nameOf(pod)))
                .forEach(this::admit);
    }

    /** A pod of an old name waits until its predecessor's container has ended: they share ports and perhaps a volume. */
    private void admit(ObjectNode pod) {
        try {
            volumes.mount(pod).ifPresent(volume -> {
                PodRuntime runtime = runtime(pod, volume);
                runtimes.put(runtime.container().name(), runtime);
                keepRunning(runtime);
            });
        } catch (KubernetesClientException e) {
            LOG.debug("{} is admitted at the next look", PodContainer.nameOf(pod), e);
        }
    }

    private PodRuntime runtime(ObjectNode pod, Path volume) {
        String name = PodContainer.nameOf(pod);
        Path dataDirectory = volume.resolve("pgdata");
        PodContainer container = new PodContainer(
                name,
                Ownership.uid(pod),
                directory.pod(name),
                new ContainerLog(directory.log(name)),
                dataDirectory,
                options,
                clock);
        return new PodRuntime(
                clusterName,
                pod,
                container,
                dataDirectory,
                network.of(
                        pod.path("metadata").path("namespace").asText(),
                        pod.path("metadata").path("name").asText()),
                certificates.client(PodCertificates.clusterOf(pod)));
    }

    private void keepRunning(PodRuntime runtime) {
        PodContainer container = runtime.container();
        if (container.settle()) {
            start(runtime);
        } else if (!container.isRunning()) {
            containers.pokeAfter(container.untilNextStart());
        }
        runtime.probe(reports::poke);
    }

    private void start(PodRuntime runtime) {
        try {
            Map<String, String> environment = environment(runtime);
            runtime.environment(environment);
            runtime.container().start(environment);
            runtime.container().onEnd(containers::poke);
        } catch (PgspanException e) {
            LOG.debug("{} is started later", runtime.container().name(), e);
            runtime.container().waiting("CreateContainerConfigError", String.valueOf(e.getMessage()));
        }
        reports.poke();
    }

    private Map<String, String> environment(PodRuntime runtime) {
        try {
            return environments.resolve(runtime.pod(), runtime.dataDirectory());
        } catch (KubernetesClientException e) {
            return runtime.environment()
                    .orElseThrow(() -> new PgspanException(
                            "the API server of " + clusterName + " doesn't answer: " + e.getMessage(), e));
        }
    }

    private void end(PodRuntime runtime) {
        PodContainer container = runtime.container();
        if (runtime.killAt().isEmpty()) {
            int grace = runtime.pod()
                    .path("spec")
                    .path("terminationGracePeriodSeconds")
                    .asInt(GRACE_SECONDS_DEFAULT);
            runtime.killAt(clock.instant().plusSeconds(grace));
            container.terminate();
            container.onEnd(containers::poke);
        }
        boolean overdue = runtime.killAt().filter(clock.instant()::isAfter).isPresent();
        if (!container.isRunning() || overdue) {
            container.close();
            runtimes.remove(container.name());
            containers.poke();
        }
    }

    private void report() {
        for (PodRuntime runtime : runtimes.values()) {
            ObjectNode pod = runtime.pod();
            try {
                Optional<ObjectNode> live = spoke.get(ResourceRef.of(pod))
                        .filter(p -> Ownership.uid(p).equals(runtime.container().uid()));
                live.ifPresent(p -> report(p, runtime));
            } catch (KubernetesClientException e) {
                LOG.debug("{} is reported later", runtime.container().name(), e);
            }
        }
    }

    private void report(ObjectNode live, PodRuntime runtime) {
        ObjectNode status = PodStatus.of(live, runtime.container().state(), runtime.isReady(), clock.instant());
        if (!Canonical.equal(status, live.path("status"))) {
            spoke.patchStatus(ResourceRef.of(live), status);
        }
    }

    Map<String, PodRuntime> runtimes() {
        return runtimes;
    }

    /** SIGKILL to every container, none is started again. Neither waits for a loop nor asks an API server. */
    void killAll() {
        runtimes.values().forEach(runtime -> runtime.container().close());
    }

    @Override
    public void close() {
        containers.close();
        reports.close();
        killAll();
    }
}
