package io.pgspan.agent.fence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One guard process and the two pipes to it. */
final class GuardLink {
    private static final Logger LOG = LoggerFactory.getLogger(GuardLink.class);

    /**
     * What the guard said last.
     *
     * @param sent when the order it answers was sent, in milliseconds of the agent's clock: the guard was alive then or later
     * @param until the deadline in force, negative when none
     */
    record Answer(long sent, long until) {}

    private final Process process;
    private final Runnable heard;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private volatile boolean broken;

    private GuardLink(Process process, Runnable heard) {
        this.process = process;
        this.heard = heard;
    }

    /** @param heard called after each answer, and at the guard's end */
    static GuardLink start(Path data, Runnable heard) {
        GuardLink link = new GuardLink(GuardCommand.start(data), heard);
        Thread reader = new Thread(link::listen, "pgspan-guard-answers");
        reader.setDaemon(true);
        reader.start();
        return link;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return !broken && process.isAlive();
    }

    @Nullable
    Answer lastAnswer() {
        return answer.get();
    }

    /** Puts an order into the pipe, which has room for more than a thousand. */
    synchronized void send(String order) {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            broken = true;
        }
    }

    private void listen() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII)) {
            String line;
            while ((line = answers.readLine()) != null) {
                hear(line);
            }
        } catch (IOException e) {
            LOG.debug("the guard's answers ended: {}", e.getMessage());
        }
        broken = true;
        heard.run();
    }

    private void hear(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("ok")) {
            answer.set(new Answer(Long.parseLong(words[1]), Long.parseLong(words[2])));
        } else if (words[0].equals("killed")) {
            LOG.warn(
                    "guard {}: killed {} processes of PostgreSQL, all gone {} ms after the deadline",
                    pid(),
                    words[1],
                    words[2]);
        } else if (words[0].equals("stuck")) {
            LOG.error(
                    "guard {}: {} processes of PostgreSQL outlive SIGKILL, {} among them: they hang in the kernel and can't"
                            + " acknowledge, but the node needs a look",
                    pid(),
                    words[1],
                    words[2]);
        } else {
            LOG.debug("guard {}: {}", pid(), line);
        }
        heard.run();
    }

    /** The end of its input: a guard with something to guard kills it, then goes. Whether it went within the limit. */
    boolean letGo(Duration limit) {
        broken = true;
        try {
            process.getOutputStream().close();
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Only for one that is frozen or lost: what it guards is unguarded from here on. */
    void kill() {
        broken = true;
        process.destroyForcibly();
    }
}
