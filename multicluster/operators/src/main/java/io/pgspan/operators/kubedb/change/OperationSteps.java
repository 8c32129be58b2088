package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.kubedb.ops.Operation;
import io.pgspan.operators.kubedb.ops.OperationType;
import io.pgspan.operators.kubedb.ops.OpsRequest;
import io.pgspan.operators.kubedb.ops.OpsRequestWriter;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The requests of a plan: each writes nothing when nothing changes in its way. In which order they come is the {@link Sequence}'s business.
 */
final class OperationSteps {
    private static final String RESTART = "restart the pods, so that all have what was changed";
    private static final String AUTH_SECRET = "/spec/authSecret";

    private final DatabaseChange database;
    private final KubeDbChangeSettings settings;
    private final Seen seen;
    private final RequestSteps requests;
    private final Procedures procedures;
    private final Payloads payloads;
    private final AccessPayloads access;
    private final ConfigurationPayloads configuration;
    private final Draft draft;

    OperationSteps(
            DatabaseChange database,
            KubeDbWriting writing,
            KubeDbChangeSettings settings,
            Seen seen,
            RequestSteps requests,
            Procedures procedures,
            Draft draft) {
        this.database = database;
        this.settings = settings;
        this.seen = seen;
        this.requests = requests;
        this.procedures = procedures;
        this.payloads = new Payloads(database);
        this.access = new AccessPayloads(database);
        this.configuration = new ConfigurationPayloads(database, writing);
        this.draft = draft;
    }

    /** One operation by itself. */
    void operation(Operation operation, String reason) {
        OperationType type = operation.type();
        JsonNode spec = OpsRequestWriter.write(OpsRequest.of(database.namespace(), "", database.name(), operation))
                .path("spec");
        ObjectNode payload = spec.get(type.payload()) instanceof ObjectNode said ? said : none();
        Costs costs = switch (type) {
            case RECONNECT_STANDBY -> Costs.others();
            case SET_RAFT_KEY_PAIR -> Costs.none();
            case FORCE_FAIL_OVER -> Costs.handOver();
            case VOLUME_EXPANSION -> Costs.none();
            case STORAGE_MIGRATION -> Costs.migration(replicasMeanwhile());
            case UPDATE_VERSION -> Costs.upgrade();
            case HORIZONTAL_SCALING -> Costs.handOver();
            case VERTICAL_SCALING, RECONFIGURE, RECONFIGURE_TLS, ROTATE_AUTH, RESTART ->
                Costs.rolling(replicasMeanwhile());
        };
        step(
                type.word().toLowerCase(Locale.ROOT),
                type,
                requests.make(type, payload, reason),
                List.of(),
                List.of(),
                costs);
    }

    private int replicasMeanwhile() {
        return Math.max(database.replicasBefore(), database.replicasAfter());
    }

    void volumes() {
        List<Change> sizes = database.of(Way.VOLUME_EXPANSION);
        if (!sizes.isEmpty()) {
            boolean data = sizes.stream().anyMatch(change -> !change.isIn(At.ARBITER));
            Costs costs = switch (settings.expansion()) {
                case ONLINE -> Costs.none();
                case OFFLINE -> data ? Costs.rolling(database.replicasBefore()) : Costs.others();
            };
            String id = "volume-expansion";
            String storageClass =
                    database.storedBefore(At.STORAGE_STORAGE_CLASS_NAME).asText("");
            if (data && seen.expandable(storageClass).filter(can -> !can).isPresent()) {
                draft.refuse(
                        "refused-expansion",
                        "enlarge volumes of the storage class " + storageClass,
                        "its volumes can't grow: allowVolumeExpansion is not set",
                        procedures.byHand(
                                "use a class whose volumes grow",
                                "set allowVolumeExpansion: true in the StorageClass if its driver can, and plan again",
                                "otherwise wish for another storageClassName with the old size, let the"
                                        + " StorageMigration end, and then enlarge"));
                return;
            }
            request(id, OperationType.VOLUME_EXPANSION, payloads.volumeExpansion(settings), sizes, costs);
        }
        List<Change> classes = database.of(Way.STORAGE_MIGRATION);
        if (!classes.isEmpty()) {
            request(
                    "storage-migration",
                    OperationType.STORAGE_MIGRATION,
                    payloads.storageMigration(),
                    classes,
                    Costs.migration(database.replicasBefore()));
        }
    }

    void replicas(boolean now) {
        List<Change> changes = now ? scaled(change -> change.isIn(At.REPLICAS)) : List.of();
        if (changes.isEmpty()) {
            return;
        }
        boolean down = database.replicasAfter() < database.replicasBefore();
        boolean stays = seen.primary().isPresent() && seen.primary().getAsInt() < database.replicasAfter();
        request(
                "horizontal-scaling",
                OperationType.HORIZONTAL_SCALING,
                payloads.replicas(down),
                changes,
                down && !stays ? Costs.handOver() : Costs.reload());
    }

    void groups() {
        List<Change> changes = scaled(change -> !change.isIn(At.REPLICAS));
        if (!changes.isEmpty()) {
            request(
                    "read-replicas",
                    OperationType.HORIZONTAL_SCALING,
                    payloads.readReplicas(changes),
                    changes,
                    Costs.others());
        }
    }

    private List<Change> scaled(Predicate<Change> which) {
        List<Change> all = database.of(Way.HORIZONTAL_SCALING);
        return all.isEmpty() ? all : all.stream().filter(which).toList();
    }

    void scaling() {
        List<Change> changes = database.of(Way.VERTICAL_SCALING);
        if (changes.isEmpty()) {
            return;
        }
        boolean others = changes.stream().allMatch(change -> change.isIn(At.ARBITER) || change.isIn(At.READ_REPLICAS));
        request(
                "vertical-scaling",
                OperationType.VERTICAL_SCALING,
                payloads.verticalScaling(settings),
                changes,
                others ? Costs.others() : Costs.rolling(replicasMeanwhile()));
    }

    /** Whether memory goes: settings that need less of it come before. */
    boolean takesMemory() {
        for (Change change : database.of(Way.VERTICAL_SCALING)) {
            TreePath path = change.path();
            if (path.last().key().equals("memory")
                    && Ways.compare(database.storedBefore(path), database.storedAfter(path)) > 0) {
                return true;
            }
        }
        return false;
    }

    void version() {
        if (configuration.dropsFirst()) {
            request(
                    "reconfigure-drop",
                    OperationType.RECONFIGURE,
                    configuration.drop(),
                    configuration.dropped(),
                    Costs.rolling(replicasMeanwhile()));
        }
        List<Change> changes = database.of(Way.UPDATE_VERSION);
        if (!changes.isEmpty()) {
            boolean major =
                    Ways.major(database.storedBefore(At.VERSION)) != Ways.major(database.storedAfter(At.VERSION));
            request(
                    "update-version",
                    OperationType.UPDATE_VERSION,
                    payloads.version(),
                    changes,
                    major ? Costs.upgrade() : Costs.rolling(replicasMeanwhile()));
        }
    }

    void accessAndSettings() {
        Costs rolling = Costs.rolling(replicasMeanwhile());
        if (!database.of(Way.RECONFIGURE_TLS).isEmpty()) {
            request(
                    "reconfigure-tls",
                    OperationType.RECONFIGURE_TLS,
                    access.tls(),
                    database.of(Way.RECONFIGURE_TLS),
                    rolling);
        }
        List<Change> secret = database.of(Way.ROTATE_AUTH);
        if (!secret.isEmpty()) {
            boolean unnamed = database.after().at(AUTH_SECRET).isMissingNode();
            request(
                    "rotate-auth",
                    OperationType.ROTATE_AUTH,
                    access.rotateAuth(),
                    secret,
                    unnamed ? List.of() : secret,
                    rolling);
            if (unnamed) {
                draft.patch(
                        "patch-auth",
                        "take the secret out of the object",
                        "the secret it names now is the one KubeDB takes when none is named",
                        List.of(new Change(
                                At.AUTH_SECRET, database.before().at(AUTH_SECRET), MissingNode.getInstance())),
                        Costs.none(),
                        null);
            }
        }
        List<Change> settingsChanged = database.of(Way.RECONFIGURE);
        if (!settingsChanged.isEmpty() && (!configuration.dropsFirst() || configuration.changesAfterDrop())) {
            ObjectNode payload = configuration.change();
            request(
                    "reconfigure",
                    OperationType.RECONFIGURE,
                    payload,
                    settingsChanged,
                    configuration.restarts(payload) ? rolling : Costs.reload());
        }
    }

    void restart(boolean byPolicy) {
        List<Change> changes = database.of(Way.RESTART);
        if (changes.isEmpty()) {
            if (byPolicy) {
                plainRestart("restart");
            }
            return;
        }
        if (database.isGitOps() && changes.stream().anyMatch(GitOpsController::restarts)) {
            request("restart", OperationType.RESTART, none(), changes, Costs.rolling(replicasMeanwhile()));
            return;
        }
        draft.patch(
                "patch-for-restart",
                "patch what pods have when they are made anew",
                "the restart that follows makes them anew",
                changes,
                Costs.none(),
                null);
        plainRestart("restart");
    }

    void plainRestart(String id) {
        RequestSteps.Made made = requests.make(OperationType.RESTART, none(), database.changes());
        draft.request(id, RESTART, RESTART, OperationType.RESTART, made, List.of(), Costs.rolling(replicasMeanwhile()));
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void request(String id, OperationType type, ObjectNode payload, List<Change> changes, Costs costs) {
        request(id, type, payload, changes, changes, costs);
    }

    /**
     * A request for some changes, after which some of them are there.
     *
     * @param cause what it is for
     * @param changes what is there afterwards
     */
    private void request(
            String id, OperationType type, ObjectNode payload, List<Change> cause, List<Change> changes, Costs costs) {
        List<String> texts = cause.stream().map(Change::text).toList();
        RequestSteps.Made made = requests.make(type, payload, String.join("\n", texts));
        step(id, type, made, changes, texts, costs);
    }

    private void step(
            String id,
            OperationType type,
            RequestSteps.Made made,
            List<Change> changes,
            List<String> texts,
            Costs costs) {
        String what = Wording.of(type).what();
        if (made.refused().isEmpty()) {
            String why = changes.isEmpty() ? what : String.join("; ", texts);
            draft.request(id, what, why, type, made, changes, costs);
        } else {
            draft.refuse(
                    "refused-" + id,
                    what,
                    "KubeDB refuses the request, or never ends it: " + String.join("; ", made.refused()),
                    procedures.byHand("mend what is refused", made.refused().toArray(String[]::new)));
        }
    }
}
