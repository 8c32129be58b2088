package io.pgspan.operators.cnpg.change;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way a field of a {@code Cluster} is changed. The word stands in the table of classes; the text says what the operator does of itself. */
enum Way {
    /** Nothing a client notices follows. */
    PATCH("patch", "the operator takes it over; nobody who uses the database notices"),
    /** How rolling updates treat the primary: said before anything is updated. */
    POLICY(
            "policy",
            "it counts for the next rolling update, which in one manifest may be the one this change brings about"),
    /** Read again by running servers. */
    RELOAD("reload", "servers read their configuration again"),
    /** How many standbys confirm; coupled with the number of instances. */
    SYNC("sync", "servers read again who confirms commits"),
    /** Settings of PostgreSQL that a running server takes over. */
    SETTINGS("settings", "servers read their configuration again"),
    /** Settings of PostgreSQL that need a restart. */
    RESTART_SETTINGS("restart-settings", "every server restarts, standbys first, the primary last"),
    /** Settings that a standby must not have less of than its primary, and that get less. */
    LOWERED("lowered", "the primary restarts first, in its pod; the standbys wait until it has the lower value"),
    /** Part of a pod. */
    PODS("pods", "every pod is made anew, standbys first, the primary's last"),
    /** The image, or where it comes from. */
    IMAGE("image", "every pod is made anew with the image; with another major version pg_upgrade runs instead"),
    /** How many instances. */
    SCALE(
            "scale",
            "an instance at a time is cloned, or the one with the highest number that is not the primary goes, with its volumes"),
    /** A volume gets larger. */
    GROW("grow", "the claims are patched while servers run, if their class can grow"),
    /** What only a claim made later has. */
    CLAIM("claim", "nothing to the claims there are: only volumes made later have it"),
    /** A volume of its own for WAL, or for a tablespace. */
    VOLUME("volume", "every pod is made anew with the new volume"),
    /** Roles in a distributed topology. */
    REPLICA("replica", "the cluster changes its role, or follows another source"),
    /** Clusters elsewhere, which data come from. */
    EXTERNAL("external", "it counts where a source or a bootstrap names it"),
    /** How the lease is kept that the primary holds. */
    LEASE("lease", "nothing, until the instances restart"),
    /** Services of the cluster. */
    SERVICE("service", "services are made, patched or deleted"),
    /** How an empty cluster begins. */
    BOOTSTRAP("bootstrap", "nothing: the cluster has begun long ago"),
    /** Annotations, each of which may be a command. */
    ANNOTATION("annotation", "it depends on the annotation"),
    /** Whether the cluster runs, is fenced, or is looked after at all. */
    LIFE("life", "pods stop, or start again"),
    /** It may not change. */
    REFUSE("refuse", "the webhook refuses it, or the object is another one"),
    /** The API server and the operator write it. */
    SERVER("server", "nothing: whoever writes the status writes it again");

    private static final Map<String, Way> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Way::word, Function.identity()));

    private final String word;
    private final String direct;

    Way(String word, String direct) {
        this.word = word;
        this.direct = direct;
    }

    String word() {
        return word;
    }

    /** What the operator does when it is given all changes at once. */
    String direct() {
        return direct;
    }

    /** The way of a word in the table; the table has no other words. */
    static Way of(String word) {
        return BY_WORD.getOrDefault(word, PATCH);
    }
}
