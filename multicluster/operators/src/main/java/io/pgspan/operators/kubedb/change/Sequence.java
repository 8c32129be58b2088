package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Disposable;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.kubedb.ops.Operation;
import io.pgspan.operators.kubedb.ops.OpsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps in their order. Each is safe after those before it:
 *
 * <ol>
 *   <li>what can't be done, so that nothing of such a plan is begun; then requests of others end, and a halted database is woken
 *   <li>the policy is extended before a pod needs it; what takes effect by itself is patched
 *   <li>volumes grow before anything else may fill them; pods are added before they are needed for confirmations; more memory comes
 *       before settings that use it
 *   <li>settings are dropped before another version that may not know them, and added after it
 *   <li>TLS, password, settings, then less memory and whatever needs only a restart
 *   <li>pods are taken away when no setting needs them any more, then the policy shrinks
 *   <li>a database that is to be halted is halted at last
 * </ol>
 */
final class Sequence {
    /** A request in one of these phases, or in none, changes nothing yet. */
    private static final List<String> NOT_BEGUN = List.of("Pending", "");

    private final DatabaseChange database;
    private final PolicyChange policy;
    private final KubeDbChangeSettings settings;
    private final RequestSteps requests;
    private final Procedures procedures;
    private final OperationSteps operations;
    private final Draft draft;

    Sequence(
            DatabaseChange database,
            PolicyChange policy,
            KubeDbWriting writing,
            KubeDbChangeSettings settings,
            Observed observed) {
        this.database = database;
        this.policy = policy;
        this.settings = settings;
        Seen seen = new Seen(observed, database.namespace(), database.name());
        this.requests = new RequestSteps(database, seen, settings);
        this.procedures = new Procedures(database, policy, requests, settings);
        this.draft = new Draft(database, settings);
        this.operations = new OperationSteps(database, writing, settings, seen, requests, procedures, draft);
    }

    Draft write(List<ObjectNode> others, List<ObjectKey> gone) {
        boolean down = database.replicasAfter() < database.replicasBefore();
        boolean late = down && !policy.covers(database.replicasBefore());
        boolean restartsByPolicy = policy.restarts();
        new Refusals(database, policy, procedures).write(draft);
        othersEnd();
        if (!others.isEmpty()) {
            draft.apply(
                    "other-objects",
                    "apply the other objects",
                    "they changed; KubeDB has nothing to do with them",
                    others,
                    List.of());
        }
        wake();
        if (!late) {
            policy("policy", "a pod that the policy does not cover is not made");
        }
        patches();
        operations.volumes();
        operations.replicas(!down);
        boolean takesMemory = operations.takesMemory();
        if (!takesMemory) {
            operations.scaling();
        }
        operations.version();
        operations.accessAndSettings();
        if (takesMemory) {
            operations.scaling();
        }
        boolean renamed = late && policy.isOther();
        if (renamed) {
            // the pods that only the old policy covers go before the database names the new one
            operations.replicas(true);
            policy("policy", "the database is to be placed by it");
        }
        operations.restart(restartsByPolicy && !late);
        operations.replicas(down && !renamed);
        operations.groups();
        if (late && !renamed) {
            policy("policy-shrink", "the ordinals it no longer names are gone");
            if (restartsByPolicy) {
                operations.plainRestart("restart-for-policy");
            }
        }
        lastPatches();
        leftOvers(gone);
        return draft;
    }

    /** One operation by itself. */
    Draft write(Operation operation, String reason) {
        othersEnd();
        operations.operation(operation, reason);
        return draft;
    }

    /** Requests that are not ours end first: only one runs at a time, and a newer one of its type would replace one that waits. */
    private void othersEnd() {
        requests.there().forEach((name, reading) -> {
            if (reading.status().isFinal()) {
                return;
            }
            String why =
                    "only one request of a database runs at a time, and of those that wait only the newest of a type";
            if (reading.violations().isEmpty()) {
                draft.await(
                        "wait-" + name,
                        "wait for the request " + name,
                        why,
                        new Condition(
                                new ObjectKey(OpsRequest.API_VERSION, OpsRequest.KIND, database.namespace(), name),
                                "status.phase",
                                List.of("Successful", "Failed", "Skipped", "Denied"),
                                List.of(),
                                settings.stepLimit()));
            } else {
                ObjectKey request = new ObjectKey(OpsRequest.API_VERSION, OpsRequest.KIND, database.namespace(), name);
                draft.delete(
                        "delete-" + name,
                        "it never ends, and holds up those behind it: "
                                + String.join(
                                        "; ",
                                        reading.violations().stream()
                                                .map(Object::toString)
                                                .toList()),
                        request,
                        "create it again, mended",
                        new Condition(request, "status.phase", NOT_BEGUN, List.of(), settings.stepLimit()));
            }
        });
    }

    private void wake() {
        if (database.haltedBefore() && (database.needsDatabase() || !database.haltedAfter() || policy.restarts())) {
            List<Change> changes = database.haltedAfter()
                    ? List.of(halted(BooleanNode.TRUE, BooleanNode.FALSE))
                    : database.of(Way.HALT);
            draft.patch("wake", "wake the database", "requests need a running one", changes, Costs.none(), "Ready");
        }
    }

    private static Change halted(JsonNode before, JsonNode after) {
        return new Change(At.HALTED, before, after);
    }

    private void policy(String id, String why) {
        policy.toApply().ifPresent(object -> {
            List<String> notes = new ArrayList<>();
            notes.add("the policy belongs to no namespace: every database that names it is placed by it");
            if (policy.namesOtherClasses()) {
                notes.add("volumes that are there stay in their storage class; only new ones are made in another");
            }
            draft.apply(id, "apply " + ObjectKey.of(object).title(), why, List.of(object), notes);
        });
    }

    /** Whether a patch takes something away that a request before it still needs. */
    private static boolean isLate(Change change) {
        return change.isRemoved() && change.isIn(At.ARBITER);
    }

    private void patches() {
        List<Change> changes = new ArrayList<>(database.of(Way.PATCH));
        changes.removeIf(Sequence::isLate);
        draft.patch(
                "patch", "patch what takes effect by itself", "no pod restarts for it", changes, Costs.none(), null);
    }

    private void lastPatches() {
        List<Change> changes = new ArrayList<>(database.of(Way.PATCH));
        changes.removeIf(change -> !isLate(change));
        draft.patch(
                "patch-late",
                "take the arbiter out of the object",
                "an odd number of replicas needs none; see that the arbiter's pod and volume are gone",
                changes,
                Costs.none(),
                null);
        if (database.haltedAfter()) {
            List<Change> halt = database.haltedBefore()
                    ? List.of(halted(BooleanNode.FALSE, BooleanNode.TRUE))
                    : database.of(Way.HALT);
            boolean isAwake = !database.haltedBefore() || draft.ids().contains("wake");
            if (isAwake) {
                draft.patch("halt", "halt the database", "it is to be away", halt, Costs.halt(), "Halted");
            }
        }
    }

    private void leftOvers(List<ObjectKey> gone) {
        gone.stream()
                .filter(Disposable::is)
                .forEach(object -> draft.delete(
                        "delete-" + object.kind().toLowerCase(Locale.ROOT) + "-" + object.name(),
                        "the new wish has it no more, and it holds no data",
                        object,
                        "apply it again",
                        null));
        List<ObjectKey> keys = new ArrayList<>(gone);
        keys.removeIf(Disposable::is);
        policy.leftOver().map(ObjectKey::of).ifPresent(keys::add);
        if (!keys.isEmpty()) {
            List<String> titles = keys.stream().map(ObjectKey::title).toList();
            draft.byHand(
                    "left-over",
                    "delete what the new wish has no more, if nobody else uses it: " + String.join(", ", titles),
                    "other databases may name it",
                    titles.stream().map(title -> "delete " + title).toList());
        }
    }
}
