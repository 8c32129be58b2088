package io.pgspan.operators.crunchy.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Repositories that come, change and go, and backups as a whole. A repository goes after those that stay have a backup; what is deleted with a
 * volume is deleted only after a human has said so.
 */
final class RepositorySteps {
    private static final int REPO = 4;

    private final Context context;
    private final Set<String> leaving = new TreeSet<>();
    private final Set<String> added = new TreeSet<>();

    RepositorySteps(Context context) {
        this.context = context;
        Side before = context.before();
        Side after = context.after();
        for (String repo : before.repos()) {
            boolean left = !after.repos().contains(repo);
            if (left || (before.isOnVolume(repo) && !after.isOnVolume(repo))) {
                leaving.add(repo);
            }
        }
        added.addAll(after.repos());
        added.removeAll(before.repos());
    }

    private boolean isLate(Change change) {
        List<TreePath.Step> steps = change.path().steps();
        if (At.REPOS.covers(change.path())) {
            return steps.size() > REPO && leaving.contains(steps.get(REPO).item());
        }
        String option = change.path().last().key();
        return At.GLOBAL.covers(change.path()) && leaving.stream().anyMatch(repo -> option.startsWith(repo + "-"));
    }

    /** Repositories are added and changed. */
    void add() {
        if (!context.cluster().any(Way.REPOS)) {
            return;
        }
        Draft draft = context.draft();
        List<Change> changes = context.cluster().of(Way.REPOS).stream()
                .filter(Predicate.not(this::isLate))
                .toList();
        draft.step("repositories", "change repositories and what pgBackRest is told")
                .done(this::stanzas)
                .abort("a stanza is not created: see the events UnableToCreateStanzas and the pods' log")
                .notes(context.warnings().of("first-repo-changed"))
                .notes(moved())
                .patch(changes);
    }

    private List<String> moved() {
        List<String> notes = new ArrayList<>();
        for (String repo : context.before().repos()) {
            for (String store : List.of("s3", "gcs", "azure")) {
                TreePath place = At.repo(repo).field(store);
                boolean was = context.before().at(place).isObject();
                if (was && !context.before().at(place).equals(context.after().at(place))) {
                    notes.add(repo
                            + " lies elsewhere from now on: what is in the old place stays there, and a restore needs a full"
                            + " backup in the new one");
                }
            }
        }
        return notes;
    }

    private Condition stanzas() {
        Condition condition = context.draft().observed();
        Side now = context.draft().current();
        if (now.isStandby() || now.isShutDown()) {
            return condition;
        }
        for (String repo : added) {
            condition = condition.and(
                    "status.pgbackrest.repos[name=" + repo + "].stanzaCreated", List.of("true"), List.of());
        }
        return added.isEmpty() ? condition : condition.and(backed(), List.of("True"), List.of());
    }

    private static String backed() {
        return "status.conditions[type=PGBackRestReplicaCreate].status";
    }

    /** Repositories are taken out. */
    void remove() {
        if (leaving.isEmpty() || !context.cluster().keepsBackups()) {
            return;
        }
        Draft draft = context.draft();
        List<Change> changes =
                context.cluster().of(Way.REPOS).stream().filter(this::isLate).toList();
        List<String> volumes =
                leaving.stream().filter(context.before()::isOnVolume).toList();
        if (!volumes.isEmpty()) {
            confirm("confirm-repositories", volumes);
        }
        boolean quiet = draft.current().isStandby() || draft.current().isShutDown();
        draft.step("remove-repositories", "take repositories out")
                .costs(volumes.isEmpty() ? Costs.none() : new Costs(Risk.DATA_MOVEMENT, Outage.none()))
                .ready(quiet ? null : draft.status(backed(), List.of("True"), List.of()))
                .done(draft::observed)
                .undo(volumes.isEmpty() ? "patch the old values back" : "none: the volumes are gone")
                .notes(context.warnings().of("repo-removed"))
                .patch(changes);
    }

    private void confirm(String id, List<String> volumes) {
        context.draft()
                .step(id, "say that the backups in " + String.join(", ", volumes) + " may be deleted")
                .why("the volume of a repository is deleted with all backups on it")
                .undo("none is needed")
                .abort("somebody needs them")
                .byHand(
                        "see that another repository has a full backup, with pgbackrest info",
                        "copy what must be kept, for example to an object store");
    }

    /** Whether backups end. */
    boolean ends() {
        return context.before().hasBackups() && !context.after().hasBackups();
    }

    /**
     * Backups end, and with their sidecars the pods' template changes: what else changes it goes along.
     *
     * @param rollout the other changes of templates
     */
    void end(List<Change> rollout) {
        Draft draft = context.draft();
        List<String> volumes = context.before().repos().stream()
                .filter(context.before()::isOnVolume)
                .toList();
        boolean asked = !volumes.isEmpty();
        if (asked) {
            confirm("confirm-no-backups", volumes);
            if (!draft.current().annotation(At.AUTHORIZE_REMOVAL).equals("true")) {
                draft.step("authorize-removal", "allow that repositories are deleted")
                        .why("without it nothing at all of the cluster is carried out while backups are gone")
                        .undo("take the annotation out")
                        .annotate(Map.of(At.PREFIX + "authorizeBackupRemoval", "true"));
            }
        }
        List<Change> changes = new ArrayList<>(context.cluster().of(Way.BACKUPS));
        changes.addAll(rollout);
        Outage outage = Costs.rollout(draft.current()).outage();
        draft.step("end-backups", "end archiving and backups")
                .costs(asked ? new Costs(Risk.DATA_MOVEMENT, outage) : Costs.rollout(draft.current()))
                .ready(draft.healthy())
                .done(() -> draft.running(false))
                .undo("none: volumes of repositories are gone; what is in object stores stays")
                .notes(context.warnings().of("backups-removed"))
                .note("the sidecars of backups leave the pods: all instances are made anew")
                .patch(changes);
        String wanted = context.after().annotation(At.AUTHORIZE_REMOVAL);
        if (asked && !wanted.equals(draft.current().annotation(At.AUTHORIZE_REMOVAL))) {
            draft.step("forget-authorization", "take the annotation authorizeBackupRemoval out again")
                    .why("the next backups are not to be deleted without a word")
                    .patch(List.of(new Change(
                            At.AUTHORIZE_REMOVAL,
                            draft.current().at(At.AUTHORIZE_REMOVAL),
                            context.after().at(At.AUTHORIZE_REMOVAL))));
        }
    }
}
