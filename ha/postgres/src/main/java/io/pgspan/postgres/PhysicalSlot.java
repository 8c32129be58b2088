package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Sql;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Physical replication slots by the replication protocol's own commands (PostgreSQL 15 and later). */
final class PhysicalSlot {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");
    private static final String ALREADY_THERE = "42710";

    private final ReplicationConnection connection;

    PhysicalSlot(ReplicationConnection connection) {
        this.connection = connection;
    }

    /** Afterwards the slot is there and keeps WAL from now on, or from an earlier point. */
    void ensure(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PgspanException("replication slot: '" + name
                    + "' is not a slot name; it has 1 to 63 lower-case letters, digits and underscores");
        }
        String quoted = Sql.identifier(name);
        List<@Nullable String> slot =
                connection.query("READ_REPLICATION_SLOT " + quoted).onlyRow();
        boolean exists = slot.get(0) != null;
        boolean keepsWal = exists && slot.get(1) != null;
        if (keepsWal) {
            return;
        }
        if (exists) {
            // invalidated, or made without reserving: what it should have kept may be gone
            connection.query("DROP_REPLICATION_SLOT " + quoted);
        }
        try {
            connection.query("CREATE_REPLICATION_SLOT " + quoted + " PHYSICAL (RESERVE_WAL)");
        } catch (PostgresServerException e) {
            if (!e.sqlState().equals(ALREADY_THERE)) { // somebody made it meanwhile: as good
                throw e;
            }
        }
    }
}
