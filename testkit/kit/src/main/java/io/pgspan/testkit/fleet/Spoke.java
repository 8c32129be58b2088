package io.pgspan.testkit.fleet;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** One Kubernetes cluster of the fleet: what runs on it besides its API server. */
final class Spoke implements AutoCloseable {
    private final ApiObjects hub;
    private final ApiObjects own;
    private final RegistrationAgent registration;
    private final WorkAgent works;
    private final Scheduler scheduler;
    private final Kubelet kubelet;

    /** What the spokes of a fleet share. */
    record Shared(
            ApiServerHttp hub,
            ScheduledExecutorService executor,
            PodNetwork network,
            PodCertificates certificates,
            PostgresBinaries binaries,
            WorkDirectory directory,
            FleetOptions options,
            Clock clock) {}

    Spoke(KubernetesCluster cluster, ApiServerHttp server, Shared shared) {
        String name = cluster.name();
        // a client each: a spoke that is cut off from the hub must not lose its own API server
        hub = new ApiObjects(shared.hub().client());
        own = new ApiObjects(server.client());
        FleetObjects.seedSpoke(own, cluster, shared.clock().instant());
        FleetObjects.seedHub(
                hub,
                cluster,
                server.equals(shared.hub()) ? name : "",
                shared.clock().instant());
        ContainerEnvironment environments = new ContainerEnvironment(
                own,
                shared.network(),
                shared.certificates(),
                shared.binaries(),
                shared.options(),
                shared.hub().url());
        registration = new RegistrationAgent(name, hub, shared.executor(), shared.clock());
        works = new WorkAgent(name, shared.hub().url(), hub, own, shared.executor(), shared.clock()).watching();
        scheduler = new Scheduler(name, own, shared.executor(), shared.clock()).watching();
        kubelet = new Kubelet(
                name,
                own,
                environments,
                shared.network(),
                shared.certificates(),
                shared.directory(),
                shared.options(),
                shared.executor(),
                shared.clock());
    }

    Kubelet kubelet() {
        return kubelet;
    }

    @Override
    public void close() {
        kubelet.close();
        scheduler.close();
        works.close();
        registration.close();
        hub.close();
        own.close();
    }
}
