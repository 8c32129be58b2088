package io.pgspan.operators.crunchy.change;

import io.pgspan.operators.crunchy.release.PgoVersion;

/**
 * What the writers of steps share.
 *
 * @param cluster what changes
 * @param settings what changes of PostgreSQL's settings
 * @param seen what is known of the world
 * @param warnings what the lints say of the change
 * @param draft the plan as far as it is written
 * @param operator the release that carries it out
 */
record Context(
        ClusterChange cluster,
        SettingsChange settings,
        Seen seen,
        Warnings warnings,
        Draft draft,
        PgoVersion operator) {

    Side before() {
        return cluster.before();
    }

    Side after() {
        return cluster.after();
    }

    /** Whether a value was the trigger's last one, by the status where it is known and by the old wish otherwise. */
    boolean isLast(String id, String seenId, String saidBefore) {
        return id.equals(seen.cluster().isPresent() ? seenId : saidBefore);
    }

    /** An annotation's value that follows from what is asked for, and is not the one it had last. */
    static String id(String asked, String seenId, String saidBefore) {
        String id = "pgspan-" + Integer.toHexString(asked.hashCode());
        return id.equals(seenId) || id.equals(saidBefore) ? id + "-again" : id;
    }
}
