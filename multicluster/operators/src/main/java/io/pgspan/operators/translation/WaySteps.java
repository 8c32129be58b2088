package io.pgspan.operators.translation;

import io.pgspan.model.plan.Step;
import io.pgspan.model.plan.Step.Risk;
import java.util.List;

/** The steps of each way. Of every way it holds: writes end and the source is fenced before clients write to the new cluster. */
final class WaySteps {
    private static final String NOTHING_OF_ITS_OWN =
            "delete the new cluster: it holds nothing that the source does not have";

    private final MoveContext move;

    WaySteps(MoveContext move) {
        this.move = move;
    }

    List<Step> of(Way way) {
        return switch (way) {
            case STANDBY -> standby();
            case BACKUP -> backup();
            case IMPORT -> dump(true);
            case DUMP -> dump(false);
        };
    }

    private List<Step> standby() {
        MoveSteps steps = new MoveSteps(move);
        steps.check("both run PostgreSQL " + move.source().version().major()
                        + " on machines of one kind; wal_level of the source is replica or logical (here "
                        + move.serving().walLevel()
                        + " unless it was changed); it has a free slot and a free max_wal_senders; max_connections, max_worker_processes, "
                        + "max_prepared_transactions and max_locks_per_transaction of the new cluster are no smaller; "
                        + String.join("; ", move.receiving().needs()))
                .add(
                        "open-source",
                        Risk.RELOAD,
                        move.serving().role(),
                        "the new cluster logs in with a role that may replicate, as " + user(),
                        "the address the new cluster comes from is known, so that the rule names it; passwords are SCRAM",
                        "the new cluster's address gets an answer to IDENTIFY_SYSTEM over a replication connection, and no other address does",
                        "clients are refused that were let in before: the rule stands at the wrong place",
                        move.serving().roleUndo())
                .add(
                        "copy-secrets",
                        Risk.NONE,
                        "put the credentials of that role, as secret " + steps.secret()
                                + " or as the certificates that check asks for, and the authority of the source's certificate beside the new cluster; make the secrets of the "
                                + "applications' users there with the passwords they have",
                        "roles and password hashes come with the data, secrets do not",
                        "whoever may read secrets in namespace " + move.target().namespace()
                                + " may know these passwords",
                        "the secrets are there under the names that the manifests say",
                        "a secret of that name is there already and is somebody else's",
                        "delete the secrets")
                .add(
                        "follow",
                        Risk.DATA_MOVEMENT,
                        "apply the manifests of the beginning: "
                                + move.receiving().following(),
                        "the data are copied and kept up to date while the source works on",
                        "the source is watched: the copy reads all of its volume, and a slot or wal_keep_size keeps the log meanwhile",
                        "pg_stat_replication of the source shows the new cluster streaming, behind by less than a few megabytes for an hour of "
                                + "usual load, and pg_is_in_recovery() of the new cluster is true",
                        "the source slows down too much, or its volume fills with kept log",
                        NOTHING_OF_ITS_OWN + "; drop the slot it had on the source")
                .add(
                        "compare",
                        Risk.NONE,
                        "read from the new cluster, which is read-only: databases, roles, extensions, a sample of tables and queries over text",
                        "a wrong library or collation shows in reading",
                        "it streams",
                        "answers agree with the source's",
                        "they do not",
                        "nothing to take back: the source works on")
                .lastBackup()
                .stopWrites()
                .add(
                        "last-lsn",
                        Risk.DOWNTIME,
                        "note pg_current_wal_lsn() of the source after a CHECKPOINT, and wait until pg_last_wal_replay_lsn() of the new "
                                + "cluster has reached it",
                        "everything that was ever committed is then in the new cluster",
                        "writes have stopped",
                        "the new cluster has replayed the noted position, and both agree in a sample of what was written last",
                        "it is not reached within the time agreed for the outage",
                        "let clients write to the source again: it leads still")
                .fenceSource("the new cluster has replayed the noted position")
                .add(
                        "promote",
                        Risk.SWITCHOVER,
                        move.receiving().promotion(),
                        "the new cluster leads from here, on a timeline of its own",
                        "the source is fenced; pg_last_wal_receive_lsn() of the new cluster is not before the noted position",
                        "pg_is_in_recovery() is false, and every instance of the new cluster follows its primary",
                        "it stays in recovery, or two of its instances lead",
                        "stop the new cluster, then " + move.serving().start()
                                + ": no client has written to the new one, which has to be made anew")
                .settle(
                        "; take wal_level, archiving and rules of the source's operator out of the parameters where they came along")
                .finish();
        return steps.all();
    }

    private List<Step> backup() {
        MoveSteps steps = new MoveSteps(move);
        steps.check(
                        "the new cluster can read the source's repository and has the key of its encryption, and writes its own backups to another "
                                + "place; a restore has been timed: the outage is as long")
                .lastBackup()
                .stopWrites()
                .add(
                        "last-log",
                        Risk.DOWNTIME,
                        "note pg_current_wal_lsn() of the source, call pg_switch_wal(), and wait until the segment is archived",
                        "only what is archived is restored",
                        "writes have stopped",
                        "pg_stat_archiver shows that segment as the last archived one",
                        "archiving fails",
                        "let clients write to the source again")
                .fenceSource("the last segment is archived")
                .add(
                        "restore",
                        Risk.DATA_MOVEMENT,
                        "apply the manifests of the beginning: "
                                + move.receiving().restoring(),
                        "the new cluster is made of the backup and the log up to its end, and leads then",
                        "the source is fenced, so that nobody archives into the place that is read",
                        "the new cluster has left recovery behind the noted position",
                        "the restore ends before that position, or takes longer than the outage may last",
                        NOTHING_OF_ITS_OWN + "; then " + move.serving().start())
                .settle("")
                .finish();
        return steps.all();
    }

    private List<Step> dump(boolean byOperator) {
        MoveSteps steps = new MoveSteps(move);
        steps.check(
                        "the new version is not older than the source's; dump and load have been timed with a copy: the outage is as long; "
                                + "large objects, sequences, extensions, tablespaces and settings of databases and roles are on a list, because a "
                                + "dump of single databases leaves some of them out")
                .add(
                        "copy-secrets",
                        Risk.NONE,
                        "put the credentials for the source, as secret " + steps.secret()
                                + ", beside the new cluster; make the secrets of the applications' users there",
                        "the dump is taken over an ordinary connection by a role that may read everything",
                        "such a role exists on the source and is let in from there; for roles with their passwords it reads pg_authid",
                        "psql logs in to the source from where the new cluster runs",
                        "a secret of that name is there already and is somebody else's",
                        "delete the secrets")
                .lastBackup()
                .stopWrites()
                .add(
                        "load",
                        Risk.DATA_MOVEMENT,
                        (byOperator
                                        ? "apply the manifests of the beginning: "
                                        : "apply the translated manifests; then by hand: ")
                                + (byOperator
                                        ? move.receiving().importing()
                                        : move.receiving().loading()),
                        "the data are written anew, with new indexes and the new cluster's collations",
                        "writes have stopped: what is written after the dump began is not in it",
                        "dump and load have ended without an error, roles included",
                        "an error, or it takes longer than the outage may last",
                        NOTHING_OF_ITS_OWN + "; let clients write to the source again")
                .add(
                        "compare",
                        Risk.NONE,
                        "count rows of every table on both sides, and compare sequences, roles, privileges and extensions; run ANALYZE on the "
                                + "new cluster",
                        "a dump is taken database by database: what belongs to none of them is easily forgotten",
                        "the source still answers reads",
                        "counts and sequences agree; statistics are there",
                        "they do not agree",
                        NOTHING_OF_ITS_OWN + "; let clients write to the source again")
                .fenceSource("counts agree")
                .settle("")
                .finish();
        return steps.all();
    }

    private String user() {
        return move.connection().user().orElse("whoever the connection names");
    }
}
