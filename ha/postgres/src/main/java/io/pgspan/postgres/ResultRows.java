package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one result, as text; SQL's NULL is null. */
record ResultRows(List<List<@Nullable String>> rows) {
    List<@Nullable String> onlyRow() {
        if (rows.size() != 1) {
            throw new PgspanException("replication protocol: expected one row, got " + rows.size());
        }
        return rows.get(0);
    }

    /** A column of the only row that is never NULL. */
    String required(int column) {
        List<@Nullable String> row = onlyRow();
        String value = column < row.size() ? row.get(column) : null;
        if (value == null) {
            throw new PgspanException("replication protocol: column " + column + " of the answer is missing");
        }
        return value;
    }
}
