package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Map;

/**
 * What PGO does only when an annotation has a value it has not had: a backup, a switchover, a restore in place. A section alone does nothing, so
 * that a changed one is followed by its annotation; a restore overwrites the data, so that a human says so in every case.
 */
final class TriggerSteps {
    private static final String CONFIRM = "confirm-restore";

    private final Context context;

    TriggerSteps(Context context) {
        this.context = context;
    }

    private static boolean isSection(Change change) {
        return !At.ANNOTATIONS.covers(change.path());
    }

    /** Whether an annotation starts something now, given the section it needs. */
    private boolean isTriggered(TreePath trigger, String seenId, boolean ableBefore, boolean ableAfter) {
        String id = context.after().annotation(trigger);
        if (!ableAfter || id.isEmpty()) {
            return false;
        }
        String said = ableBefore ? context.before().annotation(trigger) : "";
        return !context.isLast(id, seenId, said);
    }

    private JsonNode backrest() {
        return context.seen().status().path("pgbackrest");
    }

    /** A backup by hand. */
    void backup() {
        List<Change> changes = context.cluster().of(Way.BACKUP);
        if (changes.isEmpty()) {
            return;
        }
        Draft draft = context.draft();
        JsonNode manual = context.after().at(At.MANUAL);
        String seenId = backrest().path("manualBackup").path("id").asText("");
        boolean triggered = isTriggered(
                At.BACKUP_TRIGGER, seenId, context.before().at(At.MANUAL).isObject(), manual.isObject());
        Draft.Stepping step =
                draft.step("backup", triggered ? "take a backup" : "change how backups by hand are taken");
        if (triggered && canWrite()) {
            backedUp(step, context.after().annotation(At.BACKUP_TRIGGER));
        }
        boolean patched = step.patch(changes);
        boolean asked = manual.isObject() && changes.stream().anyMatch(TriggerSteps::isSection);
        if (patched && asked && !triggered && canWrite()) {
            String id = Context.id(manual.toString(), seenId, draft.current().annotation(At.BACKUP_TRIGGER));
            backedUp(draft.step("take-backup", "take a backup"), id)
                    .why("the section manual alone does nothing: the annotation has a value it has not had")
                    .undo("none is needed: the backup stays until it expires")
                    .annotate(Map.of(At.PREFIX + "pgbackrest-backup", id));
        }
    }

    private Draft.Stepping backedUp(Draft.Stepping step, String id) {
        String at = "status.pgbackrest.manualBackup.";
        return step.done(context.draft()
                        .status(at + "id", List.of(id), List.of())
                        .and(at + "finished", List.of("true"), List.of())
                        .and(
                                "status.conditions[type=PGBackRestManualBackupSuccessful].status",
                                List.of("True"),
                                List.of()))
                .abort("PGBackRestManualBackupSuccessful is False for this id: see the job's log");
    }

    private boolean canWrite() {
        Side now = context.draft().current();
        return !now.isStandby() && !now.isShutDown() && !now.isPaused();
    }

    /** Whether a switchover can't be, and why; empty when it can or none is asked for. */
    String refusedSwitchover() {
        JsonNode section = context.after().at(At.SWITCHOVER);
        if (context.cluster().of(Way.SWITCHOVER).isEmpty()
                || !section.path("enabled").asBoolean(false)) {
            return "";
        }
        if (Math.max(context.before().instances(), context.after().instances()) < 2) {
            return "there is one instance, and nobody to hand over to";
        }
        boolean failover = section.path("type").asText("").equals("Failover");
        return failover && section.path("targetInstance").asText("").isEmpty()
                ? "a failover needs targetInstance, the name of the instance that takes over"
                : "";
    }

    /** The primary moves. */
    void switchover() {
        List<Change> changes = context.cluster().of(Way.SWITCHOVER);
        if (changes.isEmpty()) {
            return;
        }
        Draft draft = context.draft();
        JsonNode section = context.after().at(At.SWITCHOVER);
        boolean enabled = section.path("enabled").asBoolean(false);
        String seenId =
                context.seen().status().path("patroni").path("switchover").asText("");
        boolean triggered = isTriggered(
                At.SWITCHOVER_TRIGGER,
                seenId,
                context.before().at(At.SWITCHOVER).path("enabled").asBoolean(false),
                enabled);
        boolean runs = !draft.current().isShutDown();
        Draft.Stepping step = draft.step(
                "switchover",
                triggered ? "let the primary move" : "change how the primary is moved when that is asked for");
        if (triggered && runs) {
            moved(step, context.after().annotation(At.SWITCHOVER_TRIGGER));
        }
        boolean patched = step.patch(changes);
        boolean asked = enabled && changes.stream().anyMatch(TriggerSteps::isSection);
        if (patched && asked && !triggered && runs) {
            String id = Context.id(section.toString(), seenId, draft.current().annotation(At.SWITCHOVER_TRIGGER));
            moved(draft.step("switch-over", "let the primary move"), id)
                    .why("the section switchover alone does nothing: the annotation has a value it has not had")
                    .undo("switch back in the same way, with another value")
                    .annotate(Map.of(At.PREFIX + "trigger-switchover", id));
        }
    }

    private Draft.Stepping moved(Draft.Stepping step, String id) {
        Side now = context.draft().current();
        return step.costs(now.isStandby() ? Costs.others() : Costs.handOver(now))
                .ready(context.draft().healthy())
                .done(context.draft().status("status.patroni.switchover", List.of(id), List.of()))
                .abort(
                        "the operator's log tells that Patroni refused: it tries again at every round until the annotation is gone");
    }

    /** The data is overwritten. */
    void restore() {
        List<Change> changes = context.cluster().of(Way.RESTORE);
        if (changes.isEmpty()) {
            return;
        }
        Draft draft = context.draft();
        JsonNode last = backrest().path("restore");
        boolean enabled = isEnabled(context.after());
        String id = context.after().annotation(At.RESTORE_TRIGGER);
        boolean section = changes.stream().anyMatch(TriggerSteps::isSection);
        boolean again = enabled
                && section
                && !id.isEmpty()
                && isEnabled(context.before())
                && !last.path("finished").asBoolean(false);
        boolean triggered = again
                || isTriggered(At.RESTORE_TRIGGER, last.path("id").asText(""), isEnabled(context.before()), enabled);
        if (!triggered) {
            boolean patched = draft.step("restore", "change how a restore is made when one is asked for")
                    .patch(changes);
            if (patched && enabled && section) {
                byHand();
            }
            return;
        }
        draft.step(CONFIRM, "say that all data of " + context.cluster().key().title() + " may be overwritten")
                .why("the cluster is stopped and its data restored in place: what was written after the target is lost")
                .undo("none is needed")
                .abort("anybody still needs the data that is there")
                .byHand(
                        "see with pgbackrest info that the repository has the backup, and the log up to the target",
                        "take a backup of what is there, or restore into another cluster by dataSource instead");
        draft.step("restore", "restore the data in place")
                .costs(away())
                .done(restored(id))
                .abort(
                        "PostgresDataInitialized is False with the reason PGBackRestRestoreFailed: see the job's log, and change the"
                                + " options or the annotation")
                .undo("none: the data is overwritten; restore another target")
                .note("write enabled: false afterwards, so that no later annotation restores again")
                .note("replicas are made anew from the restored primary; the status of other backups is forgotten")
                .patch(changes);
    }

    private void byHand() {
        context.draft()
                .step(
                        CONFIRM,
                        "annotate the cluster with pgbackrest-restore and a new value, if the data is to be overwritten now")
                .why(
                        "the section restore alone does nothing; with the annotation the cluster is stopped and its data overwritten")
                .costs(away())
                .undo("none: the data is overwritten")
                .abort("anybody still needs the data that is there")
                .byHand(
                        "see with pgbackrest info that the repository has the backup, and the log up to the target",
                        "annotate " + context.cluster().key().title() + " with " + At.PREFIX
                                + "pgbackrest-restore and a value it has not had, or leave it and nothing happens",
                        "wait until status.pgbackrest.restore.finished is true and PostgresDataInitialized is True");
    }

    private static Costs away() {
        return Costs.away(
                Risk.DATA_MOVEMENT,
                "no figure is published: all instances stop, the backup is restored and the log replayed, and the cluster starts");
    }

    private Condition restored(String id) {
        return context.draft()
                .status("status.pgbackrest.restore.id", List.of(id), List.of())
                .and("status.pgbackrest.restore.finished", List.of("true"), List.of())
                .and("status.conditions[type=PostgresDataInitialized].status", List.of("True"), List.of());
    }

    private static boolean isEnabled(Side side) {
        return side.at(At.RESTORE).path("enabled").asBoolean(false);
    }
}
