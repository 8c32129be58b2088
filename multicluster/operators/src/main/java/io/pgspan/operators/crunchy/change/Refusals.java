package io.pgspan.operators.crunchy.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an existing cluster can't become, why, and what achieves the aim. One step per reason, whatever the number of fields. */
final class Refusals {
    private static final String SET = "set-";
    private static final String REPO = "repository-";

    private final Context context;
    private final Procedures procedures;

    Refusals(Context context, Procedures procedures) {
        this.context = context;
        this.procedures = procedures;
    }

    void write(TriggerSteps triggers, UpgradeSteps upgrade) {
        Map<String, List<Change>> byReason = new LinkedHashMap<>();
        for (Change change : context.cluster().of(Way.REFUSE)) {
            byReason.computeIfAbsent(reason(change), r -> new ArrayList<>()).add(change);
        }
        for (Change change : context.cluster().of(Way.GROW)) {
            if (cannotGrow(change)) {
                byReason.computeIfAbsent(reason(change), r -> new ArrayList<>()).add(change);
            }
        }
        byReason.forEach((reason, changes) ->
                context.draft().refuse("refused-" + reason, text(changes), why(reason, changes), instead(reason)));
        upgrade.refused().ifPresent(why -> {
            ChangePlan instead = context.before().isStandby() ? newStandby() : procedures.asSql();
            context.draft().refuse("refused-version", text(context.cluster().of(Way.UPGRADE)), why, instead);
        });
        String why = triggers.refusedSwitchover();
        if (!why.isEmpty()) {
            context.draft()
                    .refuse(
                            "refused-switchover",
                            text(context.cluster().of(Way.SWITCHOVER)),
                            why,
                            procedures.byHand(
                                    "have somebody to hand over to",
                                    "write at least two instances, and for a failover the name of the instance that takes over",
                                    "plan again"));
        }
        if (context.before().hasBackups()
                && !context.after().hasBackups()
                && !context.operator().isAtLeast(5, 7)) {
            context.draft()
                    .refuse(
                            "refused-no-backups",
                            text(context.cluster().of(Way.BACKUPS)),
                            "clusters without backups are since operator 5.7, and this is " + context.operator(),
                            procedures.byHand(
                                    "update the operator first", "update the operator to 5.7 or later", "plan again"));
        }
    }

    private static String text(List<Change> changes) {
        return changes.stream().map(Change::text).collect(Collectors.joining("; "));
    }

    /** Whether the class of a volume is known not to let it grow. */
    private boolean cannotGrow(Change change) {
        TreePath claim = change.path();
        while (!claim.isRoot() && !claim.last().key().equals("resources")) {
            claim = claim.parent();
        }
        String named =
                context.before().at(claim.parent().field("storageClassName")).asText("");
        Optional<Boolean> grows =
                named.isEmpty() ? Optional.empty() : context.seen().expandable(named);
        return grows.filter(yes -> !yes).isPresent();
    }

    private static String reason(Change change) {
        List<TreePath.Step> steps = change.path().steps();
        if (At.INSTANCES.covers(change.path()) && steps.size() > 2) {
            return SET + steps.get(2).item();
        }
        if (At.REPOS.covers(change.path()) && steps.size() > 4) {
            return REPO + steps.get(4).item();
        }
        return At.SPEC.covers(change.path()) ? "volume" : "identity";
    }

    private String why(String reason, List<Change> changes) {
        if (reason.equals("identity")) {
            return "these fields say which object it is: with other values it is another cluster";
        }
        if (changes.stream()
                .allMatch(change -> Ways.row(change)
                        .filter(row -> Way.of(row.way()) == Way.GROW && !Ways.isShrunk(change.before(), change.after()))
                        .isPresent())) {
            return "the volume's storage class does not let volumes grow";
        }
        List<String> told = context.warnings().of("volume-shrunk", "storage-class-changed");
        return told.isEmpty()
                ? "a claim keeps all but its size, and that does not get smaller: the API server refuses it"
                : String.join("; ", told);
    }

    private ChangePlan instead(String reason) {
        if (reason.startsWith(SET)) {
            return procedures.newSet(reason.substring(SET.length()));
        }
        if (reason.startsWith(REPO)) {
            return procedures.newRepository(reason.substring(REPO.length()));
        }
        return reason.equals("identity")
                ? procedures.newCluster()
                : procedures.byHand(
                        "make pgAdmin anew",
                        "take userInterface out of the wish, plan again and carry it out, and delete the claim of pgAdmin",
                        "put it in again with the volume wished for");
    }

    private ChangePlan newStandby() {
        return procedures.byHand(
                "upgrade the cluster it follows, and make this one anew",
                "upgrade the primary cluster, take a full backup of it, and see that it runs",
                "delete this cluster and create it again as a standby with the new version");
    }
}
