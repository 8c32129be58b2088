package io.pgspan.agent.fence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java can't send. */
final class Signals {
    private Signals() {}

    static void freeze(long pid) {
        send("STOP", pid);
    }

    static void thaw(long pid) {
        send("CONT", pid);
    }

    static void kill(long pid) {
        send("KILL", pid);
    }

    static void terminate(long pid) {
        send("TERM", pid);
    }

    private static void send(String name, long pid) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (!shell.waitFor(10, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new AssertionError("SIG" + name + " to " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
