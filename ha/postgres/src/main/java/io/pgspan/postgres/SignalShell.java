package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends signals through a shell that is kept: Java can send only TERM and KILL, slim images have no {@code kill} program, and a process of its
 * own for each signal costs an agent 10 ms, the first time 50, while clients wait for what the signal is about. One serves all servers of this
 * JVM. It ends with the JVM, by the end of its input; one that was killed or hangs is replaced.
 */
final class SignalShell {
    static final SignalShell SHARED = new SignalShell(Duration.ofSeconds(5));

    private static final String SCRIPT =
            "while read -r name pid; do kill -s \"$name\" \"$pid\" 2>/dev/null; echo $?; done";
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Duration limit;
    private @Nullable Process shell;

    /** @param limit how long an answer may take */
    SignalShell(Duration limit) {
        this.limit = limit;
    }

    /** Starts it unless it runs. */
    synchronized long prepare() {
        return running().pid();
    }

    /**
     * Whether the system took the signal: false when there is no such process, or it isn't ours to signal.
     *
     * @param name without SIG
     * @throws PgspanException when no shell answers; the signal may have been sent then
     */
    synchronized boolean send(String name, long pid) {
        Process asked = running();
        try {
            OutputStream orders = asked.getOutputStream();
            orders.write((name + " " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
            return answer(asked);
        } catch (IOException e) {
            drop(asked);
            throw new PgspanException(
                    "SIG" + name + " to process " + pid + ": the shell that sends it " + e.getMessage(), e);
        }
    }

    private boolean answer(Process asked) throws IOException {
        InputStream answers = asked.getInputStream();
        Deadline deadline = Deadline.after(limit);
        while (answers.available() == 0) {
            if (!asked.isAlive() || deadline.passed()) {
                throw new IOException(asked.isAlive() ? "did not answer within " + limit : "has ended");
            }
            Interruptions.sleep(PAUSE);
        }
        boolean taken = answers.read() == '0';
        while (answers.read() != '\n' && asked.isAlive()) {
            // the rest of an exit code of two digits
        }
        return taken;
    }

    private Process running() {
        Process current = shell;
        if (current != null && current.isAlive()) {
            return current;
        }
        try {
            Process started = Command.prepare(List.of("/bin/sh", "-c", SCRIPT))
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            shell = started;
            return started;
        } catch (IOException e) {
            throw new PgspanException("can't start the shell that sends signals: " + e.getMessage(), e);
        }
    }

    private void drop(Process broken) {
        broken.destroyForcibly();
        shell = null;
    }
}
