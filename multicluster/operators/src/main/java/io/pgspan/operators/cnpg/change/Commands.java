package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.FieldClass;
import java.util.Map;

/** What the annotations of a {@code Cluster} command. One that is not among them is somebody's own and changes nothing. */
final class Commands {
    static final String HIBERNATION = "cnpg.io/hibernation";
    static final String FENCED = "cnpg.io/fencedInstances";
    static final String LOOP = "cnpg.io/reconciliationLoop";
    static final String POD_SPEC = "cnpg.io/reconcilePodSpec";
    static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
    static final String VALIDATION = "cnpg.io/validation";
    static final String DISABLED = "disabled";

    private static final FieldClass OWN = row(
            Effect.NOTHING, Way.PATCH, "kubernetes: an annotation that the operator does not know is somebody's own");
    private static final FieldClass RESTART_WITHDRAWN =
            row(Effect.NOTHING, Way.PATCH, "rollout: pods are compared with this annotation only while it is there");

    private static final Map<String, FieldClass> KNOWN = Map.ofEntries(
            Map.entry(
                    HIBERNATION,
                    row(
                            Effect.DOWNTIME,
                            Way.LIFE,
                            "derived: on deletes all pods and keeps volumes, off makes them anew")),
            Map.entry(
                    FENCED,
                    row(
                            Effect.DOWNTIME,
                            Way.LIFE,
                            "derived: a fenced instance stops PostgreSQL while its pod runs on")),
            Map.entry(
                    LOOP,
                    row(
                            Effect.NOTHING,
                            Way.LIFE,
                            "derived: while it is disabled the operator does nothing, not even failover")),
            Map.entry(
                    POD_SPEC,
                    row(
                            Effect.NOTHING,
                            Way.POLICY,
                            "rollout: while it is disabled a different template makes no pod anew")),
            Map.entry(
                    RESTARTED_AT,
                    row(
                            Effect.DOWNTIME,
                            Way.PODS,
                            "rollout: pods with another value of this annotation are made anew")),
            Map.entry("cnpg.io/podPatch", row(Effect.DOWNTIME, Way.PODS, "rollout: it changes the template of pods")),
            Map.entry(
                    "cnpg.io/coredumpFilter", row(Effect.DOWNTIME, Way.PODS, "derived: pods are told when they start")),
            Map.entry(
                    "alpha.cnpg.io/enableInstancePprof",
                    row(Effect.DOWNTIME, Way.PODS, "derived: pods are told when they start")),
            Map.entry(
                    "cnpg.io/skipWalArchiving",
                    row(
                            Effect.RESTART_IN_PLACE,
                            Way.RESTART_SETTINGS,
                            "configuration: it turns archive_mode, which needs a restart")),
            Map.entry(
                    "cnpg.io/reloadedAt",
                    row(Effect.RELOAD, Way.SETTINGS, "derived: servers are asked to read their configuration again")),
            Map.entry(
                    "alpha.cnpg.io/failoverQuorum",
                    row(Effect.RELOAD, Way.SYNC, "schema: it is converted to a field of synchronous replication")));

    private Commands() {}

    private static FieldClass row(Effect effect, Way way, String basis) {
        return new FieldClass("metadata.annotations", effect, way.word(), basis);
    }

    static FieldClass of(Change change) {
        String key = change.path().last().key();
        FieldClass known = KNOWN.getOrDefault(key, OWN);
        return key.equals(RESTARTED_AT) && change.isRemoved() ? RESTART_WITHDRAWN : known;
    }

    /** What an annotation says; empty when there is none. */
    static String said(JsonNode cluster, String annotation) {
        return cluster.path("metadata").path("annotations").path(annotation).asText("");
    }
}
