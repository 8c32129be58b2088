package io.pgspan.operators.crunchy.upgrade;

import java.util.Arrays;
import java.util.Optional;

/** Why an upgrade waits or goes on; the operator looks in this order and stops at the first that fits. */
public enum UpgradeReason {
    /** It has succeeded already. */
    SUCCEEDED("PGUpgradeSucceeded", "set the cluster's postgresVersion and shutdown: false, then analyze"),
    /** The object itself is wrong. */
    INVALID("PGUpgradeInvalid", "make another one with a later major version to go to"),
    /** There is no such cluster. */
    CLUSTER_NOT_FOUND("PGClusterNotFound", "name a cluster of the same namespace"),
    /** The cluster says the later version already, without an upgrade. */
    RESOLVED("PGUpgradeResolved", "set the cluster's postgresVersion back to the version its data has"),
    /** The data has the later version. */
    COMPLETED("PGUpgradeCompleted", "set the cluster's postgresVersion and shutdown: false, then analyze"),
    /** Instances run. */
    NOT_SHUT_DOWN("PGClusterNotShutdown", "write shutdown: true in the cluster and wait for its pods to end"),
    /** Nobody knows which instance was primary. */
    PRIMARY_UNKNOWN("PGClusterPrimaryNotIdentified", "start the cluster, wait for a primary, and shut it down again"),
    /** The cluster has another version than the upgrade begins with. */
    INVALID_FOR_CLUSTER("PGUpgradeInvalidForCluster", "make another one that begins with the cluster's version"),
    /** The cluster doesn't say that this upgrade may be. */
    NOT_ALLOWED("PGClusterMissingRequiredAnnotation", "annotate the cluster with allow-upgrade and the upgrade's name"),
    /** A job failed; there is no second try. */
    FAILED("PGUpgradeFailed", "look at the job's log, mend it, and make another PGUpgrade"),
    /** Jobs run. */
    GOES_ON("PGUpgradeProgressing", "wait");

    private final String word;
    private final String next;

    UpgradeReason(String word, String next) {
        this.word = word;
        this.next = next;
    }

    /** The word in the object's conditions. */
    public String word() {
        return word;
    }

    /** What to do then. */
    public String next() {
        return next;
    }

    /** The reason with this word; empty when it is another one. */
    public static Optional<UpgradeReason> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }
}
