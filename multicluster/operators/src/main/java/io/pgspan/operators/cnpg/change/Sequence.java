package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps in their order. Each is safe after those before it, and none is refused by the webhook because of another one:
 *
 * <ol>
 *   <li>the cluster wakes, and what it refers to is there; a follower that is to lead does
 *   <li>how updates are done is said before one is done; volumes grow before settings count on them
 *   <li>who confirms commits asks for less before there are fewer instances, and for more when there are more
 *   <li>an only instance gets company first, when that needs nothing else: the update is a shorter outage then
 *   <li>everything that makes pods anew or restarts PostgreSQL is one update; settings that a standby must not have less of get less after it
 *   <li>another major version comes alone, and then the settings that only it may know
 *   <li>other instances come and go; then what belongs to the cluster; and the cluster is put to sleep last
 * </ol>
 */
final class Sequence {
    private static final Set<String> ROOM = Set.of("affinity", "topologySpreadConstraints", "resources", "walStorage");

    private final ClusterChange cluster;
    private final Satellites satellites;
    private final Seen seen;
    private final Draft draft;
    private final Rollout rollout;
    private final int was;
    private final int is;

    Sequence(ClusterChange cluster, Satellites satellites, Seen seen, CnpgChangeSettings settings) {
        this.cluster = cluster;
        this.satellites = satellites;
        this.seen = seen;
        this.draft = new Draft(cluster, settings);
        this.rollout = new Rollout(cluster, draft);
        this.was = Running.instances(cluster.before());
        this.is = Running.instances(cluster.after());
    }

    Draft write() {
        boolean wakes = cluster.has(Way.LIFE) && !Running.isAsleep(cluster.after());
        boolean waits = Running.of(cluster.after()).supervised() && was == 1;
        boolean scales = cluster.has(Way.SCALE);
        boolean first = scales && (is > was ? isAloneOnly() : is > 1 || needsSettings());
        if (wakes) {
            life();
        }
        satellites.before(draft);
        if (!Topology.follows(cluster.after())) {
            replica();
        }
        if (!waits) {
            policy();
        }
        grow();
        draft.patch("patch", "change what no client notices", cluster.of(Way.PATCH), Costs.none(), Ending.ACCEPTED);
        services();
        if (scales && is < was) {
            sync();
        }
        if (first) {
            scale();
        }
        rollout.write(!scales);
        rollout.lower();
        if (Topology.follows(cluster.after())) {
            replica();
        }
        rollout.upgrade();
        if (scales && !first) {
            scale();
        }
        if (scales && is > was) {
            sync();
        }
        if (waits) {
            policy();
        }
        satellites.after(draft);
        if (!wakes) {
            life();
        }
        satellites.delete(draft);
        if (!draft.steps().isEmpty()) {
            begin();
        }
        refuse();
        return draft;
    }

    private void refuse() {
        Procedures procedures = new Procedures(cluster, draft.settings());
        cluster.refused()
                .forEach((refusal, changes) -> draft.refuse(
                        "refused-" + refusal.word(),
                        "change " + Draft.why(changes),
                        refusal.reason(),
                        procedures.of(refusal, changes)));
        satellites.refuse(draft);
    }

    /** What others must see to before anything is done. */
    private void begin() {
        if (Running.isAsleep(cluster.before())) {
            return;
        }
        String phase = seen.phase();
        int instances = Running.instances(cluster.before());
        boolean few = seen.ready().isPresent() && seen.ready().getAsInt() < instances;
        if (phase.equals(Seen.WAITS_FOR_USER)) {
            draft.begin(Steps.hand(
                    "finish-update",
                    "finish the update that waits for somebody",
                    "the phase is " + phase,
                    Rollout.promotion(cluster.key()),
                    Steps.healthy(cluster.key(), instances, draft.settings().stepLimit()),
                    Costs.switchover(Running.of(cluster.before()))));
        } else if (!rollout.isRevert(seen) && ((!phase.isEmpty() && !phase.equals(Seen.HEALTHY)) || few)) {
            draft.begin(Steps.await(
                    "await-healthy",
                    "wait until the cluster is healthy",
                    few
                            ? seen.ready().getAsInt() + " of " + instances + " instances are ready"
                            : "the phase is " + phase,
                    Steps.healthy(cluster.key(), instances, draft.settings().stepLimit())));
        }
    }

    private void policy() {
        draft.patch(
                "policy",
                "say how updates are done",
                cluster.of(Way.POLICY),
                Costs.none(),
                Ending.ACCEPTED,
                "it is said first, so that the updates below are done so");
    }

    private void grow() {
        List<Change> larger = cluster.of(Way.GROW);
        if (larger.isEmpty()) {
            return;
        }
        List<String> notes = new ArrayList<>();
        TreeSet<String> above = new TreeSet<>();
        larger.forEach(change ->
                Volume.amount(change.after()).ifPresent(size -> above.addAll(seen.claimsAbove(role(change), size))));
        if (!above.isEmpty()) {
            notes.add("already larger, and left as they are: " + String.join(", ", above));
        }
        if (seen.expands(Volume.storageClass(TreeEdit.at(cluster.before(), At.STORAGE)))
                .isEmpty()) {
            notes.add("the class of the volumes must allow expansion; nobody looked");
        }
        draft.patch(
                "grow",
                "let volumes grow while they are in use",
                larger,
                Costs.none(),
                Ending.GROWN,
                "none: volumes never get smaller",
                notes);
    }

    private static String role(Change change) {
        return At.WAL.covers(change.path()) ? "PG_WAL" : At.STORAGE.covers(change.path()) ? "PG_DATA" : "PG_TABLESPACE";
    }

    private void services() {
        List<Change> changes = cluster.of(Way.SERVICE);
        if (changes.isEmpty()) {
            return;
        }
        Set<String> cut = Services.cut(cluster.before(), cluster.after());
        draft.patch(
                "services",
                "change services",
                changes,
                cut.isEmpty()
                        ? Costs.none()
                        : Costs.away("for clients of what goes or is made anew: " + String.join(", ", cut)),
                Ending.ACCEPTED);
    }

    private void sync() {
        draft.patch(
                "sync",
                is < was ? "ask for confirmations that fewer instances can give" : "ask for the new confirmations",
                cluster.of(Way.SYNC),
                Costs.reload(),
                Ending.HEALTHY,
                "with more confirmations than instances the webhook refuses it, or the operator puts the instances back");
    }

    /** Whether more instances can come before anything else, which makes an update of the only one shorter. */
    private boolean isAloneOnly() {
        boolean room = cluster.changes().stream()
                .anyMatch(change -> change.path().steps().size() > 1
                        && ROOM.contains(change.path().steps().get(1).key()));
        return was == 1
                && !room
                && !needsSettings()
                && cluster.update() == ClusterChange.Update.NONE
                && !cluster.has(Way.REPLICA);
    }

    /** Whether the number of instances that the webhook allows depends on settings which change too. */
    private boolean needsSettings() {
        return cluster.changes().stream()
                .anyMatch(change -> Coupling.isSetting(change.path(), "wal_level")
                        || Coupling.isSetting(change.path(), "wal_log_hints"));
    }

    private void scale() {
        List<String> notes = new ArrayList<>();
        if (is > was) {
            notes.add(
                    "one at a time, from the newest snapshot of a backup where there is one, else by a copy from the primary");
        } else {
            List<String> victims = seen.victims(is);
            notes.add(
                    victims.isEmpty()
                            ? "the instance with the highest number that is not the primary goes, whatever its zone and lag; its"
                                    + " volumes are deleted"
                            : "these go, with their volumes: " + String.join(", ", victims));
            if (is == 1) {
                notes.add("nobody takes over any more when the only instance fails");
            }
        }
        draft.patch(
                "scale",
                "go from " + was + " to " + is + " instances",
                cluster.of(Way.SCALE),
                is > was ? Costs.none() : Costs.standbys(),
                Ending.COPIED,
                is > was
                        ? "scale down again: volumes of the new ones are deleted"
                        : "scale up again: instances are cloned anew",
                notes);
    }

    private void replica() {
        List<Change> changes = cluster.of(Way.REPLICA);
        if (changes.isEmpty()) {
            return;
        }
        boolean followed = Topology.follows(cluster.before());
        boolean follows = Topology.follows(cluster.after());
        if (followed == follows) {
            draft.patch(
                    "source",
                    "change what is followed, or who leads elsewhere",
                    changes,
                    Costs.reload(),
                    Ending.HEALTHY);
        } else if (follows) {
            draft.patch(
                    "demote",
                    "step down: " + primary() + " is to lead",
                    changes,
                    Costs.away("until " + primary() + " leads and clients use it"),
                    Ending.DEMOTED,
                    "promote it again, with the token it has written",
                    List.of(
                            "all instances are fenced, the last WAL is archived, and status.demotionToken is written",
                            "copy that token to replica.promotionToken of " + primary()
                                    + ", together with replica.primary: nothing crosses Kubernetes clusters by itself"));
        } else if (Topology.token(cluster.after()).isEmpty()) {
            draft.add(Steps.hand(
                    "stop-primary",
                    "see that what it follows takes no more writes, and that this cluster has all of its WAL",
                    "without a token nothing keeps both from taking writes, and what was not received is lost",
                    List.of(
                            "step the one that leads down with a token instead, as long as it can be reached",
                            "or stop it for good: fence all of its instances, or delete its pods and keep them from coming back"),
                    null,
                    Costs.none()));
            draft.patch(
                    "promote",
                    "lead from now on, without a token of the one that led",
                    changes,
                    Costs.away("until it leads; what the old primary had not sent is lost"),
                    Ending.PROMOTED,
                    "none: the one that led must be copied anew from this one",
                    List.of("without a token it does not wait for the last WAL of the one that led"));
        } else {
            draft.patch(
                    "promote",
                    "lead from now on, once all is replayed that the token names",
                    changes,
                    Costs.away("until it leads; no writes are lost"),
                    Ending.PROMOTED,
                    "step down again, in the same way",
                    List.of("take the token out of the object before this cluster steps down again: it blocks that"));
        }
    }

    private String primary() {
        String name = Topology.primary(cluster.after());
        return name.isEmpty() ? "another cluster" : name;
    }

    private void life() {
        List<Change> changes = cluster.of(Way.LIFE);
        if (changes.isEmpty()) {
            return;
        }
        JsonNode after = cluster.after();
        if (!Running.isAsleep(after)) {
            draft.patch("wake", "let the cluster run", changes, Costs.none(), Ending.HEALTHY);
        } else if (Running.isHibernated(after) && !Running.isHibernated(cluster.before())) {
            draft.patch(
                    "hibernate",
                    "put the cluster to sleep",
                    changes,
                    Costs.away("until it is woken"),
                    Ending.HIBERNATED,
                    "wake it: its volumes stay",
                    List.of("backups of a sleeping cluster fail"));
        } else if (Running.isFenced(after)
                && !Commands.said(after, Commands.FENCED).equals(Commands.said(cluster.before(), Commands.FENCED))) {
            draft.patch(
                    "fence",
                    "stop PostgreSQL in fenced instances",
                    changes,
                    Costs.away("while the primary is among them; nobody takes over meanwhile"),
                    Ending.ACCEPTED,
                    "take the annotation away: PostgreSQL starts again",
                    List.of());
        } else {
            draft.patch(
                    Running.isLeftAlone(after) ? "leave-alone" : "life",
                    "say whether the operator looks after the cluster",
                    changes,
                    Costs.none(),
                    Ending.ACCEPTED,
                    "patch the old values back",
                    List.of("while the operator looks away it does nothing at all, not even a failover"));
        }
    }
}
