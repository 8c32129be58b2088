package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.agent.LocalClock;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every fence outside the agent does, against a real PostgreSQL with a client that writes without a pause. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FenceContract {
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** Of what isn't a fence's promise: the end of the last process. */
    static final Duration TOLERANCE = Duration.ofMillis(500);

    final LocalClock clock = LocalClock.ofPlatform();

    Path root;

    GuardedServer server;
    AgentProcess agent;
    Bystander bystander;

    /** An agent with the fence under test. */
    abstract AgentProcess startAgent() throws IOException;

    /** The earliest moment at which the fence may act, when it was asked at {@code asked} to guard until {@code deadline}. */
    abstract Duration earliest(Duration asked, Duration deadline);

    /** That nothing was acknowledged when it was too late for this fence. */
    abstract void assertInTime(Duration deadline, Acknowledgements client);

    @BeforeAll
    void makeServer(@TempDir Path directory) {
        root = directory;
        server = new GuardedServer(root, "pgdata");
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        agent = startAgent();
        bystander = Bystander.start();
    }

    @AfterEach
    void stop() {
        bystander.close();
        agent.close();
        server.close();
    }

    Duration in(long millis) {
        return clock.now().plusMillis(millis);
    }

    /** Arms the agent's fence for that long, again when the machine had no time for it before the deadline; the deadline. */
    Duration armFor(long millis) {
        AtomicLong deadline = new AtomicLong();
        Await.until("the fence is armed", LIMIT, () -> {
            if (clock.now().toMillis() >= deadline.get()) {
                deadline.set(in(millis).toMillis());
                agent.guardUntil(Duration.ofMillis(deadline.get()));
            }
            return agent.armed();
        });
        return Duration.ofMillis(deadline.get());
    }

    void awaitNothingRuns() {
        Await.until("nothing runs on the data directory", LIMIT, () -> !server.runs());
    }

    /** Ends when PostgreSQL has ended; then no acknowledgement may have been too late. */
    void assertEndsAt(Duration deadline, Duration earliest, Acknowledgements client) {
        Await.until("the client is cut off", LIMIT, client::ended);
        Duration cut = clock.now();
        awaitNothingRuns();
        assertThat(client.count()).as("acknowledged before").isPositive();
        assertThat(cut).as("not before its time").isGreaterThanOrEqualTo(earliest);
        assertInTime(deadline, client);
        assertThat(clock.now())
                .as("all of PostgreSQL is gone")
                .isLessThan(deadline.plus(TOLERANCE).plus(bystander.waited()));
    }

    @Test
    void isNotArmedBeforeItWasAskedNorAfterItsDeadline() {
        assertThat(agent.armed()).isFalse();
        armFor(1_500);
        Await.until("the deadline disarms", LIMIT, () -> !agent.armed());
    }

    @Test
    void endsEveryAcknowledgementAtTheDeadline() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_500);
            Duration asked = deadline.minusMillis(1_500);
            assertEndsAt(deadline, earliest(asked, deadline), client);
        }
    }

    @Test
    void anExtensionMovesTheDeadline() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            armFor(3_000);
            Await.until("some time has passed", LIMIT, () -> client.count() > 50);
            Duration asked = clock.now();
            Duration deadline = in(4_000);
            agent.armUntil(deadline);
            assertEndsAt(deadline, earliest(asked, deadline), client);
        }
    }

    @Test
    void leavesPostgresAloneOnceItIsDisarmed() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_200);
            agent.disarm();
            Await.until("the deadline has passed", LIMIT, () -> clock.now().compareTo(deadline.plus(TOLERANCE)) > 0);
            assertThat(client.ended()).isFalse();
            assertThat(client.after(deadline.plusMillis(200))).isPositive();
        }
    }

    @Test
    void actsForAnAgentThatIsFrozen() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_500);
            Duration asked = deadline.minusMillis(1_500);
            Signals.freeze(agent.pid());
            assertEndsAt(deadline, earliest(asked, deadline), client);
        }
    }

    @Test
    void actsForAnAgentThatWasKilled() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_500);
            Await.until("the client writes", LIMIT, () -> client.count() > 10);
            Signals.kill(agent.pid());
            assertEndsAt(deadline, Duration.ZERO, client);
        }
    }

    @Test
    void endsABackendThatIsStuck() throws SQLException {
        try (Connection stuck = server.connect();
                Statement statement = stuck.createStatement();
                Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            long backend;
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                assertThat(row.next()).isTrue();
                backend = row.getLong(1);
            }
            Signals.freeze(backend);
            Duration deadline = armFor(1_500);
            Duration asked = deadline.minusMillis(1_500);
            Signals.freeze(agent.pid());
            assertEndsAt(deadline, earliest(asked, deadline), client);
            // one that is ending has let go of all it could write with before it is no process any more
            Await.until("the stuck backend is gone", LIMIT, () -> ProcessTable.row(backend, Set.of()) == null);
        }
    }
}
