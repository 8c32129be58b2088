package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.change.Change;

/** What KubeDB's own GitOps controller makes of a changed field, with the defects its releases had. */
final class GitOpsController {
    private GitOpsController() {}

    static String does(Way way, Change change, DatabaseChange database) {
        String makes = "KubeDB's GitOps controller makes a request of type " + way.word();
        return switch (way) {
            case VOLUME_EXPANSION ->
                change.isIn(At.ARBITER)
                        ? "KubeDB's GitOps controller before v0.8.0 makes a VerticalScaling that asks for storage, which stays Pending"
                                + " for ever and holds up all requests behind it"
                        : makes;
            case HORIZONTAL_SCALING ->
                database.storedBefore(At.STREAMING_MODE).asText().equals("Synchronous")
                        ? makes + "; when it says no streamingMode, the schema writes Asynchronous"
                        : makes;
            case UPDATE_VERSION, VERTICAL_SCALING, STORAGE_MIGRATION, RECONFIGURE, RECONFIGURE_TLS, ROTATE_AUTH ->
                makes + "; in which order it makes several is not documented";
            case RESTART ->
                "KubeDB's GitOps controller patches the database, and for some fields makes a request of type Restart";
            case PATCH, HALT -> "KubeDB's GitOps controller patches the database";
            case POLICY, POLICY_RESTART, REFUSE, SERVER -> way.direct();
        };
    }

    /** Whether the controller restarts the pods by itself after a change; for other fields the restart is asked for here. */
    static boolean restarts(Change change) {
        return KubeDbFieldClasses.POSTGRES
                .of(change.path())
                .filter(row ->
                        row.way().equals(Way.RESTART.word()) && row.basis().startsWith("gitops"))
                .isPresent();
    }
}
