package io.pgspan.benchmarks.failover;

import io.pgspan.agent.http.AgentDialler;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.multicluster.DeliveryListener;
import io.pgspan.multicluster.FleetClient;
import io.pgspan.multicluster.Pgspan;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.fleet.FleetOptions;
import io.pgspan.testkit.fleet.SimulatedFleet;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Real agents and real PostgreSQL servers, as pods of a simulated Kubernetes whose API servers listen on the loopback interface. The
 * policy is the default one: lease 5 s, renewal deadline 3 s, stop budget 1 s, a look every 250 ms.
 */
final class PgspanContender implements Contender {
    private static final String KUBERNETES_CLUSTER = "bench";
    private static final String HUB = "hub";

    /** How often a kubelet asks a pod for its readiness unless told otherwise. */
    private static final Duration KUBERNETES_PROBES = Duration.ofSeconds(10);

    private final SimulatedFleet fleet;
    private final PostgresCluster cluster;

    private PgspanContender(SimulatedFleet fleet, PostgresCluster cluster) {
        this.fleet = fleet;
        this.cluster = cluster;
    }

    /**
     * Starts one; its members come up after this returns.
     *
     * @param major of a PostgreSQL on this machine
     * @param synchronous whether each commit waits for any one standby
     * @param image what its agents run
     */
    static PgspanContender start(int major, boolean synchronous, Credentials credentials, AgentImage image) {
        PostgresCluster cluster = PostgresCluster.builder()
                .namespace("demo")
                .name("bench")
                .version(Integer.toString(major))
                .replicas(BenchmarkPlan.MEMBERS)
                .replication(synchronous ? Replication.anySynchronous(1) : Replication.asynchronous())
                .placement(PlacementPolicy.builder()
                        .on(KUBERNETES_CLUSTER, 0, 1, 2)
                        .slice("kubeslice-demo", "demo")
                        .build())
                .build();
        Fleet clusters = FleetReader.read(
                        ManifestSet.of(List.of()), cluster.placement(), Optional.of(HUB), FleetDefaults.ofDefaults())
                .fleet();
        SimulatedFleet fleet = SimulatedFleet.start(clusters, options(image));
        try {
            Pgspan pgspan = Pgspan.on(FleetClient.of(clusters.hub(), fleet.hubClient()))
                    .over(clusters)
                    .using(NativeEngineOptions.of(credentials.password()));
            pgspan.apply(pgspan.plan(cluster, pgspan.observe(cluster)), DeliveryListener.none());
            return new PgspanContender(fleet, cluster);
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private static FleetOptions options(AgentImage image) {
        List<String> flags = new ArrayList<>(FleetOptions.ofDefaults().jvmFlags());
        flags.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        flags.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        flags.add("-Dorg.slf4j.simpleLogger.showThreadName=false");
        flags.add(image.flag());
        return FleetOptions.builder()
                .jvmFlags(flags)
                .classPath(image.classPath())
                .readinessPeriod(KUBERNETES_PROBES)
                .build();
    }

    @Override
    public String name() {
        return "pgspan";
    }

    @Override
    public List<String> members() {
        return IntStream.range(0, cluster.replicas()).mapToObj(cluster::podName).toList();
    }

    @Override
    public Endpoint postgres(String member) {
        return fleet.pod(member).endpoint();
    }

    @Override
    public Path data(String member) {
        return fleet.pod(member).dataDirectory();
    }

    @Override
    public long agent(String member) {
        return fleet.pod(member).processIds().get(0);
    }

    @Override
    public boolean isSettled(boolean synchronous) {
        return true; // PostgreSQL is told to wait after the record names whom for
    }

    @Override
    public Duration settle() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void killNode(String member) {
        fleet.pod(member).suspendRestarts();
        fleet.pod(member).killContainer();
    }

    @Override
    public void startNode(String member) {
        fleet.pod(member).resumeRestarts();
    }

    @Override
    public void switchover(String leader, String candidate) {
        Optional<AgentDialler.Answer> answer = fleet.pod(leader)
                .tell("POST", "/switchover", "{\"leader\":\"" + leader + "\",\"candidate\":\"" + candidate + "\"}");
        if (answer.isEmpty() || answer.get().status() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new PgspanException("switchover from " + leader + " to " + candidate + " refused: " + answer);
        }
    }

    /** The record alone falls silent: what deploys the cluster runs on other machines, and would come back on these two cores. */
    @Override
    public void stopStore() {
        fleet.hub()
                .fault(request ->
                        request.path().contains("/leases") ? Optional.of(Fault.partition()) : Optional.empty());
    }

    @Override
    public void continueStore() {
        fleet.hub().heal();
    }

    @Override
    public String log(String member) {
        return fleet.pod(member).log();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
