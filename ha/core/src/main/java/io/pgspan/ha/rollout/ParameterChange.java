package io.pgspan.ha.rollout;

import io.pgspan.model.PgspanException;
import java.util.Set;

/**
 * A changed setting of PostgreSQL.
 *
 * @param name its name
 * @param from the value before
 * @param to the value after
 * @param takes what makes PostgreSQL heed it
 */
public record ParameterChange(String name, String from, String to, Takes takes) {

    /**
     * The settings a standby may not have lower than the primary whose WAL it replays: it stops replaying when it meets the
     * greater value in the log, and does not start at all with a lower one than its control file names.
     */
    public static final Set<String> HOT_STANDBY = Set.of(
            "max_connections",
            "max_worker_processes",
            "max_wal_senders",
            "max_prepared_transactions",
            "max_locks_per_transaction");

    /** @throws PgspanException when a hot-standby setting is not a number, or is said to need only a reload */
    public ParameterChange {
        if (HOT_STANDBY.contains(name)) {
            number(name, from);
            number(name, to);
            if (takes != Takes.RESTART) {
                throw new PgspanException("rollout: parameter '" + name
                        + "' takes effect only when PostgreSQL starts; plan it with Takes.RESTART");
            }
        }
    }

    /** Whether its order over the members matters. */
    public boolean hotStandby() {
        return HOT_STANDBY.contains(name);
    }

    /** Whether standbys must have it first. */
    boolean raises() {
        return hotStandby() && number(name, to) > number(name, from);
    }

    /** Whether the primary must have it first. */
    boolean lowers() {
        return hotStandby() && number(name, to) < number(name, from);
    }

    static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new PgspanException(
                    "rollout: parameter '" + name + "' is a whole number, not '" + value + "'; write for example 100",
                    e);
        }
    }

    /** What makes PostgreSQL heed a change. */
    public enum Takes {
        /** A reload of the configuration. */
        RELOAD,
        /** A start of PostgreSQL. */
        RESTART
    }
}
