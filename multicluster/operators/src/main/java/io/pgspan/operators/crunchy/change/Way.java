package io.pgspan.operators.crunchy.change;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a field is changed, with what the operator would do if it were simply given the new manifest. */
enum Way {
    /** It can't be. */
    REFUSE("refuse", "the API server or the operator refuses it, or it is another cluster"),
    /** Only the server writes it. */
    SERVER("server", "nothing: the server writes it"),
    /** The object's own version. */
    API("api", "nothing happens to the cluster; the API server checks the object by the rules of that version"),
    /** Data of another major version. */
    UPGRADE("upgrade", "instances are started with programs that can't read their data, and none comes up"),
    /** Pods are made anew. */
    ROLLOUT(
            "rollout",
            "replicas' pods are made anew one after the other, then the primary hands over and its pod is made anew"),
    /** PostgreSQL's and Patroni's settings. */
    SETTINGS(
            "settings", "Patroni takes it over; what needs a restart is restarted in place at once, the primary first"),
    /** Nothing else is carried out. */
    PAUSE("pause", "nothing else is carried out while it is paused"),
    /** Instances stop. */
    SHUTDOWN("shutdown", "instances stop, or start again"),
    /** Looked at once. */
    ONCE("once", "nothing: it has been looked at"),
    /** It takes effect by itself. */
    PATCH("patch", "it takes effect by itself; no pod of an instance restarts"),
    /** How clients come in. */
    SERVICE("service", "the service changes at once"),
    /** Whether the cluster follows another one. */
    STANDBY("standby", "the cluster is promoted, or stops taking writes, at once"),
    /** Roles and databases. */
    USERS("users", "roles and databases are made and altered; nothing is dropped but secrets"),
    /** Instances come and go. */
    SCALE("scale", "instances are made, or deleted with their volumes, at once"),
    /** Volumes grow. */
    GROW("grow", "claims are applied with the new size; volumes grow while they are used"),
    /** Backups as a whole. */
    BACKUPS("backups", "archiving begins, or ends and repositories on volumes are deleted"),
    /** Repositories. */
    REPOS("repos", "repositories are made at once, and deleted with what is on their volumes"),
    /** The pod that keeps repositories. */
    REPO_HOST("repo-host", "the repository host's pod is made anew"),
    /** A backup by hand. */
    BACKUP(
            "backup",
            "nothing, until the annotation pgbackrest-backup has a value it has not had; then a backup is taken"),
    /** A restore in place. */
    RESTORE(
            "restore",
            "nothing, until the annotation pgbackrest-restore has a value it has not had; then the data is overwritten"),
    /** How a restore's job is run. */
    RESTORE_JOB("restore-job", "nothing, until a restore is asked for"),
    /** The primary moves. */
    SWITCHOVER(
            "switchover",
            "nothing, until the annotation trigger-switchover has a value it has not had; then the primary moves"),
    /** The pooler. */
    POOLER("pooler", "the pooler reads its file again, or its pods are made anew"),
    /** Another object. */
    OBJECT("object", "the object is taken over");

    private static final Map<String, Way> WORDS =
            Arrays.stream(values()).collect(Collectors.toMap(way -> way.word, Function.identity()));

    private final String word;
    private final String direct;

    Way(String word, String direct) {
        this.word = word;
        this.direct = direct;
    }

    /** The way of this word. */
    static Way of(String word) {
        return WORDS.getOrDefault(word, PATCH);
    }

    /** What happens when nothing but the new manifest is given. */
    String direct() {
        return direct;
    }
}
