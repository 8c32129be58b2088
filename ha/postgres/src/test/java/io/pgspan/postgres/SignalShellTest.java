package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalShellTest {
    private static final int HEARD = 7;
    private static final long LIMIT_SECONDS = 120;

    private final SignalShell shell = new SignalShell(Duration.ofSeconds(5));
    private final Process listener;

    SignalShellTest() throws IOException {
        listener = new ProcessBuilder(
                        "/bin/sh", "-c", "trap 'exit " + HEARD + "' HUP; echo ready; while :; do sleep 0.02; done")
                .start();
        assertThat(listener.inputReader().readLine()).isEqualTo("ready");
    }

    @AfterEach
    void end() {
        listener.destroyForcibly();
        ProcessHandle.of(shell.prepare()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void assertHeard() throws InterruptedException {
        assertThat(listener.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(listener.exitValue()).isEqualTo(HEARD);
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        assertThat(process.onExit().join().isAlive()).isFalse();
    }

    @Test
    void aSignalArrives() throws InterruptedException {
        assertThat(shell.send("HUP", listener.pid())).isTrue();
        assertHeard();
    }

    @Test
    void oneShellSendsAll() {
        long first = shell.prepare();
        assertThat(shell.send("CONT", listener.pid())).isTrue();
        assertThat(shell.send("CONT", listener.pid())).isTrue();
        assertThat(shell.prepare()).isEqualTo(first);
    }

    @Test
    void itSaysSoWhenThereIsNobody() {
        kill(listener.pid());
        assertThat(shell.send("HUP", listener.pid())).isFalse();
        assertThat(shell.send("NOSUCH", ProcessHandle.current().pid())).isFalse();
    }

    @Test
    void oneThatWasKilledIsReplaced() throws InterruptedException {
        kill(shell.prepare());
        assertThat(shell.send("HUP", listener.pid())).isTrue();
        assertHeard();
    }

    @Test
    void oneThatHangsIsWaitedForOnceAndReplaced() throws InterruptedException {
        SignalShell impatient = new SignalShell(Duration.ofMillis(200));
        long frozen = impatient.prepare();
        assertThat(shell.send("STOP", frozen)).isTrue();
        assertThatThrownBy(() -> impatient.send("HUP", listener.pid()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("SIGHUP")
                .hasMessageContaining("did not answer");
        long next = impatient.prepare();
        assertThat(next).isNotEqualTo(frozen);
        assertThat(impatient.send("HUP", listener.pid())).isTrue();
        assertHeard();
        kill(next);
    }
}
