package io.pgspan.operators.crunchy.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Condition;
import java.util.List;

/** A cluster that follows another one, and no more: nobody promotes it but people, after the other one can't take writes any more. */
final class StandbySteps {
    private final Context context;

    StandbySteps(Context context) {
        this.context = context;
    }

    void write() {
        List<Change> changes = context.cluster().of(Way.STANDBY);
        if (changes.isEmpty()) {
            return;
        }
        boolean was = context.before().isStandby();
        boolean is = context.after().isStandby();
        boolean byPatroni = changes.stream().anyMatch(change -> At.DYNAMIC.covers(change.path()));
        if (was && !is) {
            promote(changes);
        } else if (!was && (is || byPatroni)) {
            demote(changes, is);
        } else {
            follow(changes, is);
        }
    }

    private void promote(List<Change> changes) {
        Draft draft = context.draft();
        draft.step(
                        "fence",
                        "see that the cluster it follows takes no more writes, and that this one has all of its log")
                .why("while the other one runs there are two primaries, and both archive into the same repository")
                .costs(Costs.away(Risk.DOWNTIME, "from the moment the other cluster stops until this one takes writes"))
                .undo("start the other cluster again, as long as this one is not promoted")
                .abort("nobody can see that the other cluster has stopped")
                .byHand(
                        "write shutdown: true in the cluster it follows, and wait until none of its pods runs; if its Kubernetes cluster"
                                + " can't be reached, keep clients and storage from it in another way",
                        "wait until this one has replayed what the other one has archived or sent");
        draft.step("promote", "promote the cluster")
                .costs(Costs.handOver(draft.current()))
                .done(() -> {
                    Condition seen = draft.observed();
                    return draft.current().hasBackups() && !draft.current().isShutDown()
                            ? seen.and(
                                    "status.conditions[type=PGBackRestReplicaRepoReady].status",
                                    List.of("True"),
                                    List.of())
                            : seen;
                })
                .undo("none: what is written from now on is only here; make a new standby of the other cluster")
                .note("users, databases and schedules of backups begin with the promotion")
                .notes(context.warnings().of("promotion"))
                .patch(changes);
    }

    private void demote(List<Change> changes, boolean said) {
        Draft draft = context.draft();
        draft.step(
                        "confirm-demotion",
                        "say that the cluster is to take no more writes, and may lose what the other one doesn't have")
                .why(
                        "it follows the other cluster from then on; data that has parted from the other one's does not follow")
                .undo("none is needed")
                .abort("clients still write to it")
                .byHand(
                        "keep clients from writing, and see that the other cluster has all of the log",
                        "be ready to restore the data from the other cluster's repository, if it does not follow");
        draft.step("demote", said ? "let the cluster follow another one" : "let Patroni follow another cluster")
                .costs(Costs.away(Risk.DOWNTIME, "until clients write to the other cluster"))
                .ready(draft.healthy())
                .done(draft::observed)
                .undo("promote it again: what the other one wrote meanwhile may be missing")
                .notes(context.warnings().of("demotion"))
                .patch(changes);
    }

    private void follow(List<Change> changes, boolean is) {
        Draft draft = context.draft();
        draft.step("standby", is ? "follow another way" : "change whom the cluster would follow")
                .costs(is ? Costs.reload() : Costs.none())
                .done(draft::observed)
                .notes(
                        is
                                ? List.of(
                                        "clients can't write to it anyway; readers see older data while it catches up")
                                : List.of())
                .patch(changes);
    }
}
