package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Synchronous replication and replication slots of a {@code Cluster}. */
final class SyncLints {
    private static final String SYNC = "spec.postgresql.synchronous";
    private static final String ELECTION = "spec.postgresql.syncReplicaElectionConstraint";
    private static final String POD_KEYS = "podFailureDomainKeys";
    private static final String NODE_KEYS = "nodeFailureDomainKeys";
    private static final int MEMBERS_FOR_QUORUM = 3;
    private static final int MAJOR_WITH_SLOT_SYNC = 17;

    private SyncLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                info(
                        "asynchronous",
                        SYNC,
                        o -> ClusterSpec.instances(o) > 1
                                && !ClusterSpec.has(o, "postgresql", "synchronous")
                                && ClusterSpec.at(o, "maxSyncReplicas").asInt(0) == 0,
                        "standbys follow asynchronously: a failover loses what had not reached the new primary, "
                                + "however much "
                                + "that is",
                        "write postgresql.synchronous with method any and a number, where no commit may be lost"),
                refused(
                        "sync-number",
                        "spec.postgresql.synchronous.number",
                        o -> ClusterSpec.has(o, "postgresql", "synchronous", "number")
                                && (number(o) < 1 || number(o) >= ClusterSpec.instances(o) + outside(o)),
                        "it must be at least 1 and less than the instances and the named standbys together",
                        "lower it, or add instances"),
                refused(
                        "sync-preferred-names",
                        "spec.postgresql.synchronous.dataDurability",
                        o -> isPreferred(o) && outside(o) > 0,
                        "preferred durability knows only the cluster's own standbys",
                        "remove standbyNamesPre and standbyNamesPost, or write required"),
                warning(
                        "sync-preferred-quorum",
                        "spec.postgresql.synchronous.failoverQuorum",
                        o -> isPreferred(o) && isQuorum(o) && ClusterSpec.instances(o) < MEMBERS_FOR_QUORUM,
                        "with two instances, preferred durability and a failover quorum together have been shown to "
                                + "lose "
                                + "committed data",
                        "use 3 instances, or dataDurability: required"),
                info(
                        "sync-preferred",
                        "spec.postgresql.synchronous.dataDurability",
                        SyncLints::isPreferred,
                        "when no standby is healthy, commits wait for none: durability may sink to that of one "
                                + "instance",
                        "write required where no commit may be lost"),
                warning(
                        "sync-no-spare",
                        "spec.postgresql.synchronous.number",
                        o -> ClusterSpec.has(o, "postgresql", "synchronous", "number")
                                && !isPreferred(o)
                                && number(o) == ClusterSpec.instances(o) - 1 + outside(o),
                        "every standby must confirm: as soon as one is missing, writes stop",
                        "add an instance, lower the number, or write dataDurability: preferred"),
                refused(
                        "quorum-number",
                        "spec.postgresql.synchronous.failoverQuorum",
                        o -> isQuorum(o) && number(o) <= outside(o),
                        "more standbys must confirm than are named outside the cluster, or none inside need have the "
                                + "data",
                        "raise number above the count of standbyNamesPre and standbyNamesPost"),
                refused(
                        "sync-two-kinds-of-keys",
                        SYNC + "." + NODE_KEYS,
                        o -> hasKeys(o, POD_KEYS) && hasKeys(o, NODE_KEYS),
                        "failure domains are told by labels of pods or of nodes, not of both",
                        "keep one of podFailureDomainKeys and nodeFailureDomainKeys"),
                info(
                        "failure-domain-keys-new",
                        SYNC,
                        o -> hasKeys(o, POD_KEYS) || hasKeys(o, NODE_KEYS),
                        "operators up to 1.30 don't know failure-domain keys and drop them; newer ones ignore them "
                                + "while too few "
                                + "standbys are elsewhere",
                        "make sure of the operator's version"),
                refused(
                        "sync-old-and-new",
                        SYNC,
                        o -> ClusterSpec.has(o, "postgresql", "synchronous") && (least(o) > 0 || most(o) > 0),
                        "synchronous replication is asked for in the old way and in the new one",
                        "remove minSyncReplicas and maxSyncReplicas"),
                refused(
                        "sync-range",
                        "spec.minSyncReplicas",
                        o -> least(o) < 0 || most(o) < 0 || least(o) > most(o) || most(o) >= ClusterSpec.instances(o),
                        "minSyncReplicas may be at most maxSyncReplicas, and that less than instances",
                        "correct the three numbers, or use postgresql.synchronous"),
                warning(
                        "sync-legacy",
                        "spec.maxSyncReplicas",
                        o -> most(o) > 0,
                        "the old way lowers itself to fewer standbys, at last to none, and does so without telling",
                        "use postgresql.synchronous with method any"),
                refused(
                        "election-labels",
                        ELECTION + ".nodeLabelsAntiAffinity",
                        o -> isElectionOn(o)
                                && ClusterSpec.at(
                                                o,
                                                "postgresql",
                                                "syncReplicaElectionConstraint",
                                                "nodeLabelsAntiAffinity")
                                        .isEmpty(),
                        "the constraint is on, but names no label to compare",
                        "name labels of nodes, for example topology.kubernetes.io/zone"),
                warning(
                        "election-ignored",
                        ELECTION,
                        o -> isElectionOn(o) && most(o) == 0,
                        "the constraint is read with minSyncReplicas and maxSyncReplicas only",
                        "use failure-domain keys of postgresql.synchronous"),
                refused(
                        "election-and-keys",
                        ELECTION,
                        o -> isElectionOn(o) && (hasKeys(o, POD_KEYS) || hasKeys(o, NODE_KEYS)),
                        "two rules choose the synchronous standbys",
                        "remove syncReplicaElectionConstraint"),
                refused(
                        "slot-prefix",
                        "spec.replicationSlots.highAvailability.slotPrefix",
                        o -> !Look.text(o, "spec", "replicationSlots", "highAvailability", "slotPrefix")
                                .matches("[0-9a-z_]*"),
                        "names of slots hold lower-case letters, digits and underscores only",
                        "leave it out: the default is _cnpg_"),
                refused(
                        "slot-patterns",
                        "spec.replicationSlots.synchronizeReplicas.excludePatterns",
                        SyncLints::hasBrokenPattern,
                        "a pattern is no regular expression",
                        "correct it"),
                refused(
                        "logical-slots-settings",
                        "spec.replicationSlots.highAvailability.synchronizeLogicalDecoding",
                        SyncLints::lacksSlotSettings,
                        "logical slots can be kept on standbys only with hot_standby_feedback and, from version 17 on, "
                                + "sync_replication_slots, before it with the settings of pg_failover_slots",
                        "add these parameters, switched on"),
                refused(
                        "failover-slots-settings",
                        "spec.postgresql.parameters.hot_standby_feedback",
                        o -> usesFailoverSlots(o)
                                && (!isOn(o, "hot_standby_feedback")
                                        || ClusterSpec.at(o, "replicationSlots", "highAvailability", "enabled")
                                                        .asBoolean(true)
                                                == false),
                        "pg_failover_slots needs it on, and replication slots for high availability too",
                        "write hot_standby_feedback: \"on\" and leave the slots enabled"));
    }

    private static int number(JsonNode cluster) {
        return ClusterSpec.at(cluster, "postgresql", "synchronous", "number").asInt(0);
    }

    /** How many standbys are named that are not of the cluster. */
    private static int outside(JsonNode cluster) {
        return ClusterSpec.at(cluster, "postgresql", "synchronous", "standbyNamesPre")
                        .size()
                + ClusterSpec.at(cluster, "postgresql", "synchronous", "standbyNamesPost")
                        .size();
    }

    private static boolean isPreferred(JsonNode cluster) {
        return Look.is(cluster, "preferred", "spec", "postgresql", "synchronous", "dataDurability");
    }

    private static boolean isQuorum(JsonNode cluster) {
        return Look.isTrue(cluster, "spec", "postgresql", "synchronous", "failoverQuorum");
    }

    private static boolean hasKeys(JsonNode cluster, String field) {
        return ClusterSpec.at(cluster, "postgresql", "synchronous", field).size() > 0;
    }

    private static int least(JsonNode cluster) {
        return ClusterSpec.at(cluster, "minSyncReplicas").asInt(0);
    }

    private static int most(JsonNode cluster) {
        return ClusterSpec.at(cluster, "maxSyncReplicas").asInt(0);
    }

    private static boolean hasBrokenPattern(JsonNode cluster) {
        for (JsonNode pattern : ClusterSpec.at(cluster, "replicationSlots", "synchronizeReplicas", "excludePatterns")) {
            try {
                Pattern.compile(pattern.asText(""));
            } catch (PatternSyntaxException e) {
                return true;
            }
        }
        return false;
    }

    private static boolean isElectionOn(JsonNode cluster) {
        return Look.isTrue(cluster, "spec", "postgresql", "syncReplicaElectionConstraint", "enabled");
    }

    private static boolean lacksSlotSettings(JsonNode cluster) {
        if (!Look.isTrue(cluster, "spec", "replicationSlots", "highAvailability", "synchronizeLogicalDecoding")
                || ClusterSpec.major(cluster) == 0) {
            return false;
        }
        return ClusterSpec.major(cluster) >= MAJOR_WITH_SLOT_SYNC
                ? !isOn(cluster, "hot_standby_feedback") || !isOn(cluster, "sync_replication_slots")
                : !usesFailoverSlots(cluster);
    }

    private static boolean usesFailoverSlots(JsonNode cluster) {
        for (var names = ClusterSpec.at(cluster, "postgresql", "parameters").fieldNames(); names.hasNext(); ) {
            if (names.next().startsWith("pg_failover_slots.")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(JsonNode cluster, String parameter) {
        return ParameterLints.isOn(Look.text(cluster, "spec", "postgresql", "parameters", parameter));
    }
}
