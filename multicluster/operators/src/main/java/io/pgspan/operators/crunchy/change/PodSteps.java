package io.pgspan.operators.crunchy.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What restarts instances: their pods' templates, all in one rollout, and settings. More memory comes before settings that use it, less after. */
final class PodSteps {
    private static final int SET = 2;
    private static final int SPACE = 4;

    private final Context context;

    PodSteps(Context context) {
        this.context = context;
    }

    /** What changes templates; backups that begin do so with their sidecars. */
    List<Change> rollout() {
        List<Change> changes = new ArrayList<>(context.cluster().of(Way.ROLLOUT));
        if (!context.before().hasBackups() && context.after().hasBackups()) {
            changes.addAll(context.cluster().of(Way.BACKUPS));
        }
        return changes;
    }

    /** What needs a start, at most. */
    List<Change> all() {
        List<Change> changes = rollout();
        changes.addAll(context.cluster().of(Way.SETTINGS));
        return changes;
    }

    /** Templates and settings, in the order that leaves memory enough. */
    void write(boolean withRollout) {
        if (!withRollout) {
            settings();
        } else if (takesMemory()) {
            settings();
            roll();
        } else {
            roll();
            settings();
        }
    }

    private boolean takesMemory() {
        return context.cluster().of(Way.ROLLOUT).stream()
                .filter(change -> change.path().last().key().equals("memory"))
                .anyMatch(change -> Ways.isShrunk(change.before(), change.after()));
    }

    private void settings() {
        if (!context.cluster().any(Way.SETTINGS)) {
            return;
        }
        Draft draft = context.draft();
        Effect effect = context.settings().effect();
        List<String> restarting = context.settings().restarting();
        boolean byHand =
                effect == Effect.RESTART_IN_PLACE && !context.operator().isAtLeast(5, 1);
        Costs costs = draft.current().isShutDown()
                ? Costs.none()
                : switch (effect) {
                    case RESTART_IN_PLACE -> byHand ? Costs.reload() : Costs.restart(draft.current());
                    case NOTHING, IGNORED -> Costs.none();
                    default -> Costs.reload();
                };
        Draft.Stepping step = draft.step("settings", "change settings")
                .costs(costs)
                .done(draft::observed)
                .undo("patch the old settings back: what needed a restart needs another one")
                .notes(context.settings().notes());
        if (effect == Effect.RESTART_IN_PLACE) {
            step.ready(draft.healthy())
                    .note("takes effect with a restart in place: " + String.join(", ", restarting))
                    .abort("an instance does not come up with the new settings");
        }
        boolean patched = step.patch(context.cluster().of(Way.SETTINGS));
        if (patched && byHand && !draft.current().isShutDown()) {
            draft.step("restart", "restart the instances whose settings wait for it")
                    .why("operator " + context.operator() + " leaves that to people; it is done by itself since 5.1")
                    .costs(Costs.restart(draft.current()))
                    .undo("none is needed")
                    .byHand("run patronictl restart --pending in the container database of an instance");
        }
    }

    private void roll() {
        List<Change> changes = rollout();
        if (changes.isEmpty()) {
            return;
        }
        Draft draft = context.draft();
        confirmSpaces(changes);
        draft.step("rollout", "roll out pods made anew")
                .costs(costs(changes))
                .ready(isKnownUnhealthy() ? null : draft.healthy())
                .done(() -> draft.running(true))
                .abort("a pod made anew does not become ready: the others keep running, one instance at most is away")
                .undo("patch the old values back: which is another rollout")
                .note("the status is a round behind: look at it twice before the next step")
                .notes(notes(changes))
                .patch(changes);
    }

    private boolean isKnownUnhealthy() {
        return context.seen()
                .healthy(context.draft().current())
                .filter(healthy -> !healthy)
                .isPresent();
    }

    /** With the primary known to be in a set that does not change, nobody hands over. */
    private Costs costs(List<Change> changes) {
        Side now = context.draft().current();
        Optional<String> primary = context.seen().primarySet();
        boolean elsewhere =
                primary.isPresent() && changes.stream().allMatch(change -> isOfOtherSet(change, primary.get()));
        return elsewhere && !now.isShutDown() ? Costs.others() : Costs.rollout(now);
    }

    private static boolean isOfOtherSet(Change change, String primary) {
        List<TreePath.Step> steps = change.path().steps();
        return At.INSTANCES.covers(change.path())
                && steps.size() > SET
                && !steps.get(SET).item().equals(primary);
    }

    private void confirmSpaces(List<Change> changes) {
        Set<String> gone = new LinkedHashSet<>();
        for (Change change : changes) {
            List<TreePath.Step> steps = change.path().steps();
            boolean space = At.TABLESPACES.covers(change.path()) && steps.size() > SPACE;
            if (space && change.isRemoved()) {
                TreePath item = At.set(steps.get(SET).item())
                        .field("tablespaceVolumes")
                        .keyed("name", steps.get(SPACE).item());
                if (context.after().at(item).isMissingNode()) {
                    gone.add(steps.get(SPACE).item());
                }
            }
        }
        if (!gone.isEmpty()) {
            context.draft()
                    .step("confirm-tablespaces", "see that nothing lies in the tablespaces " + String.join(", ", gone))
                    .why("an instance whose tablespace is not mounted does not start")
                    .costs(new Costs(Risk.NONE, Costs.none().outage()))
                    .undo("none is needed")
                    .abort("something lies in them")
                    .byHand(
                            "move what lies in them with ALTER ... SET TABLESPACE, or ALTER DATABASE",
                            "DROP TABLESPACE in PostgreSQL");
        }
    }

    private List<String> notes(List<Change> changes) {
        List<String> notes = new ArrayList<>();
        Set<String> places =
                changes.stream().map(change -> Sameness.place(change.path())).collect(Collectors.toSet());
        boolean wal = places.stream().anyMatch(place -> place.startsWith("spec.instances.walVolumeClaimSpec"));
        if (wal) {
            notes.add(
                    "the write-ahead log moves while an instance starts; a volume it leaves stays mounted until then and is deleted"
                            + " after, with which pods are made anew a second time, and needs room on the volume for data");
        }
        if (places.contains("spec.port")) {
            notes.add(
                    "clients that name the port use the new one from the hand-over on; while pods are made anew both are in use");
        }
        if (places.stream()
                .anyMatch(place -> place.startsWith("spec.monitoring") || place.startsWith("spec.instrumentation"))) {
            notes.add(
                    "the libraries that metrics need are preloaded, or no more: settings that wait for a restart get one with the pods");
        }
        if (places.contains("spec.image")) {
            notes.add("the image must have the same major version: an instance with another one does not start");
        }
        if (!context.before().hasBackups() && context.after().hasBackups()) {
            notes.add("archiving begins: each instance gets sidecars, a stanza is made, and a first backup is taken");
        }
        boolean everything = places.stream()
                .anyMatch(place -> place.startsWith("spec.metadata") || place.startsWith("spec.imagePull"));
        if (everything) {
            notes.add("the pods of the pooler and of the repository host are made anew too");
        }
        return notes;
    }
}
