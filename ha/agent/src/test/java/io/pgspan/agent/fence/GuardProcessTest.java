package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class GuardProcessTest extends FenceContract {

    @Override
    AgentProcess startAgent() throws IOException {
        AgentProcess started = AgentProcess.start("guard", server.data.toString());
        started.armUntil(in(20_000)); // the guard is up: what follows is measured in fractions of a second
        started.disarm();
        return started;
    }

    @Override
    Duration earliest(Duration asked, Duration deadline) {
        return deadline;
    }

    @Override
    void assertInTime(Duration deadline, Acknowledgements client) {
        Duration latest = GuardProcess.LATENESS_MAX.plus(bystander.waited());
        assertThat(client.after(deadline.plus(latest)))
                .as("acknowledged later than %s after the deadline", latest)
                .isZero();
    }

    private static boolean isAlive(long pid) {
        return ProcessTable.row(pid, Set.of()) != null;
    }

    @Test
    void killsAtOnceWhenTheAgentDies() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            agent.armUntil(in(15_000));
            long guard = agent.guard();
            Signals.kill(agent.pid());
            assertEndsAt(in(0).plus(TOLERANCE), Duration.ZERO, client);
            Await.until("the guard goes", LIMIT, () -> !isAlive(guard));
        }
    }

    @Test
    void goesWithItsAgentAndLeavesPostgresAloneWhenThereIsNothingToGuard() throws Exception {
        agent.armUntil(in(15_000));
        long guard = agent.guard();
        agent.disarm();
        agent.stop();
        assertThat(isAlive(guard)).isFalse();
        assertThat(server.runs()).isTrue();
    }

    @Test
    void anAgentThatEndsWithoutDisarmingLeavesNoServerBehind() throws Exception {
        agent.armUntil(in(15_000));
        long guard = agent.guard();
        agent.stop();
        assertThat(server.runs()).isFalse();
        assertThat(isAlive(guard)).isFalse();
    }

    @Test
    void aKilledGuardIsNoticedAndReplaced() {
        agent.armUntil(in(15_000));
        long guard = agent.guard();
        Duration killed = clock.now();
        Signals.kill(guard);
        Await.until("another guard is armed", LIMIT, () -> agent.guard() != guard && agent.armed());
        assertThat(clock.now().minus(killed)).isLessThan(Duration.ofSeconds(4).plus(bystander.waited()));
        assertThat(server.runs()).isTrue();
    }

    @Test
    void aMemberWhoseGuardIsGoneCantLeadUntilAnotherHasAnswered() {
        try (GuardProcess fence = GuardProcess.start(server.data, clock::now, () -> {})) {
            assertThat(fence.usable()).isTrue();
            Await.until("there is a guard", LIMIT, () -> fence.pid() > 0);
            long guard = fence.pid();
            Signals.kill(guard);
            Await.until("the loss is known", LIMIT, () -> !fence.usable());
            Await.until("another guard has answered", LIMIT, fence::usable);
            assertThat(fence.pid()).isNotEqualTo(guard);
        }
    }

    @Test
    void aFrozenGuardIsNoticedInTimeAndReplaced() {
        agent.armUntil(in(15_000));
        long guard = agent.guard();
        Duration frozen = clock.now();
        Signals.freeze(guard);
        Await.until("the agent knows", LIMIT, () -> !agent.armed());
        assertThat(clock.now().minus(frozen))
                .isLessThan(GuardProcess.SILENCE_MAX.plus(TOLERANCE).plus(bystander.waited()));
        Await.until("another guard is armed", LIMIT, () -> agent.guard() != guard && agent.armed());
        assertThat(isAlive(guard)).isFalse();
        assertThat(server.runs()).isTrue();
    }

    @Test
    void aThawedAgentKeepsItsGuard() {
        agent.armUntil(in(30_000));
        long guard = agent.guard();
        Duration frozen = clock.now();
        Signals.freeze(agent.pid());
        Await.until("a while passes", LIMIT, () -> clock.now().compareTo(frozen.plusSeconds(3)) > 0);
        Signals.thaw(agent.pid());
        agent.armUntil(in(20_000));
        Duration thawed = clock.now();
        Await.until("a while passes", LIMIT, () -> clock.now().compareTo(thawed.plusSeconds(2)) > 0);
        assertThat(agent.guard()).isEqualTo(guard);
        assertThat(agent.armed()).isTrue();
    }

    @Test
    void aPoliteSignalDoesNotEndAGuardThatGuards() throws SQLException {
        try (Acknowledgements client = Acknowledgements.of(server, clock::now)) {
            Duration deadline = armFor(1_500);
            Signals.terminate(agent.guard());
            Signals.freeze(agent.pid());
            assertEndsAt(deadline, deadline, client);
        }
    }

    @Test
    void aServerThatStartsAfterTheDeadlineIsKilledUntilTheAgentDisarms() {
        agent.guardUntil(in(300));
        awaitNothingRuns();
        server.launch();
        Await.until("what came up is killed", LIMIT, () -> !server.isStarted());
        awaitNothingRuns();
        agent.disarm();
        server.start();
        assertThat(server.runs()).isTrue();
    }

    @Test
    void strangersAreSpared() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60")
                .directory(server.data.toFile())
                .start();
        try (GuardedServer other =
                new GuardedServer(root, "other-" + clock.now().toMillis())) {
            other.start();
            agent.guardUntil(in(300));
            awaitNothingRuns();
            assertThat(stranger.isAlive()).as("in the directory, but no server").isTrue();
            assertThat(other.runs()).as("a server, but of another directory").isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anotherClockIsRefused() {
        assertThatThrownBy(() -> GuardProcess.start(server.data, () -> Duration.ZERO, () -> {}))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("boot clock");
    }
}
