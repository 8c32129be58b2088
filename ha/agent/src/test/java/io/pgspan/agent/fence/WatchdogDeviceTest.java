package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A real device would reset this machine: a pipe stands in for it, and the death of PostgreSQL for the reset. */
@EnabledOnOs(OS.LINUX)
class WatchdogDeviceTest extends FenceContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private @Nullable FifoWatchdog device;

    @Override
    AgentProcess startAgent() throws IOException {
        FifoWatchdog made;
        try {
            made = new FifoWatchdog(
                    root.resolve("watchdog-" + clock.now().toMillis()), TIMEOUT, clock::now, this::killServer);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        device = made;
        return AgentProcess.start("device", made.path.toString(), Long.toString(TIMEOUT.toMillis()));
    }

    @AfterEach
    void closeDevice() throws IOException {
        device().close();
    }

    private FifoWatchdog device() {
        return Objects.requireNonNull(device, "before the agent is started");
    }

    private void killServer() {
        try {
            Set<String> data = Set.of(server.data.toRealPath().toString());
            int passes = 0;
            while (!Sweep.pass(data, Condemned.ANY_AGE).living().isEmpty() && passes < 1_000) {
                passes++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It fires its timeout after it was last kept alive, which is no later than the deadline. */
    @Override
    Duration earliest(Duration asked, Duration deadline) {
        return asked.plus(TIMEOUT).minusMillis(10);
    }

    /** A node that was reset acknowledges nothing; what stands in for the reset here takes its time. */
    @Override
    void assertInTime(Duration deadline, Acknowledgements client) {
        assertThat(device().fired()).as("the reset").isNotNull().isLessThanOrEqualTo(deadline);
    }

    @Test
    void staysArmedWhenTheAgentEndsWithoutDisarming() throws Exception {
        armFor(1_500);
        agent.stop();
        awaitNothingRuns();
        assertThat(device().resets()).isEqualTo(1);
    }

    @Test
    void isNotKeptAliveWhenItWouldFireAfterTheDeadline() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_300);
            Duration asked = deadline.minusMillis(1_300);
            Await.until("some time has passed", LIMIT, () -> clock.now().compareTo(deadline.minusMillis(600)) > 0);
            agent.guardUntil(deadline);
            assertEndsAt(deadline, earliest(asked, deadline), client);
        }
    }

    @Test
    void aTimeoutThatIsTooLongForTheLeaseIsNeverArmed() {
        agent.guardUntil(in(700));
        Duration asked = clock.now();
        Await.until("it had its time", LIMIT, () -> clock.now().compareTo(asked.plusMillis(300)) > 0);
        assertThat(agent.armed()).isFalse();
        assertThat(device().resets()).isZero();
    }

    @Test
    void aMissingDeviceIsRefused() {
        assertThatThrownBy(() -> WatchdogDevice.on(root.resolve("nothing"), TIMEOUT, clock::now))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("there is no device");
    }

    @Test
    void writesOneByteForEachRenewalAndTheMagicOneBeforeItCloses() throws IOException {
        Path file = Files.createFile(root.resolve("bytes"));
        Fence fence = WatchdogDevice.on(file, TIMEOUT, () -> Duration.ofSeconds(100));
        fence.guardUntil(Duration.ofSeconds(110));
        fence.guardUntil(Duration.ofSeconds(111));
        assertThat(fence.armed()).isTrue();
        fence.guardUntil(Duration.ofMillis(100_500));
        assertThat(fence.armed()).as("shortened to before it fires").isFalse();
        fence.disarm();
        fence.close();
        assertThat(Files.readString(file)).isEqualTo("\n\nV");
    }
}
