package io.pgspan.agent.fence;

import io.pgspan.testkit.base.network.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A client that inserts row after row over one connection and remembers when each was acknowledged. */
final class Acknowledgements implements AutoCloseable {
    private final GuardedServer server;
    private final Supplier<Duration> clock;
    private final List<Duration> times = new CopyOnWriteArrayList<>();
    private final Thread writer = new Thread(this::write, "writer");
    private volatile boolean closed;

    private Acknowledgements(GuardedServer server, Supplier<Duration> clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Returns once the first row is acknowledged. */
    static Acknowledgements of(GuardedServer server, Supplier<Duration> clock) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS written (n int)");
        }
        Acknowledgements writing = new Acknowledgements(server, clock);
        writing.writer.start();
        Await.until("the first acknowledgement", GuardedServer.LIMIT, () -> writing.count() > 0);
        return writing;
    }

    private void write() {
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO written VALUES (1)")) {
            while (!closed) {
                insert.executeUpdate();
                times.add(clock.get());
                pause();
            }
        } catch (SQLException end) {
            // the server was stopped: that is what is waited for
        }
    }

    /** Leaves the machine to the others: the list copies itself. */
    private static void pause() {
        LockSupport.parkNanos(1_000_000);
    }

    int count() {
        return times.size();
    }

    /** How many came later than that. */
    long after(Duration moment) {
        return times.stream().filter(time -> time.compareTo(moment) > 0).count();
    }

    boolean ended() {
        return !writer.isAlive();
    }

    @Override
    public void close() {
        closed = true;
    }
}
