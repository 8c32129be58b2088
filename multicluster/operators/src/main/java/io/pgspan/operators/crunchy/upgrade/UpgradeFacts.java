package io.pgspan.operators.crunchy.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What is known of the cluster to upgrade.
 *
 * @param wantedVersion the major version its spec says, or 0 when it says none
 * @param dataVersion the major version its status says its data was upgraded to, or 0
 * @param shutdown whether it is asked to stop
 * @param runningInstances pods that run, or none known when its status says nothing
 * @param startupInstance the instance that was primary when it stopped; empty when nobody knows
 * @param allowed the upgrade that its annotation allows; empty when none
 * @param postGis whether it names a version of PostGIS
 * @param backups whether it has repositories
 * @param standby whether it follows another cluster
 */
public record UpgradeFacts(
        int wantedVersion,
        int dataVersion,
        boolean shutdown,
        Optional<Integer> runningInstances,
        String startupInstance,
        String allowed,
        boolean postGis,
        boolean backups,
        boolean standby) {
    private static final String ALLOW = "postgres-operator.crunchydata.com/allow-upgrade";

    /** What a {@code PostgresCluster} says, its status included. */
    public static UpgradeFacts of(JsonNode cluster) {
        JsonNode spec = cluster.path("spec");
        JsonNode status = cluster.path("status");
        return new UpgradeFacts(
                spec.path("postgresVersion").asInt(0),
                status.path("postgresVersion").asInt(0),
                spec.path("shutdown").asBoolean(false),
                running(status.path("instances")),
                status.path("startupInstance").asText(""),
                cluster.path("metadata").path("annotations").path(ALLOW).asText(""),
                spec.hasNonNull("postGISVersion"),
                spec.hasNonNull("backups"),
                spec.hasNonNull("standby")
                        && spec.path("standby").path("enabled").asBoolean(true));
    }

    private static Optional<Integer> running(JsonNode sets) {
        int pods = 0;
        for (JsonNode set : sets) {
            pods += set.path("replicas").asInt(0);
        }
        return sets.isArray() ? Optional.of(pods) : Optional.empty();
    }
}
