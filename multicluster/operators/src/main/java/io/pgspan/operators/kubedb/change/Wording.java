package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.kubedb.ops.OperationType;

/** What each type of request is, and how it is taken back, in words. */
record Wording(String what, String undo) {
    private static final String REVERSE = "plan the way back once it has ended: the same request with the old values";

    static Wording of(OperationType type) {
        return switch (type) {
            case UPDATE_VERSION ->
                new Wording(
                        "update PostgreSQL",
                        "a minor version: plan the way back if the catalog's constraints allow it; a major one: restore the backup"
                                + " taken before");
            case HORIZONTAL_SCALING -> new Wording("change the number of pods", REVERSE);
            case VERTICAL_SCALING -> new Wording("give containers other resources", REVERSE);
            case VOLUME_EXPANSION -> new Wording("enlarge volumes", "none: a volume does not shrink");
            case RESTART -> new Wording("restart the pods", "none is needed");
            case RECONFIGURE -> new Wording("change the configuration", REVERSE);
            case RECONFIGURE_TLS -> new Wording("change TLS", REVERSE);
            case ROTATE_AUTH ->
                new Wording(
                        "change the superuser's password",
                        "rotate back: the old values are in the secret as password.prev");
            case STORAGE_MIGRATION ->
                new Wording(
                        "move the data to another storage class",
                        "migrate back; the old volumes stay only where their reclaim policy says so");
            case RECONNECT_STANDBY -> new Wording("reconnect a standby", "none is needed");
            case FORCE_FAIL_OVER ->
                new Wording("force a failover", "none: commits that only the missing pod had are lost");
            case SET_RAFT_KEY_PAIR -> new Wording("set entries of the coordinators' store", REVERSE);
        };
    }
}
