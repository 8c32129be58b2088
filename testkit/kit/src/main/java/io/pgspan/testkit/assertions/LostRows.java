package io.pgspan.testkit.assertions;

import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.postgres.RowWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Acknowledged rows that a database doesn't have. None may be lost while at least one member that confirmed them lives; rows beyond the
 * acknowledged ones are no fault, as the outcome of their commits was unknown to the writer.
 */
public final class LostRows {
    private static final int FETCH_SIZE = 10_000;
    private static final String TIMEOUTS =
            "?connectTimeout=5&socketTimeout=60&loginTimeout=10&sslmode=disable&gssEncMode=disable";

    private LostRows() {}

    /**
     * How many of the writer's acknowledged rows are missing. Ask the primary, or a standby that has replayed everything; stop the writer
     * first, or only what it had acknowledged before the call is looked for.
     *
     * @throws SQLException when the database doesn't answer
     */
    public static int count(RowWriter writer, Connection connection) throws SQLException {
        return ids(writer, connection).length;
    }

    /**
     * The same through a connection of its own.
     *
     * @throws PgspanException when the database doesn't answer
     */
    public static int count(RowWriter writer, Endpoint endpoint, Credentials credentials) {
        Properties login = new Properties();
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + endpoint + "/postgres" + TIMEOUTS, login)) {
            return count(writer, connection);
        } catch (SQLException e) {
            throw new PgspanException(
                    "can't look for lost rows on " + endpoint + ": " + e.getMessage()
                            + "; ask a server that accepts connections",
                    e);
        }
    }

    /**
     * The ids of the missing rows, ascending.
     *
     * @throws SQLException when the database doesn't answer
     */
    public static long[] ids(RowWriter writer, Connection connection) throws SQLException {
        long[] acknowledged = writer.acknowledged();
        Set<Long> present = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM " + RowWriter.TABLE)) {
                while (rows.next()) {
                    present.add(rows.getLong(1));
                }
            }
        }
        return Arrays.stream(acknowledged)
                .filter(id -> !present.contains(id))
                .sorted()
                .toArray();
    }
}
