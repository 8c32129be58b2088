package io.pgspan.operators.conduct;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.feature.Support;

/**
 * A cluster of an operator as the one that data are taken from. In the texts <code>{name}</code> and <code>{namespace}</code> stand for the cluster's.
 *
 * @param streaming whether a server outside of the operator's care can follow it
 * @param role how a role for it is made there, and how that role is let in
 * @param roleUndo how that is taken back
 * @param walLevel which {@code wal_level} it has unless told otherwise
 * @param encrypts whether it takes encrypted connections without being told to
 * @param primary the host name of the primary within its Kubernetes cluster
 * @param stop how all its servers are stopped and stay stopped, volumes kept
 * @param start how that is taken back
 * @param deletion how it is deleted, and what that takes along
 * @param backups the form its backups are in, one word
 */
public record Serving(
        Support streaming,
        String role,
        String roleUndo,
        String walLevel,
        boolean encrypts,
        String primary,
        String stop,
        String start,
        String deletion,
        String backups) {

    /** Nobody knows how: a dump is taken with an ordinary connection, and people stop it. */
    public static Serving unknown() {
        return new Serving(
                Support.NO,
                "make a role that may replicate and let it in",
                "drop the role and its rule",
                "replica",
                false,
                "{name}.{namespace}.svc",
                "stop every server of {name}",
                "start the servers of {name} again",
                "delete {name}, its volumes and its secrets",
                "unknown");
    }

    /** The same with a cluster's name and namespace put in. */
    public Serving of(PostgresCluster wish) {
        return new Serving(
                streaming,
                Habit.fill(role, wish),
                Habit.fill(roleUndo, wish),
                walLevel,
                encrypts,
                Habit.fill(primary, wish),
                Habit.fill(stop, wish),
                Habit.fill(start, wish),
                Habit.fill(deletion, wish),
                backups);
    }
}
