package io.pgspan.benchmarks.failover;

import io.pgspan.benchmarks.failover.TrialLog.Figure;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.assertions.LostRows;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.postgres.RowWriter;
import io.pgspan.testkit.postgres.RowWriterOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** One run of one scenario on one cluster: what scenarios need, and the figures they leave. */
final class Trial {
    /** The longest anything may take. Above the longest wait of Patroni's defaults. */
    static final Duration LIMIT = Duration.ofSeconds(90);

    private static final int ROWS_STEADY = 100;
    private static final int LOGINS = 30;
    private static final double NANOS_A_SECOND = 1e9;

    private final int round;
    private final String scenario;
    private final Contender contender;
    private final ClusterEye eye;
    private final Credentials credentials;
    private final List<Figure> figures = new ArrayList<>();

    Trial(int round, String scenario, Contender contender, ClusterEye eye, Credentials credentials) {
        this.round = round;
        this.scenario = scenario;
        this.contender = contender;
        this.eye = eye;
        this.credentials = credentials;
    }

    Contender contender() {
        return contender;
    }

    ClusterEye eye() {
        return eye;
    }

    Credentials credentials() {
        return credentials;
    }

    /** The cluster's servers by member. */
    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        contender.members().forEach(m -> endpoints.put(m, contender.postgres(m)));
        return endpoints;
    }

    /** Waits until every member is in its place, and a little longer. */
    void awaitComplete(boolean synchronous) {
        Await.until(
                "one member leads, the others stream",
                LIMIT,
                () -> eye.isComplete(synchronous) && contender.isSettled(synchronous));
        rest(contender.settle());
    }

    /** The member that leads now. */
    String primary() {
        return Await.untilPresent("somebody leads", LIMIT, eye::primary);
    }

    /** An application that has been writing for a while. */
    RowWriter startWriter() {
        RowWriter writer =
                RowWriter.start(List.copyOf(endpoints().values()), credentials, RowWriterOptions.ofDefaults());
        try {
            awaitRows(writer);
            logInOften(writer);
            return writer;
        } catch (AssertionError e) {
            writer.close();
            throw e;
        }
    }

    /**
     * SCRAM takes 8,192 hashes a login: 0.3 s of a JVM that does so for the first time, some 5 ms of one that has done so for a while. What is
     * measured is the cluster, not a client's first steps.
     */
    private void logInOften(RowWriter writer) {
        Properties login = new Properties();
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        for (int i = 0; i < LOGINS; i++) {
            try (Connection connection = DriverManager.getConnection(writer.url(), login)) {
                connection.getMetaData();
            } catch (SQLException e) {
                throw new PgspanException(
                        "an application can't log in before anything has happened: " + e.getMessage(), e);
            }
        }
    }

    /** Waits until rows are acknowledged as if nothing had happened. */
    static void awaitRows(RowWriter writer) {
        int wanted = writer.acknowledgedCount() + ROWS_STEADY;
        Await.until("rows are acknowledged", LIMIT, () -> writer.acknowledgedCount() >= wanted);
    }

    /** Notes the time without acknowledgements around an instant. */
    void outageAround(RowWriter writer, Instant instant) {
        figure(
                "write outage (s)",
                writer.outageAround(instant)
                        .map(g -> seconds(g.length()))
                        .orElseThrow(() -> new PgspanException("no acknowledged row on both sides of the fault")));
    }

    /** Ends the writer and notes how many of its acknowledged rows the primary doesn't have. */
    void countLost(RowWriter writer) {
        countLost(writer, "");
    }

    /** The same under a name that tells which of several writers it was. */
    void countLost(RowWriter writer, String which) {
        writer.stop();
        figure(which + "acknowledged rows", writer.acknowledgedCount());
        figure(which + "acknowledged rows lost", LostRows.count(writer, contender.postgres(primary()), credentials));
    }

    /** Notes a number. */
    void figure(String metric, double value) {
        figures.add(new Figure(round, contender.name(), scenario, metric, value));
    }

    /** What was noted so far. */
    List<Figure> figures() {
        return List.copyOf(figures);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_A_SECOND;
    }

    static double secondsSince(Instant instant) {
        return seconds(Duration.between(instant, Instant.now()));
    }

    /** Lets time pass. */
    static void rest(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("interrupted", e);
        }
    }
}
