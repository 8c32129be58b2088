package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;
import java.util.Map;

/** Values that mean the same as none: what the schema, the webhook or the code takes where nothing is said. */
final class Said {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("spec.affinity.enablePodAntiAffinity", "true"),
            Map.entry("spec.affinity.podAntiAffinityType", "preferred"),
            Map.entry("spec.affinity.topologyKey", "kubernetes.io/hostname"),
            Map.entry("spec.backup.target", "prefer-standby"),
            Map.entry("spec.bootstrap.initdb.encoding", "UTF8"),
            Map.entry("spec.bootstrap.initdb.localeCType", "C"),
            Map.entry("spec.bootstrap.initdb.localeCollate", "C"),
            Map.entry("spec.enablePDB", "true"),
            Map.entry("spec.enableSuperuserAccess", "false"),
            Map.entry("spec.failoverDelay", "0"),
            Map.entry("spec.instances", "1"),
            Map.entry("spec.logLevel", "info"),
            Map.entry("spec.maxSyncReplicas", "0"),
            Map.entry("spec.minSyncReplicas", "0"),
            Map.entry("spec.monitoring.disableDefaultQueries", "false"),
            Map.entry("spec.monitoring.tls.enabled", "false"),
            Map.entry("spec.postgresGID", "26"),
            Map.entry("spec.postgresUID", "26"),
            Map.entry("spec.postgresql.enableAlterSystem", "false"),
            Map.entry("spec.postgresql.synchronous.dataDurability", "required"),
            Map.entry("spec.postgresql.synchronous.failoverQuorum", "false"),
            Map.entry("spec.primaryLease.leaseDurationSeconds", "15"),
            Map.entry("spec.primaryLease.releasedLeaseDurationSeconds", "1"),
            Map.entry("spec.primaryLease.renewDeadlineSeconds", "10"),
            Map.entry("spec.primaryLease.retryPeriodSeconds", "2"),
            Map.entry("spec.primaryUpdateMethod", "restart"),
            Map.entry("spec.primaryUpdateStrategy", "unsupervised"),
            Map.entry("spec.replicationSlots.highAvailability.enabled", "true"),
            Map.entry("spec.replicationSlots.highAvailability.slotPrefix", "_cnpg_"),
            Map.entry("spec.replicationSlots.highAvailability.synchronizeLogicalDecoding", "false"),
            Map.entry("spec.replicationSlots.synchronizeReplicas.enabled", "true"),
            Map.entry("spec.replicationSlots.updateInterval", "30"),
            Map.entry("spec.smartShutdownTimeout", "180"),
            Map.entry("spec.startDelay", "3600"),
            Map.entry("spec.stopDelay", "1800"),
            Map.entry("spec.storage.resizeInUseVolumes", "true"),
            Map.entry("spec.switchoverDelay", "3600"));

    private static final TreePath SPEC = TreePath.of("spec");

    private Said() {}

    /** Whether a change only says, or no longer says, what holds anyway. */
    static boolean same(Change change) {
        if (!change.isAdded() && !change.isRemoved()) {
            return false;
        }
        JsonNode value = change.isAdded() ? change.after() : change.before();
        if (value.isContainerNode()) {
            return value.isEmpty() && change.path().parent().equals(SPEC);
        }
        String usual = DEFAULTS.get(change.path().toString());
        return usual != null && usual.equals(value.asText());
    }
}
