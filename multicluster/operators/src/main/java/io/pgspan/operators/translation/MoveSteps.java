package io.pgspan.operators.translation;

import io.pgspan.model.plan.Step;
import io.pgspan.model.plan.Step.Risk;
import java.util.ArrayList;
import java.util.List;

/** The steps that every way has: what is looked at before, how writes end, and all that comes after the data are there. */
final class MoveSteps {
    private static final String NO_WAY_BACK =
            "none without loss: from here on clients write where the source does not see it; the way back is a move in the other direction";

    private final MoveContext move;
    private final List<Step> steps = new ArrayList<>();

    MoveSteps(MoveContext move) {
        this.move = move;
    }

    List<Step> all() {
        return List.copyOf(steps);
    }

    MoveSteps add(
            String id,
            Risk risk,
            String what,
            String why,
            String precondition,
            String doneWhen,
            String abortWhen,
            String undo) {
        steps.add(new Step(id, what, why, risk, precondition, doneWhen, abortWhen, undo));
        return this;
    }

    /** What is looked at before anything is changed. */
    MoveSteps check(String more) {
        return add(
                "check",
                Risk.NONE,
                "look at both sides: version, extensions, collations, room, names and network",
                "what is missing is cheap to find now and costs an outage later",
                "the operator of the " + move.to() + " is installed where that cluster is to run",
                more
                        + "; the image of the new cluster has every extension and preloaded library of the source; its C library and ICU "
                        + "sort as the source's do, or the indexes over text are on a list to be rebuilt; volumes have room for the data "
                        + "and for the log kept meanwhile; " + move.connection().host() + ":"
                        + move.connection().port() + " is reached from where the new cluster runs" + names() + places(),
                "one of these does not hold",
                "nothing to take back: nothing was changed");
    }

    private String names() {
        return move.isSameName()
                ? "; both are called " + move.source().name()
                        + " in one namespace, where pods, volumes, services and secrets may get in each other's way: the new one is in another "
                        + "namespace or Kubernetes cluster, or has another name, while both exist"
                : "";
    }

    private String places() {
        boolean same = move.isSameOperator()
                && Judgement.repository(move.source())
                        .filter(one -> Judgement.repository(move.target())
                                .filter(one::equals)
                                .isPresent())
                        .isPresent();
        return same
                ? "; both say one place for their backups: the new one gets a place or a path of its own before it archives anything"
                : "";
    }

    /** The last backup that the source's own tool can restore. */
    MoveSteps lastBackup() {
        return add(
                "last-backup",
                Risk.NONE,
                "make a full backup of the source with its own tool, and note how it is restored",
                "it is what remains when everything else goes wrong; the new cluster's tool may not read it",
                "the source is healthy",
                "the backup is complete and one like it has been restored somewhere",
                "it fails",
                "nothing to take back: keep the backup");
    }

    /** Clients write no more; the server runs on. */
    MoveSteps stopWrites() {
        return add(
                "stop-writes",
                Risk.DOWNTIME,
                "stop everything that writes to the " + move.from()
                        + ": applications, jobs and poolers; close its sessions and let new ones read only",
                "what is committed from now on could be missing in the new cluster",
                "everybody who writes is known and has agreed; the steps to the end are at hand",
                "pg_stat_activity shows no client but the operator's, and pg_current_wal_lsn() has stopped growing but for checkpoints",
                "somebody goes on writing and can't be stopped",
                "let clients write to the source again: nothing is lost");
    }

    /** Nobody can write to the source any more, whoever tries. */
    MoveSteps fenceSource(String precondition) {
        return add(
                "fence-source",
                Risk.DOWNTIME,
                move.serving().stop(),
                "two servers that both take writes can't be made one again: the old one must be down before the new one leads",
                precondition,
                "no server of the " + move.from() + " answers, and no pod of it comes back by itself",
                "a server of it goes on answering",
                move.serving().start() + ": it has everything that was ever committed");
    }

    /** What comes after the data are there and before clients are. */
    MoveSteps settle(String how) {
        return add(
                "settle",
                Risk.ROLLING_RESTART,
                "apply the translated manifests to the " + move.to() + " and finish by hand what they can't say" + how,
                "users, passwords, poolers, services and backups of the new operator are not those of the old one",
                "the new cluster takes writes",
                "all " + move.target().replicas()
                        + " instances are ready; every application's user logs in with its password; indexes that sort otherwise are rebuilt "
                        + "and ALTER DATABASE … REFRESH COLLATION VERSION is done; sequences and row counts of a sample agree",
                "an application's user can't log in, or a sample differs",
                "stop the new cluster, then " + move.serving().start() + ": no client has written to the new one");
    }

    /** The point of no return, and all that follows it. */
    MoveSteps finish() {
        add(
                DataMove.POINT_OF_NO_RETURN,
                Risk.SWITCHOVER,
                "point clients to the new services and secrets, and let them write",
                "point of no return: the first commit here is one that the source does not have",
                "the source is fenced; the new cluster is settled; who decides has said yes",
                "clients work, and no client asks for the old services any more",
                "clients fail: before the first write of any of them, stop them and take back what was done; after it, mend forward",
                NO_WAY_BACK);
        add(
                "first-backup",
                Risk.NONE,
                "make a full backup of the new cluster with its own tool, into a place where no other cluster keeps any",
                "until then no moment after the move can be restored",
                "the new cluster archives its log",
                "the backup is complete, the log is archived, and one restore into a throw-away cluster has worked",
                "archiving fails: mend it at once, the volume fills up",
                "nothing to take back");
        add(
                "observe",
                Risk.NONE,
                "leave the source stopped with its volumes for as long as was agreed, and look at the new cluster",
                "what was forgotten is still there to be looked up, although it is no way back any more",
                "the source can't start by itself",
                "the agreed time is over; a report of every period, such as a month's end, has come out right",
                "data turn out to be missing: start a copy of the source's volumes, apart from clients, and look there",
                "nothing to take back");
        add(
                "clean-up",
                Risk.RELOAD,
                "take away what only the move needed: its role and rule, its secret " + secret()
                        + ", and slots that nobody uses",
                "a forgotten slot keeps log until the volume is full, a forgotten role is a door",
                "the new cluster has been promoted and follows nobody",
                "pg_replication_slots and pg_roles of the new cluster show nothing of the move",
                "something uses one of them still",
                "make them again, should they be needed");
        return add(
                DataMove.DELETION,
                Risk.DATA_MOVEMENT,
                "DELETES DATA, only if people want it so: " + move.serving().deletion(),
                "its volumes cost money; no other reason",
                "a person has confirmed in writing that this cluster, by name and namespace, is to be deleted; first-backup and observe are "
                        + "done; the last backup of the source is kept elsewhere",
                "the object and its volumes are gone, and the last backup is still readable",
                "any of this is in doubt: volumes can wait",
                "none: what is deleted is gone; only the last backup remains");
    }

    /** The secret for the connection to the source. */
    String secret() {
        return move.connection().password().map(secret -> secret.name()).orElse("with the credentials");
    }
}
