package io.pgspan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.text.Redacted;
import io.pgspan.multicluster.DeliveryListener;
import io.pgspan.multicluster.FleetClient;
import io.pgspan.multicluster.Pgspan;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.assertions.LostRows;
import io.pgspan.testkit.assertions.PrimaryWatch;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.fleet.AgentStatus;
import io.pgspan.testkit.fleet.FleetOptions;
import io.pgspan.testkit.fleet.SimulatedFleet;
import io.pgspan.testkit.postgres.RowWriter;
import io.pgspan.testkit.postgres.RowWriterOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole path, killed ten times: whichever member leads at a random moment loses its PostgreSQL, all its children and its agent. A kill
 * waits for a few rows to be acknowledged since the one before, not for every member to be back. Another history with
 * {@code -Dpgspan.seed=N}.
 */
class FailoverIT {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverIT.class);
    private static final int KILLS = 10;
    private static final int ROWS_BETWEEN = 20;
    private static final int PAUSE_MILLIS_MAX = 2_500;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long SEED = Long.getLong("pgspan.seed", 20_261_120L);

    private final Credentials credentials = new Credentials("postgres", Redacted.of("fail0ver"));

    @Test
    void noAcknowledgedRowIsLostAndNoTwoMembersLeadWhenThePrimaryIsKilledAtTenRandomMoments() throws Exception {
        PostgresCluster cluster = PostgresCluster.builder()
                .namespace("demo")
                .name("hippo")
                .version("17")
                .replicas(3)
                .replication(Replication.anySynchronous(1))
                .placement(PlacementPolicy.builder()
                        .on("north", 0, 2)
                        .on("south", 1)
                        .slice("kubeslice-demo", "demo")
                        .build())
                .build();
        Fleet clusters = FleetReader.read(
                        ManifestSet.of(List.of()), cluster.placement(), Optional.empty(), FleetDefaults.ofDefaults())
                .fleet();
        assertThat(clusters.clusters()).extracting(KubernetesCluster::name).containsExactly("north", "south");
        try (SimulatedFleet fleet = SimulatedFleet.start(clusters, FleetOptions.ofDefaults())) {
            Pgspan pgspan = Pgspan.on(FleetClient.of(clusters.hub(), fleet.hubClient()))
                    .over(clusters)
                    .using(NativeEngineOptions.of(credentials.password()));
            pgspan.apply(pgspan.plan(cluster, pgspan.observe(cluster)), DeliveryListener.none());
            awaitComplete(fleet, cluster);
            Map<String, Endpoint> endpoints = endpoints(fleet, cluster);
            try (PrimaryWatch watch = PrimaryWatch.start(endpoints, credentials);
                    RowWriter writer = RowWriter.start(
                            List.copyOf(endpoints.values()), credentials, RowWriterOptions.ofDefaults())) {
                killTenTimes(fleet, cluster, writer);
                awaitComplete(fleet, cluster);
                int before = writer.acknowledgedCount();
                Await.until("writes after the last kill", LIMIT, () -> writer.acknowledgedCount() > before + 50);
                writer.stop();

                // while it changes whom commits wait for, a primary does not say that it is one
                String primary = awaitPrimary(fleet, cluster).member();
                assertThat(LostRows.count(writer, fleet.pod(primary).endpoint(), credentials))
                        .as("acknowledged rows lost, seed %d", SEED)
                        .isZero();
                assertThat(watch.violations())
                        .as("two primaries, seed %d", SEED)
                        .isEmpty();
                assertThat(writer.acknowledgedCount()).isGreaterThan(KILLS);
                everyMemberHasTheSame(fleet, cluster, primary);
            }
        }
    }

    private static void killTenTimes(SimulatedFleet fleet, PostgresCluster cluster, RowWriter writer)
            throws InterruptedException {
        Random random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            int rows = writer.acknowledgedCount() + ROWS_BETWEEN;
            Await.until("rows are acknowledged again", LIMIT, () -> writer.acknowledgedCount() >= rows);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS_MAX));
            AgentStatus victim = awaitPrimary(fleet, cluster);
            LOG.info(
                    "kill {} of seed {}: {}, {} rows acknowledged",
                    kill,
                    SEED,
                    victim.member(),
                    writer.acknowledgedCount());
            fleet.pod(victim.member()).killContainer();
        }
    }

    private static AgentStatus awaitPrimary(SimulatedFleet fleet, PostgresCluster cluster) {
        try {
            return Await.untilPresent("somebody leads", LIMIT, () -> primary(fleet, cluster));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", seed " + SEED + "; " + statuses(fleet, cluster), e);
        }
    }

    private void everyMemberHasTheSame(SimulatedFleet fleet, PostgresCluster cluster, String primary) {
        String count = rows(fleet.pod(primary).endpoint());
        int timeline = fleet.pod(primary).status().orElseThrow().timeline();
        for (int i = 0; i < cluster.replicas(); i++) {
            String member = cluster.podName(i);
            Await.until(
                    member + " has the primary's rows",
                    LIMIT,
                    () -> rows(fleet.pod(member).endpoint()).equals(count));
            assertThat(fleet.pod(member).status().orElseThrow().timeline()).isEqualTo(timeline);
        }
    }

    private String rows(Endpoint endpoint) {
        try (PostgresProbe probe = new PostgresProbe(endpoint, credentials)) {
            return probe.query("SELECT count(*) || ' ' || sum(id) AS rows FROM " + RowWriter.TABLE)
                    .toString();
        }
    }

    private static Optional<AgentStatus> primary(SimulatedFleet fleet, PostgresCluster cluster) {
        return statuses(fleet, cluster).stream().filter(AgentStatus::isPrimary).findFirst();
    }

    private static void awaitComplete(SimulatedFleet fleet, PostgresCluster cluster) {
        Await.until("one member leads, the others stream", LIMIT, () -> {
            List<AgentStatus> all = statuses(fleet, cluster);
            return all.stream().filter(AgentStatus::isPrimary).count() == 1
                    && all.stream().filter(AgentStatus::streaming).count() == cluster.replicas() - 1;
        });
    }

    private static List<AgentStatus> statuses(SimulatedFleet fleet, PostgresCluster cluster) {
        return fleet.pods().stream()
                .filter(p -> p.name().startsWith(cluster.name()))
                .flatMap(p -> p.status().stream())
                .toList();
    }

    private static Map<String, Endpoint> endpoints(SimulatedFleet fleet, PostgresCluster cluster) {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (int i = 0; i < cluster.replicas(); i++) {
            endpoints.put(cluster.podName(i), fleet.pod(cluster.podName(i)).endpoint());
        }
        return endpoints;
    }
}
