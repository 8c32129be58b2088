package io.pgspan.testkit.assertions;

import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one server again and again on a connection of its own. */
final class ServerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String OPTIONS = "?connectTimeout=1&socketTimeout=1&loginTimeout=2&sslmode=disable"
            + "&gssEncMode=disable&channelBinding=disable&ApplicationName=pgspan-watch";

    private final String member;
    private final String url;
    private final Properties login = new Properties();
    private final Duration period;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final List<Span> spans = new ArrayList<>();
    private long answers;

    /** A proven time out of recovery, on the monotonic clock. */
    record Span(String member, long fromNanos, long toNanos) {}

    ServerWatch(String member, Endpoint endpoint, Credentials credentials, Duration period) {
        this.member = member;
        this.url = "jdbc:postgresql://" + endpoint + "/postgres" + OPTIONS;
        this.period = period;
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        thread = new Thread(this::run, "pgspan-watch-" + member);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Connection connection = DriverManager.getConnection(url, login);
                    Statement statement = connection.createStatement()) {
                ask(statement);
            } catch (SQLException e) {
                LOG.trace("{} doesn't answer: {}", member, e.getMessage());
            }
            pause();
        }
    }

    /** As long as the connection lives, the server process does: a server goes back into recovery only by a restart. */
    private void ask(Statement statement) throws SQLException {
        int current = -1;
        while (stopping.getCount() > 0) {
            long asked = System.nanoTime();
            boolean primary;
            try (ResultSet answer = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
                answer.next();
                primary = answer.getBoolean(1);
            }
            long answered = System.nanoTime();
            if (primary) {
                current = prove(current, asked, answered);
            }
            count();
            pause();
        }
    }

    private synchronized int prove(int current, long asked, long answered) {
        if (current < 0) {
            spans.add(new Span(member, answered, answered));
            return spans.size() - 1;
        }
        spans.set(current, new Span(member, spans.get(current).fromNanos(), asked));
        return current;
    }

    private synchronized void count() {
        answers++;
    }

    private void pause() {
        try {
            if (stopping.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("the watch of {} ends", member);
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    String member() {
        return member;
    }

    synchronized List<Span> spans() {
        return List.copyOf(spans);
    }

    synchronized long answers() {
        return answers;
    }

    void stop() {
        stopping.countDown();
    }

    void join() {
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
