package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Sql;
import java.util.regex.Pattern;

/** Physical replication slots by the replication protocol's own commands (PostgreSQL 15 and later). */
final class PhysicalSlot {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");
    private static final String ALREADY_THERE = "42710";
    private static final String IN_USE = "55006";

    private final ReplicationConnection connection;

    PhysicalSlot(ReplicationConnection connection) {
        this.connection = connection;
    }

    /**
     * Afterwards the slot is there and keeps WAL from now on. One that was there is made anew unless somebody reads from it: its WAL may be
     * gone, which the protocol doesn't tell, and then it protects nothing.
     */
    void renew(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PgspanException("replication slot: '" + name
                    + "' is not a slot name; it has 1 to 63 lower-case letters, digits and underscores");
        }
        String quoted = Sql.identifier(name);
        boolean exists =
                connection.query("READ_REPLICATION_SLOT " + quoted).onlyRow().get(0) != null;
        if (exists) {
            unless(IN_USE, "DROP_REPLICATION_SLOT " + quoted);
        }
        unless(ALREADY_THERE, "CREATE_REPLICATION_SLOT " + quoted + " PHYSICAL (RESERVE_WAL)");
    }

    private void unless(String sqlState, String command) {
        try {
            connection.query(command);
        } catch (PostgresServerException e) {
            if (!e.sqlState().equals(sqlState)) {
                throw e;
            }
        }
    }
}
