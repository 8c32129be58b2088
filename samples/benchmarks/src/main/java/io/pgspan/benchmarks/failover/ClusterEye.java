package io.pgspan.benchmarks.failover;

import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a cluster as its PostgreSQL servers tell it, so that every contender is judged by the same witness. Not thread-safe. */
final class ClusterEye implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterEye.class);
    private static final String OPTIONS = "?connectTimeout=1&socketTimeout=2&loginTimeout=2&sslmode=disable"
            + "&gssEncMode=disable&channelBinding=disable&ApplicationName=bench-eye";

    private final List<String> members;
    private final Function<String, Endpoint> endpoints;
    private final Properties login = new Properties();
    private final Map<String, Connection> connections = new HashMap<>();

    ClusterEye(List<String> members, Function<String, Endpoint> endpoints, Credentials credentials) {
        this.members = members;
        this.endpoints = endpoints;
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
    }

    /** The one member out of recovery; empty when there is none, or more than one. */
    Optional<String> primary() {
        List<String> primaries = members.stream()
                .filter(m -> ask(m, "SELECT (NOT pg_is_in_recovery())::text").equals(List.of("true")))
                .toList();
        return primaries.size() == 1 ? Optional.of(primaries.get(0)) : Optional.empty();
    }

    /** The members that stream from the primary. */
    List<String> streaming(String primary) {
        return ask(primary, "SELECT application_name FROM pg_stat_replication WHERE state = 'streaming'").stream()
                .filter(members::contains)
                .toList();
    }

    /** A member that the primary's commits may wait for. */
    Optional<String> confirmer(String primary) {
        return ask(
                        primary,
                        "SELECT application_name FROM pg_stat_replication WHERE state = 'streaming'"
                                + " AND sync_state IN ('sync', 'quorum') ORDER BY 1")
                .stream()
                .filter(members::contains)
                .findFirst();
    }

    /** Whether one member leads, all others stream from it, and one of them confirms where that is wanted. */
    boolean isComplete(boolean synchronous) {
        return primary()
                .filter(p -> streaming(p).size() == members.size() - 1)
                .filter(p -> !synchronous || confirmer(p).isPresent())
                .isPresent();
    }

    /** One column of text; empty when the server doesn't answer. */
    private List<String> ask(String member, String query) {
        try {
            Connection connection = connections.get(member);
            if (connection == null) {
                connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + endpoints.apply(member) + "/postgres" + OPTIONS, login);
                connections.put(member, connection);
            }
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(query)) {
                while (answer.next()) {
                    rows.add(answer.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            LOG.trace("{} doesn't answer: {}", member, e.getMessage());
            drop(connections.remove(member));
            return List.of();
        }
    }

    private static void drop(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.trace("a broken connection: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        connections.values().forEach(ClusterEye::drop);
        connections.clear();
    }
}
