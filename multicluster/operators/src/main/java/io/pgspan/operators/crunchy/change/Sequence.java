package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.crunchy.upgrade.PgUpgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps in their order. Each is safe after those before it:
 *
 * <ol>
 *   <li>what can't be done, so that nothing of such a plan is begun; then a restore that is underway ends, and a pause does
 *   <li>what restarts instances of a cluster that is shut down, which costs nothing then; then it starts
 *   <li>what takes effect by itself, volumes grow, repositories are added, a backup is taken
 *   <li>instances are added, users let in, pods made anew and settings changed, or all of that with another version
 *   <li>the pooler, whom the cluster follows, a restore, a switchover
 *   <li>instances, the pooler, users, repositories are taken out, when nothing needs them any more
 *   <li>a cluster that is to be shut down or paused is so at last
 * </ol>
 *
 * <p>A cluster that is paused and stays so is patched at once, since the operator does nothing for it.
 */
final class Sequence {
    private final Context context;
    private final Draft draft;
    private final List<ObjectNode> others;
    private final Set<ObjectKey> had;
    private final List<ObjectKey> gone;
    private final PodSteps pods;
    private final RepositorySteps repositories;
    private final TriggerSteps triggers;
    private final UpgradeSteps upgrade;
    private final Procedures procedures;

    /**
     * Of one change.
     *
     * @param others what is there besides the cluster and is new or otherwise
     * @param had what was there besides
     * @param gone what was there besides and is no more
     */
    Sequence(
            Context context,
            CrunchyChangeSettings settings,
            List<ObjectNode> others,
            List<ObjectNode> allOthers,
            Set<ObjectKey> had,
            List<ObjectKey> gone) {
        this.context = context;
        this.draft = context.draft();
        this.had = had;
        this.gone = gone;
        this.procedures = new Procedures(context.cluster(), settings);
        this.pods = new PodSteps(context);
        this.repositories = new RepositorySteps(context);
        this.triggers = new TriggerSteps(context);
        this.upgrade = new UpgradeSteps(context, allOthers);
        List<ObjectNode> early = new ArrayList<>(others);
        if (upgrade.isAsked()) {
            upgrade.wished().ifPresent(early::remove);
        }
        this.others = early;
    }

    void write() {
        new Refusals(context, procedures).write(triggers, upgrade);
        otherClusters();
        Side before = context.before();
        Side after = context.after();
        restoreEnds();
        others();
        if (before.isPaused() && after.isPaused()) {
            whilePaused();
        } else {
            if (before.isPaused()) {
                draft.step("unpause", "end the pause")
                        .why("nothing else is carried out before")
                        .done(draft::observed)
                        .undo("pause it again")
                        .patch(context.cluster().of(Way.PAUSE));
            }
            running(before, after);
            if (after.isPaused()) {
                draft.step("pause", "pause the operator")
                        .why("it is to be paused; Patroni still fails over, and nothing else is carried out")
                        .done(draft.status("status.conditions[type=Progressing].reason", List.of("Paused"), List.of()))
                        .undo("write paused: false")
                        .patch(context.cluster().of(Way.PAUSE));
            }
        }
        api();
        leftOvers();
    }

    private void restoreEnds() {
        if (context.seen().isRestoring()) {
            draft.step("wait-for-restore", "wait until the restore that is underway has ended")
                    .why("the operator looks at nothing else before")
                    .undo("none is needed")
                    .await(draft.status(
                            "status.conditions[type=PGBackRestoreProgressing].status", List.of(""), List.of()));
        }
    }

    /** Another cluster that was there already has an order of steps of its own. */
    private void otherClusters() {
        List<ObjectNode> clusters = others.stream()
                .filter(object -> object.path("kind")
                                .asText()
                                .equals(context.cluster().key().kind())
                        && had.contains(ObjectKey.of(object)))
                .toList();
        if (!clusters.isEmpty()) {
            String titles = clusters.stream()
                    .map(object -> ObjectKey.of(object).title())
                    .collect(Collectors.joining(", "));
            draft.refuse(
                    "refused-other-cluster",
                    "change " + titles,
                    "it would be applied at once, whatever that does to its data",
                    procedures.byHand("plan the change of " + titles, "give the planner each cluster by itself"));
        }
    }

    private void others() {
        if (!others.isEmpty()) {
            boolean upgrades = others.stream()
                    .anyMatch(object -> object.path("kind").asText().equals(PgUpgrade.KIND));
            draft.step("other-objects", "apply the other objects")
                    .why("they changed; none of them is the cluster")
                    .undo("apply the old ones")
                    .notes(
                            upgrades
                                    ? List.of("an upgrade waits until the cluster allows it and is shut down")
                                    : List.of())
                    .apply(others);
        }
    }

    private void running(Side before, Side after) {
        AccessSteps access = new AccessSteps(context);
        InstanceSteps instances = new InstanceSteps(context);
        boolean stopped = before.isShutDown();
        boolean stops = !stopped && after.isShutDown();
        boolean upgrades = upgrade.isAsked() && upgrade.refused().isEmpty();
        boolean ends = repositories.ends();
        if (stopped && !upgrades) {
            pods.write(!ends);
            if (!after.isShutDown()) {
                start();
            }
        }
        plain();
        access.services();
        grow();
        if (context.cluster().keepsBackups()) {
            repositories.add();
        }
        triggers.backup();
        instances.up();
        access.users();
        repositoryHost();
        if (upgrades) {
            upgrade.write(pods.all());
        } else if (!stopped && !stops) {
            pods.write(!ends);
        }
        access.pooler();
        new StandbySteps(context).write();
        triggers.restore();
        if (triggers.refusedSwitchover().isEmpty()) {
            triggers.switchover();
        }
        instances.down();
        access.noPooler();
        access.lastUsers();
        repositories.remove();
        if (ends) {
            repositories.end(upgrades ? List.of() : pods.rollout());
        }
        if (stops && !draft.current().isShutDown()) {
            stop();
        }
        if (stops && !upgrades) {
            pods.write(!ends);
        }
    }

    private void start() {
        draft.step("start", "start the instances")
                .why("the cluster is to run; the instance that was the primary starts first")
                .done(() -> draft.running(false))
                .undo("write shutdown: true")
                .patch(context.cluster().of(Way.SHUTDOWN));
    }

    private void stop() {
        draft.step("shutdown", "stop the instances")
                .why("the cluster is to be away; the primary stops last, and claims stay")
                .costs(Costs.away(Risk.DOWNTIME, "until it is started again"))
                .ready(draft.healthy())
                .done(draft::observed)
                .undo("write shutdown: false")
                .patch(context.cluster().of(Way.SHUTDOWN));
    }

    private void plain() {
        if (!context.cluster().any(Way.PATCH, Way.ONCE, Way.RESTORE_JOB)) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        for (Way way : List.of(Way.PATCH, Way.ONCE, Way.RESTORE_JOB)) {
            changes.addAll(context.cluster().of(way));
        }
        Draft.Stepping step = draft.step("patch", "patch what takes effect by itself")
                .notes(context.warnings().of("init-sql-changed"));
        if (context.cluster().any(Way.ONCE)) {
            boolean empty = context.seen().bootstrapped().filter(yes -> !yes).isPresent();
            step.notes(
                    empty
                            ? List.of("the cluster has no data yet: dataSource is still looked at")
                            : context.warnings().of("data-source-changed"));
        }
        step.patch(changes);
    }

    private void grow() {
        if (!context.cluster().any(Way.GROW)) {
            return;
        }
        draft.step("grow", "let volumes grow")
                .why("before anything else may fill them")
                .done(draft.observed()
                        .and(
                                "status.conditions[type=PersistentVolumeResizing].status",
                                List.of("", "Unknown"),
                                List.of())
                        .and(
                                "status.conditions[type=PersistentVolumeResizing].reason",
                                List.of(""),
                                List.of("Forbidden", "Invalid")))
                .abort(
                        "PersistentVolumeResizing is False with the reason Forbidden or Invalid: the API server refuses the size")
                .undo("none: a volume does not get smaller")
                .note(
                        "a request above resources.limits.storage is cut to that; what a volume has grown to by itself it keeps")
                .patch(context.cluster().of(Way.GROW));
    }

    private void repositoryHost() {
        if (!context.cluster().any(Way.REPO_HOST)) {
            return;
        }
        Side now = draft.current();
        draft.step("repository-host", "make the repository host's pod anew")
                .costs(now.isShutDown() ? Costs.none() : Costs.others())
                .done(
                        now.isShutDown()
                                ? draft.observed()
                                : draft.observed()
                                        .and(
                                                "status.conditions[type=PGBackRestRepoHostReady].status",
                                                List.of("True", ""),
                                                List.of()))
                .note("archiving waits meanwhile, and a backup that runs fails")
                .patch(context.cluster().of(Way.REPO_HOST));
    }

    private void whilePaused() {
        List<Change> changes = new ArrayList<>();
        for (Way way : Way.values()) {
            if (way != Way.REFUSE && way != Way.API) {
                changes.addAll(context.cluster().of(way));
            }
        }
        boolean dangerous =
                context.cluster().any(Way.UPGRADE, Way.RESTORE, Way.STANDBY, Way.SCALE, Way.REPOS, Way.BACKUPS);
        if (dangerous) {
            draft.refuse(
                    "refused-paused",
                    "change what must be done step by step while the cluster is paused",
                    "nothing is carried out before the pause ends, and then everything at once",
                    procedures.byHand("end the pause first", "write paused: false in the new wish", "plan again"));
            return;
        }
        draft.step("patch-while-paused", "patch everything")
                .why("the cluster is paused and stays so: the operator does nothing for it")
                .note(
                        "when the pause ends all of it is carried out at once: pods made anew, settings, whatever is below")
                .patch(changes);
    }

    /** Another version of the API: the object is applied as that version has it. */
    private void api() {
        if (context.cluster().any(Way.API)) {
            draft.step("api-version", "write the object by another version of the API")
                    .why("both versions are one stored object; the newer one refuses more")
                    .undo("apply it by the old version")
                    .apply(List.of(context.after().tree()));
        }
    }

    private void leftOvers() {
        if (!gone.isEmpty()) {
            List<String> titles = gone.stream().map(ObjectKey::title).toList();
            draft.step(
                            "left-over",
                            "delete what the new wish has no more, if nobody else uses it: "
                                    + String.join(", ", titles))
                    .why("other objects may name it")
                    .undo("apply it again")
                    .byHand(titles.stream().map(title -> "delete " + title).toArray(String[]::new));
        }
    }
}
