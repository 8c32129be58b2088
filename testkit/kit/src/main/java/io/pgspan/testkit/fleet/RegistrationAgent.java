package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ScheduledExecutorService;

/** Open Cluster Management's registration agent of one spoke, as far as others can tell: it renews the cluster's lease on the hub. */
final class RegistrationAgent implements AutoCloseable {
    static final String LEASE = "managed-cluster-lease";
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Loop loop;

    RegistrationAgent(String cluster, ApiObjects hub, ScheduledExecutorService executor, Clock clock) {
        ResourceRef lease = new ResourceRef("coordination.k8s.io", "v1", "Lease", cluster, LEASE);
        loop = new Loop(executor, "registration agent of " + cluster, PERIOD, () -> {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("spec").put("renewTime", microTime(clock.instant()));
            hub.patch(lease, patch);
        });
    }

    static String microTime(Instant instant) {
        return MICRO_TIME.format(instant);
    }

    @Override
    public void close() {
        loop.close();
    }
}
