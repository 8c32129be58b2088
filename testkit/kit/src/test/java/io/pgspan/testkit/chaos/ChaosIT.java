package io.pgspan.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
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
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.fleet.FleetOptions;
import io.pgspan.testkit.fleet.PodHandle;
import io.pgspan.testkit.fleet.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A minute of faults on three real members. {@code -Dpgspan.seed}, {@code -Dpgspan.chaos.seconds} and {@code -Dpgspan.chaos.members} make
 * it another run; the members' logs of the last run stay in {@code target/chaos}.
 */
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);
    /** One whose minute holds fifteen of the seventeen kinds of fault. */
    private static final long SEED = Long.getLong("pgspan.seed", 3);

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("pgspan.chaos.seconds", 60));
    private static final int MEMBERS = Integer.getInteger("pgspan.chaos.members", 3);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** What a commit waits for, and how many members may be harmed at one time: fewer than half. */
    private static final int CONFIRMATIONS = (MEMBERS - 1) / 2;

    private final Credentials credentials = new Credentials("postgres", Redacted.of("cha0s"));

    @Test
    void nothingAcknowledgedIsLostNoTwoMembersAcknowledgeAndEveryTimelineIsExplainedWhateverHappens()
            throws InterruptedException, IOException {
        PostgresCluster cluster = cluster();
        List<String> members =
                IntStream.range(0, MEMBERS).mapToObj(cluster::podName).toList();
        Fleet clusters = FleetReader.read(
                        ManifestSet.of(List.of()), cluster.placement(), Optional.empty(), FleetDefaults.ofDefaults())
                .fleet();
        ChaosPlan plan = ChaosPlan.draw(SEED, DURATION, MEMBERS, CONFIRMATIONS);
        try (ChaosLinks links = ChaosLinks.open(members);
                SimulatedFleet fleet = SimulatedFleet.start(clusters, options(links))) {
            Pgspan pgspan = Pgspan.on(FleetClient.of(clusters.hub(), fleet.hubClient()))
                    .over(clusters)
                    .using(NativeEngineOptions.of(credentials.password()));
            pgspan.apply(pgspan.plan(cluster, pgspan.observe(cluster)), DeliveryListener.none());
            Await.until("every pod runs", LIMIT, () -> fleet.pods().size() == MEMBERS);
            try {
                ChaosReport report = ChaosRun.run(fleet, links, credentials, plan);
                LOG.info("chaos: {}", report.toJson());
                assertThat(report.violations()).as(report.toJson()).isEmpty();
                assertThat(report.harmed()).hasSizeGreaterThan(1);
                assertThat(report.acknowledgedRows()).isPositive();
            } finally {
                keepLogs(fleet);
            }
        }
    }

    /** The agents' logs tell the time, or they can't be laid beside each other. */
    private static FleetOptions options(ChaosLinks links) {
        return FleetOptions.builder()
                .links(links)
                .addAllJvmFlags(FleetOptions.ofDefaults().jvmFlags())
                .addJvmFlags(
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS")
                .build();
    }

    private static PostgresCluster cluster() {
        int[] north = IntStream.range(0, MEMBERS).filter(i -> i % 2 == 0).toArray();
        int[] south = IntStream.range(0, MEMBERS).filter(i -> i % 2 == 1).toArray();
        return PostgresCluster.builder()
                .namespace("demo")
                .name("hippo")
                .version("17")
                .replicas(MEMBERS)
                .replication(Replication.anySynchronous(CONFIRMATIONS))
                .placement(PlacementPolicy.builder()
                        .on("north", north)
                        .on("south", south)
                        .slice("kubeslice-demo", "demo")
                        .build())
                .build();
    }

    private static void keepLogs(SimulatedFleet fleet) throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "chaos"));
        for (PodHandle pod : fleet.pods()) {
            Files.copy(pod.logFile(), kept.resolve(pod.name() + ".log"), StandardCopyOption.REPLACE_EXISTING);
            Path server = pod.dataDirectory().resolveSibling("postgresql.log");
            if (Files.exists(server)) { // one that never ran has none, and must not hide why
                Files.copy(server, kept.resolve(pod.name() + ".postgresql.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
