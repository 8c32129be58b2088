package io.pgspan.operators.cnpg.change;

/** Why a change can't be carried out as it is written. */
enum Refusal {
    /** The object would be another one. */
    IDENTITY("identity", "name, namespace and kind say which cluster it is: the operator would make a second one"),
    /** The webhook refuses it. */
    IMMUTABLE("immutable", "the webhook refuses it: it may not change in a cluster that is there"),
    /** The prefix of slots that are on. */
    SLOT_PREFIX("slot-prefix", "the webhook refuses it while slots for high availability are on"),
    /** A volume would get smaller. */
    SHRINK("shrink", "the webhook refuses smaller volumes, and the operator ignores smaller requests"),
    /** Claims keep what they were made with. */
    CLAIM(
            "claim",
            "nothing would happen: a claim keeps its class and what else it was made with, and only a later one has the new values"),
    /** Volumes may not grow while they are in use. */
    OFFLINE_GROWTH(
            "offline-growth",
            "nothing would happen to the volumes there are: spec.storage.resizeInUseVolumes is false"),
    /** Their class can't grow. */
    NO_EXPANSION(
            "no-expansion",
            "the class of the volumes does not allow expansion: the API server refuses larger requests"),
    /** The volume of its own for WAL would go. */
    WAL_REMOVED("wal-removed", "the webhook refuses it: a volume for WAL can be added, and never removed"),
    /** A tablespace would go. */
    TABLESPACE_REMOVED("tablespace-removed", "the webhook refuses it: entries of tablespaces can't be removed"),
    /** It counts only for an empty cluster. */
    BOOTSTRAP("bootstrap", "nothing would happen: bootstrap says how an empty cluster begins, and this one has begun"),
    /** An older major version. */
    DOWNGRADE("downgrade", "the webhook refuses an older major version, and no server reads the data of a newer one"),
    /** A major version that is no target. */
    UPGRADE_TARGET("upgrade-target", "the webhook refuses it: the target of a major upgrade in place is 16 or later"),
    /** WAL without what standbys and archives need. */
    MINIMAL_WAL("minimal-wal", "the webhook refuses it: a cluster that is there can't move to wal_level minimal"),
    /** A primary would follow another one outside of a topology. */
    DEMOTION(
            "demotion",
            "a primary steps down only in a topology, by replica.primary; replica.enabled makes followers only of new clusters"),
    /** Roles are changing. */
    SWITCHING("switching", "the webhook refuses another change of roles while one is in progress"),
    /** Another cluster than the one that is planned. */
    OTHER_CLUSTER("other-cluster", "it belongs to another cluster, whose change is not planned here");

    private final String word;
    private final String reason;

    Refusal(String word, String reason) {
        this.word = word;
        this.reason = reason;
    }

    String word() {
        return word;
    }

    String reason() {
        return reason;
    }
}
