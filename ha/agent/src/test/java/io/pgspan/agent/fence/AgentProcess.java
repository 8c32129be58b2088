package io.pgspan.agent.fence;

import io.pgspan.testkit.base.network.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The test's end of a {@link FencedAgent}. */
final class AgentProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private volatile boolean armed;
    private volatile long guard = -1;
    private volatile boolean spoke;

    private AgentProcess(Process process) {
        this.process = process;
    }

    static AgentProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FencedAgent.class.getName()));
        command.addAll(List.of(arguments));
        AgentProcess agent = new AgentProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Thread listener = new Thread(agent::listen, "agent-listener");
        listener.setDaemon(true);
        listener.start();
        Await.until("the agent speaks", LIMIT, () -> agent.spoke);
        return agent;
    }

    private void listen() {
        try (BufferedReader states = process.inputReader(StandardCharsets.US_ASCII)) {
            String line;
            while ((line = states.readLine()) != null) {
                String[] words = line.split(" ", -1);
                armed = Boolean.parseBoolean(words[0]);
                guard = Long.parseLong(words[1]);
                spoke = true;
            }
        } catch (IOException end) {
            armed = false;
        }
    }

    boolean armed() {
        return armed;
    }

    long guard() {
        return guard;
    }

    long pid() {
        return process.pid();
    }

    void guardUntil(Duration deadline) {
        send("until " + deadline.toMillis());
    }

    void armUntil(Duration deadline) {
        guardUntil(deadline);
        Await.until("the fence is armed", LIMIT, this::armed);
    }

    void disarm() {
        send("disarm");
        Await.until("the fence is disarmed", LIMIT, () -> !armed());
    }

    private void send(String order) {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Orderly: the fence is closed. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the agent does not stop");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Await.until(
                "the agent and its guard are gone",
                LIMIT,
                () -> !process.isAlive() && (guard < 0 || ProcessTable.row(guard, Set.of()) == null));
    }
}
