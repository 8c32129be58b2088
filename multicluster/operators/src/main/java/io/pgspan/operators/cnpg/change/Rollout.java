package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The updates of a change. All that makes pods anew or restarts PostgreSQL is one patch, so that it is one rolling update; only where the
 * webhook refuses another image beside another configuration, because the primary is to move, there are two.
 */
final class Rollout {
    /** Reasons for new pods that count although different templates do not. */
    private static final Set<String> BEYOND_TEMPLATE = Set.of("projectedVolumeTemplate", Commands.RESTARTED_AT);

    private static final String UNTOLD =
            "until the operator has looked at the patch the phase says healthy still: give it a minute before it is believed";

    private final ClusterChange cluster;
    private final Draft draft;

    Rollout(ClusterChange cluster, Draft draft) {
        this.cluster = cluster;
        this.draft = draft;
    }

    /** How an update that waits for somebody is finished. */
    static List<String> promotion(ObjectKey cluster) {
        return List.of(
                "look at the standbys that were updated",
                "kubectl cnpg promote " + cluster.name() + " <an updated standby>",
                "or, to restart the primary where it is: kubectl cnpg restart " + cluster.name() + " <the primary>");
    }

    /** Whether the change takes an upgrade back that is under way, which is done while it is. */
    boolean isRevert(Seen seen) {
        return seen.phase().equals(Seen.UPGRADING) && cluster.update() == ClusterChange.Update.MINOR;
    }

    /** @param withSync whether confirmations change here too */
    void write(boolean withSync) {
        List<Change> image = cluster.update() == ClusterChange.Update.MINOR ? cluster.of(Way.IMAGE) : List.of();
        List<Change> pods = cluster.of(Way.PODS, Way.VOLUME, Way.LEASE);
        boolean onPurpose = cluster.has(Way.LEASE)
                && image.isEmpty()
                && cluster.of(Way.PODS, Way.VOLUME).isEmpty();
        if (onPurpose) {
            draft.restartPods();
        }
        List<Change> restarts = cluster.of(Way.RESTART_SETTINGS);
        List<Change> read = cluster.of(Way.RELOAD, Way.SETTINGS);
        if (withSync) {
            read = join(read, cluster.of(Way.SYNC));
        }
        boolean apart = !image.isEmpty() && draft.running().switchover() && !(restarts.isEmpty() && read.isEmpty());
        if (restarts.isEmpty() && (apart || (image.isEmpty() && pods.isEmpty()))) {
            draft.patch(
                    "configuration",
                    "let servers read their configuration again",
                    read,
                    draft.isAsleep() ? Costs.ignored() : Costs.reload(),
                    Ending.HEALTHY);
            read = List.of();
        }
        if (apart && !restarts.isEmpty()) {
            update("rollout", join(pods, join(restarts, read)), !pods.isEmpty(), false);
            update("image", image, true, true);
        } else {
            update(
                    "rollout",
                    join(join(pods, image), join(restarts, read)),
                    !(pods.isEmpty() && image.isEmpty()),
                    !image.isEmpty());
        }
    }

    private static List<Change> join(List<Change> one, List<Change> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        List<Change> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private void update(String id, List<Change> changes, boolean pods, boolean image) {
        if (changes.isEmpty()) {
            return;
        }
        String what = pods ? "make pods anew, standbys first" : "restart PostgreSQL everywhere, standbys first";
        if (draft.isAsleep()) {
            draft.patch(id, what, changes, Costs.ignored(), Ending.ACCEPTED, "it happens when the cluster wakes");
            return;
        }
        if (pods && !image && isTemplateOnly(changes)) {
            draft.patch(
                    id,
                    "change what pods made later have",
                    changes,
                    Costs.ignored(),
                    Ending.ACCEPTED,
                    Commands.POD_SPEC
                            + " is disabled: no pod is made anew because of this; take it away, or restart on purpose");
            return;
        }
        Running running = draft.running();
        Costs costs = pods ? Costs.pods(running) : Costs.restart(running);
        boolean waits = running.supervised() && running.instances() > 1;
        draft.patch(
                id,
                what,
                changes,
                waits ? Costs.standbys() : costs,
                waits ? Ending.WAITING : image ? Ending.UPDATED : Ending.HEALTHY,
                waits || image ? new String[0] : new String[] {UNTOLD});
        if (waits) {
            draft.add(Steps.hand(
                    id + "-primary",
                    "let an updated standby take over, or restart the primary",
                    "primaryUpdateStrategy is supervised: the update waits for somebody",
                    promotion(cluster.key()),
                    draft.healthy(),
                    Costs.switchover(running)));
        }
    }

    /** Whether nothing but templates of pods differs, in a cluster whose operator does not act on that. */
    private boolean isTemplateOnly(List<Change> changes) {
        return Commands.said(cluster.after(), Commands.POD_SPEC).equals(Commands.DISABLED)
                && cluster.of(Way.VOLUME, Way.RESTART_SETTINGS).isEmpty()
                && changes.stream()
                        .noneMatch(change ->
                                change.path().steps().stream().anyMatch(step -> BEYOND_TEMPLATE.contains(step.key())));
    }

    /** Settings that a standby must not have less of than its primary: with less the primary is the first, with more the last. */
    void lower() {
        draft.patch(
                "lower",
                "restart PostgreSQL everywhere, the primary first",
                cluster.of(Way.LOWERED),
                draft.isAsleep() ? Costs.ignored() : Costs.inPlace(draft.running()),
                draft.isAsleep() ? Ending.ACCEPTED : Ending.HEALTHY,
                "the standbys wait until pg_controldata shows the lower values; no other instance takes over meanwhile");
    }

    /** Another major version, and then what only that one may know. */
    void upgrade() {
        if (cluster.update() == ClusterChange.Update.MAJOR || cluster.update() == ClusterChange.Update.UNKNOWN) {
            draft.patch(
                    "upgrade",
                    "upgrade PostgreSQL while all pods are stopped",
                    cluster.of(Way.IMAGE),
                    draft.isAsleep() ? Costs.ignored() : Costs.upgrade(),
                    Ending.UPGRADED,
                    "until it has succeeded, patch the old image back: the failed job goes and the old version starts; afterwards"
                            + " only a backup brings the old version back",
                    upgradeNotes());
        }
        List<Change> later = cluster.afterUpgrade();
        boolean restart =
                later.stream().anyMatch(change -> !change.isIn(At.PARAMETERS) || Settings.way(change) != Way.SETTINGS);
        if (restart) {
            boolean pods = later.stream().anyMatch(change -> !change.isIn(At.PARAMETERS));
            update("settings-of-the-new-version", later, pods, false);
        } else {
            draft.patch(
                    "settings-of-the-new-version",
                    "set what only the new version may know",
                    later,
                    draft.isAsleep() ? Costs.ignored() : Costs.reload(),
                    draft.isAsleep() ? Ending.ACCEPTED : Ending.HEALTHY);
        }
    }

    private List<String> upgradeNotes() {
        List<String> notes = new ArrayList<>();
        if (cluster.update() == ClusterChange.Update.UNKNOWN) {
            notes.add(
                    "the major version can't be told from the images: with the same one this is a rolling update, with a lower one"
                            + " the webhook refuses it");
        }
        notes.add("volumes of standbys are deleted, and copied anew from the upgraded primary");
        notes.add("statistics of the planner do not come along: run ANALYZE");
        notes.add("no recovery to a time before it: make a backup afterwards");
        if (cluster.of(Way.IMAGE).stream().noneMatch(Coupling::isServerName)) {
            notes.add(
                    "if WAL is archived, change serverName in the same step: the archive must not hold two major versions");
        }
        String was = Image.distribution(cluster.before());
        String is = Image.distribution(cluster.after());
        if (!was.equals(is)) {
            notes.add("the images seem to be of different distributions, '" + was + "' and '" + is
                    + "': pg_upgrade needs both of one");
        }
        return notes;
    }
}
