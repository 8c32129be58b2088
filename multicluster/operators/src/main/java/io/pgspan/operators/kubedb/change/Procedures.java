package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.kubedb.ops.OperationType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans that achieve in another way what an existing database can't become. */
final class Procedures {
    private static final String NEXT = "-next";
    private static final String HAND_OVER = "the plan is planned again for whatever else changes";

    private final DatabaseChange database;
    private final PolicyChange policy;
    private final RequestSteps requests;
    private final KubeDbChangeSettings settings;

    Procedures(DatabaseChange database, PolicyChange policy, RequestSteps requests, KubeDbChangeSettings settings) {
        this.database = database;
        this.policy = policy;
        this.requests = requests;
        this.settings = settings;
    }

    /** Instructions for a human. */
    ChangePlan byHand(String title, String... instructions) {
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < instructions.length; i++) {
            steps.add(hand("by-hand-" + (i + 1), instructions[i], title, Step.Risk.NONE, Outage.none()));
        }
        return ChangePlan.of(title, steps);
    }

    /** A second database that follows the first one, and takes over. */
    ChangePlan newDatabase() {
        ObjectKey old = database.written();
        ObjectNode next = next();
        ObjectKey key = ObjectKey.of(next);
        List<PlannedStep> steps = awake();
        steps.add(hand(
                "prepare-source",
                "make the secrets and the binding that a remote replica of " + old.title()
                        + " needs, with KubeDB's command remote-config, and give the new database the same superuser's name and"
                        + " password",
                "a remote replica connects as a user of its source",
                Step.Risk.NONE,
                Outage.none()));
        List<ObjectNode> objects = new ArrayList<>();
        policy.after().ifPresent(object -> {
            ObjectNode copy = object.deepCopy();
            String name = copy.path("metadata").path("name").asText() + NEXT;
            copy.withObject("/metadata").put("name", name);
            next.withObject("/spec/podTemplate/spec/podPlacementPolicy").put("name", name);
            objects.add(copy);
        });
        objects.add(next);
        Condition ready = new Condition(
                new ObjectKey("kubedb.com/v1", "Postgres", database.namespace(), key.name()),
                "status.phase",
                List.of("Ready"),
                List.of(),
                settings.migrationTimeout());
        steps.add(step(
                "create-next",
                "create " + key.title() + " as a remote replica, with all that is wished for",
                "the new one copies the data while the old one serves",
                Step.Risk.DATA_MOVEMENT,
                new Deed.Apply(objects, List.of()),
                null,
                ready,
                Outage.none()));
        steps.add(hand(
                "stop-writes",
                "keep clients from writing to " + old.title() + ", and wait until " + key.title()
                        + " has replayed all of its WAL",
                "what is written later is only in the old one",
                Step.Risk.DOWNTIME,
                Outage.atLeast(
                        Duration.ZERO,
                        "from the moment clients are kept from writing until they use the new database")));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = patch.putObject("spec").putNull("remoteReplica");
        JsonNode check = database.after().at("/spec/healthChecker/disableWriteCheck");
        if (!check.asBoolean(false)) {
            spec.putObject("healthChecker")
                    .set("disableWriteCheck", check.isMissingNode() ? NullNode.getInstance() : check);
        }
        steps.add(step(
                "promote-next",
                "let " + key.title() + " take over",
                "it has all data; KubeDB leaves promotion of a remote replica to a human",
                Step.Risk.DOWNTIME,
                new Deed.Patch(key, patch),
                ready,
                ready,
                Outage.none()));
        steps.add(hand(
                "move-clients",
                "let clients use the services of " + key.title() + ", and see that it accepts writes",
                "the new database has addresses of its own",
                Step.Risk.NONE,
                Outage.none()));
        steps.add(hand(
                "delete-old",
                "delete " + old.title() + " once a backup of the new one is there",
                "two databases must not take writes",
                Step.Risk.NONE,
                Outage.none()));
        return ChangePlan.of("a new database takes the place of " + old.title(), steps);
    }

    private ObjectNode next() {
        ObjectNode next = database.after().deepCopy();
        ObjectNode metadata = next.withObject("/metadata");
        String name = metadata.path("name").asText();
        if (name.equals(database.name())
                && ObjectKey.of(next)
                        .namespace()
                        .equals(ObjectKey.of(database.before()).namespace())) {
            metadata.put("name", name + NEXT);
        }
        ObjectNode spec = next.withObject("/spec");
        spec.remove(List.of("init", "halted"));
        spec.put("version", database.storedBefore(At.VERSION).asText());
        ObjectNode source = spec.putObject("remoteReplica").putObject("sourceRef");
        source.put("name", database.name()).put("namespace", database.namespace());
        spec.withObject("/healthChecker").put("disableWriteCheck", true);
        return next;
    }

    /** The ordinals from the first moved one are taken away and made anew where they are wished for. */
    ChangePlan throughScaling(int first) {
        List<PlannedStep> steps = awake();
        steps.add(scaling("scale-down", first, Costs.handOver()));
        ObjectNode shrunk = shrunk(first);
        steps.add(step(
                "policy-shrink",
                "take ordinals from " + first + " out of "
                        + ObjectKey.of(shrunk).title(),
                "an ordinal that is in the old and the new policy may not move",
                Step.Risk.NONE,
                new Deed.Apply(List.of(shrunk), List.of()),
                null,
                null,
                Outage.none()));
        steps.add(hand(
                "delete-volumes",
                "delete the ManifestWorks of the volumes data-" + database.name() + "-" + first
                        + " and above in their old Kubernetes clusters",
                "KubeDB leaves volumes behind when it scales down",
                Step.Risk.NONE,
                Outage.none()));
        ObjectNode wanted = policy.after().orElse(shrunk);
        steps.add(step(
                "policy-extend",
                "place them where they are wished for: " + ObjectKey.of(wanted).title(),
                "a pod that the policy does not cover is not made",
                Step.Risk.NONE,
                new Deed.Apply(List.of(wanted), List.of()),
                null,
                null,
                Outage.none()));
        steps.add(scaling("scale-up", database.replicasAfter(), Costs.reload()));
        return ChangePlan.of(
                "ordinals from " + first + " are scaled away and made anew elsewhere; then " + HAND_OVER, steps);
    }

    private PlannedStep scaling(String id, int replicas, Costs costs) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("replicas", replicas);
        for (String mode : List.of("standbyMode", "streamingMode")) {
            payload.set(mode, database.storedBefore(At.SPEC.field(mode)));
        }
        return request(id, "scale to " + replicas + " pods", OperationType.HORIZONTAL_SCALING, payload, costs);
    }

    private ObjectNode shrunk(int first) {
        ObjectNode shrunk =
                policy.before().orElseGet(JsonNodeFactory.instance::objectNode).deepCopy();
        for (String section : List.of("clusterSpreadConstraint", "ocm")) {
            if (!(shrunk.path("spec").path(section).get("distributionRules") instanceof ArrayNode rules)) {
                continue;
            }
            for (int i = rules.size() - 1; i >= 0; i--) {
                for (String field : List.of("replicaIndices", "replicas")) {
                    if (rules.get(i).get(field) instanceof ArrayNode indices) {
                        removeFrom(indices, first);
                        if (indices.isEmpty()) {
                            rules.remove(i);
                            break;
                        }
                    }
                }
            }
        }
        return shrunk;
    }

    private static void removeFrom(ArrayNode indices, int first) {
        for (int i = indices.size() - 1; i >= 0; i--) {
            if (indices.get(i).asInt() >= first) {
                indices.remove(i);
            }
        }
    }

    /** A group of read replicas is removed and added again. */
    ChangePlan newGroup(String group, List<Change> changes) {
        ObjectNode removal = JsonNodeFactory.instance.objectNode();
        removal.putArray("readReplicas").addObject().put("name", group).put("remove", true);
        ObjectNode addition = JsonNodeFactory.instance.objectNode();
        JsonNode wanted = database.storedAfter(At.READ_REPLICAS.keyed("name", group));
        ArrayNode groups = addition.putArray("readReplicas");
        if (wanted instanceof ObjectNode object) {
            groups.add(object.deepCopy());
        }
        for (ObjectNode payload : List.of(removal, addition)) {
            for (String mode : List.of("standbyMode", "streamingMode")) {
                payload.set(mode, database.storedBefore(At.SPEC.field(mode)));
            }
        }
        List<PlannedStep> steps = awake();
        steps.add(request(
                "remove-group",
                "remove the read replicas " + group,
                OperationType.HORIZONTAL_SCALING,
                removal,
                Costs.others()));
        steps.add(request(
                "add-group",
                "add the read replicas " + group + " again",
                OperationType.HORIZONTAL_SCALING,
                addition,
                new Costs(Step.Risk.DATA_MOVEMENT, Outage.none())));
        return ChangePlan.of(
                "the group " + group + " is removed and added again with new volumes; then " + HAND_OVER, steps);
    }

    /** The beginning of a procedure: a halted database takes no requests, and nobody copies from it. */
    private List<PlannedStep> awake() {
        List<PlannedStep> steps = new ArrayList<>();
        if (database.haltedBefore()) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("spec").put("halted", false);
            steps.add(step(
                    "wake",
                    "wake the database",
                    "what follows needs a running one; halt it again afterwards",
                    Step.Risk.NONE,
                    new Deed.Patch(database.written(), patch),
                    null,
                    new Condition(
                            database.database(), "status.phase", List.of("Ready"), List.of(), settings.stepLimit()),
                    Outage.none()));
        }
        return steps;
    }

    private PlannedStep request(String id, String what, OperationType type, ObjectNode payload, Costs costs) {
        RequestSteps.Made made = requests.make(type, payload, database.changes());
        return step(
                id,
                what,
                what,
                costs.risk(),
                new Deed.Create(made.object()),
                new Condition(database.database(), "status.phase", List.of("Ready"), List.of(), settings.stepLimit()),
                new Condition(
                        ObjectKey.of(made.object()),
                        "status.phase",
                        List.of("Successful"),
                        List.of("Failed", "Denied", "Skipped"),
                        settings.stepLimit()),
                costs.outage());
    }

    private static PlannedStep hand(String id, String what, String why, Step.Risk risk, Outage outage) {
        return step(id, what, why, risk, new Deed.ByHand(List.of(what)), null, null, outage);
    }

    private static PlannedStep step(
            String id,
            String what,
            String why,
            Step.Risk risk,
            Deed deed,
            @Nullable Condition ready,
            @Nullable Condition done,
            Outage outage) {
        return new PlannedStep(
                new Step(
                        id,
                        what,
                        why,
                        risk,
                        ready == null ? "the step before is done" : ready.text(),
                        done == null ? "it is done" : done.text(),
                        "it fails, or nobody knows how it ended",
                        "as long as the old one takes the writes, delete what is new"),
                deed,
                ready,
                done,
                outage,
                List.of());
    }
}
