package io.pgspan.operators.kubedb.change;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways a change of KubeDB's objects is made, with the word in the table of classes, and what a mere new manifest would do. */
enum Way {
    /** The object is patched, and that is all. */
    PATCH("patch", "it takes effect by itself"),
    /** The object is patched, and then a request restarts the pods. */
    RESTART(
            "restart",
            "it is stored, and pods that are made later have it: some have the old value and some the new one"),
    /** A request of this type. */
    UPDATE_VERSION(
            "UpdateVersion",
            "the webhook accepts it, and pods get the new image without the order of standbys first; a new major version does"
                    + " not start on the old data"),
    /** A request of this type. */
    HORIZONTAL_SCALING(
            "HorizontalScaling",
            "the webhook accepts it, and pods are made or taken away without the members of the election being changed in"
                    + " order"),
    /** A request of this type. */
    VERTICAL_SCALING(
            "VerticalScaling",
            "the webhook accepts it, and pods have it when they are made anew, whoever is the primary then"),
    /** A request of this type. */
    VOLUME_EXPANSION("VolumeExpansion", "the webhook accepts it, and the volumes that are there keep their size"),
    /** A request of this type. */
    STORAGE_MIGRATION("StorageMigration", "the webhook accepts it, and the volumes that are there stay in their class"),
    /** A request of this type. */
    RECONFIGURE("Reconfigure", "the webhook accepts it, and running servers keep their settings"),
    /** A request of this type. */
    RECONFIGURE_TLS(
            "ReconfigureTLS",
            "the webhook accepts it, and members with and without the new certificates meet each other"),
    /** A request of this type. */
    ROTATE_AUTH(
            "RotateAuth",
            "the webhook accepts it, and the server keeps the old password while the operator uses the new"),
    /** The database is stopped or woken. */
    HALT("halt", "true deletes pods and services at once and keeps volumes, and false makes them anew"),
    /** The placement policy is applied before or after scaling. */
    POLICY("policy", "pods that are made later heed it; a pod it does not cover is not made"),
    /** The placement policy is applied, and then a request restarts the pods. */
    POLICY_RESTART("policy-restart", "only pods that are made later heed it"),
    /** It can't be changed. */
    REFUSE("refuse", "the webhook accepts it or not, but the database does not become what it says"),
    /** Only the server or the operator writes it. */
    SERVER("server", "the server or the operator overwrites it");

    private static final Map<String, Way> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Way::word, way -> way));

    private final String word;
    private final String direct;

    Way(String word, String direct) {
        this.word = word;
        this.direct = direct;
    }

    static Way of(String word) {
        Way way = BY_WORD.get(word);
        if (way == null) {
            throw new IllegalArgumentException("table of changes: there is no way '" + word + "'");
        }
        return way;
    }

    String word() {
        return word;
    }

    /** What the operator does when it is simply given the new manifest. */
    String direct() {
        return direct;
    }

    /** Whether a request must run, for which the database must be there. */
    boolean needsDatabase() {
        return switch (this) {
            case PATCH, HALT, POLICY, REFUSE, SERVER -> false;
            default -> true;
        };
    }
}
