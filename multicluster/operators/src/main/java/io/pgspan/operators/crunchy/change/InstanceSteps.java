package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Instances that come and go. What comes does so long before anything goes: a set that takes another's place has its data, and the primary,
 * before the other one is taken out with its volumes.
 */
final class InstanceSteps {
    private static final int SET = 2;

    private final Context context;

    InstanceSteps(Context context) {
        this.context = context;
    }

    private static String set(Change change) {
        List<TreePath.Step> steps = change.path().steps();
        return steps.size() > SET ? steps.get(SET).item() : "";
    }

    private boolean isUp(Change change) {
        Map<String, Integer> before = context.before().sets();
        Map<String, Integer> after = context.after().sets();
        String set = set(change);
        boolean stays = before.containsKey(set) && after.containsKey(set);
        return stays ? after.getOrDefault(set, 0) > before.getOrDefault(set, 0) : after.containsKey(set);
    }

    /** Sets are added and get more instances. */
    void up() {
        if (!context.cluster().any(Way.SCALE)) {
            return;
        }
        List<Change> changes =
                context.cluster().of(Way.SCALE).stream().filter(this::isUp).toList();
        Draft draft = context.draft();
        draft.step("add-instances", "add instances")
                .done(() -> draft.running(true))
                .abort("an instance does not become ready: see whether its volume is bound and its data arrives")
                .undo("patch the old number back; the new instances are deleted with their volumes")
                .note("a new instance gets its data from the backup in the first repository, else from the primary")
                .patch(changes);
    }

    /** Sets are taken out and get fewer instances. */
    void down() {
        if (!context.cluster().any(Way.SCALE)) {
            return;
        }
        List<Change> changes = context.cluster().of(Way.SCALE).stream()
                .filter(change -> !isUp(change))
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        Set<String> removed = new TreeSet<>(context.before().sets().keySet());
        removed.removeAll(context.after().sets().keySet());
        boolean primaryStays = removed.isEmpty() || movePrimaryOutOf(removed);
        Draft draft = context.draft();
        Side then = context.after();
        Costs costs = draft.current().isShutDown()
                ? Costs.none()
                : primaryStays || then.isStandby() ? Costs.others() : Costs.handOver(draft.current());
        boolean blocks = wantsMoreStandbys(then);
        draft.step("remove-instances", "remove instances with their volumes")
                .costs(
                        blocks
                                ? Costs.away(
                                        Risk.DOWNTIME,
                                        "until as many standbys confirm again as synchronous replication strictly"
                                                + " wants")
                                : costs)
                .ready(draft.healthy())
                .done(() -> draft.running(false))
                .undo("none: the volumes are gone; more instances get new ones")
                .notes(context.warnings().of("set-removed", "replicas-lowered"))
                .notes(
                        blocks
                                ? List.of("synchronous_mode_strict wants more standbys than are left: nobody can write"
                                        + " then")
                                : List.of())
                .notes(
                        draft.current().isShutDown()
                                ? List.of("instances are counted by their pods: these go when the cluster is started"
                                        + " again")
                                : List.of())
                .patch(changes);
    }

    private static boolean wantsMoreStandbys(Side side) {
        JsonNode dynamic = side.at(At.DYNAMIC);
        boolean strict = dynamic.path("synchronous_mode_strict").asBoolean(false)
                && !List.of("", "false", "off")
                        .contains(dynamic.path("synchronous_mode").asText(""));
        return strict
                && side.instances() - 1 < dynamic.path("synchronous_node_count").asInt(1);
    }

    /** Whether the primary is known to be elsewhere then. */
    private boolean movePrimaryOutOf(Set<String> removed) {
        Draft draft = context.draft();
        if (draft.current().isShutDown()) {
            return true;
        }
        Optional<String> primary = context.seen().primarySet();
        if (primary.isPresent() && !removed.contains(primary.get())) {
            return true;
        }
        Collection<String> staying = new ArrayList<>(context.after().sets().keySet());
        Optional<String> target = context.seen().instanceIn(staying);
        if (primary.isEmpty() || target.isEmpty() || !context.operator().isAtLeast(5, 1)) {
            draft.step(
                            "move-primary",
                            "see that the primary is in none of these sets, and switch over to another one if it is: "
                                    + String.join(", ", removed))
                    .why("a set that is taken out is deleted with all its instances at once, the primary among them")
                    .costs(Costs.handOver(draft.current()))
                    .ready(draft.healthy())
                    .undo("switch back")
                    .byHand(
                            "find the pod with the label " + At.PREFIX + "role=master, and its label " + At.PREFIX
                                    + "instance-set",
                            "if its set is one of " + String.join(", ", removed)
                                    + ": write spec.patroni.switchover with enabled: true and, as targetInstance, the"
                                    + " name of an instance that stays, and annotate the cluster with"
                                    + " trigger-switchover and a new value");
            return false;
        }
        String id = Context.id(target.get(), seenSwitchover(), draft.current().annotation(At.SWITCHOVER_TRIGGER));
        ObjectNode next = draft.current().tree().deepCopy();
        next.withObject("/spec/patroni")
                .putObject("switchover")
                .put("enabled", true)
                .put("targetInstance", target.get());
        next.withObject("/metadata/annotations").put(At.PREFIX + "trigger-switchover", id);
        ObjectNode back = draft.current().tree();
        draft.step("move-primary", "let " + target.get() + " take over")
                .why("the primary is in a set that is taken out with all its instances at once")
                .costs(Costs.handOver(draft.current()))
                .ready(draft.healthy())
                .done(draft.status("status.patroni.switchover", List.of(id), List.of()))
                .undo("switch back")
                .patchTo(next, List.of());
        draft.step("forget-switchover", "take the order to switch over out of the object")
                .why("it has been carried out, and the new wish does not have it")
                .done(draft::observed)
                .patchTo(back, List.of());
        return true;
    }

    private String seenSwitchover() {
        return context.seen().status().path("patroni").path("switchover").asText("");
    }
}
