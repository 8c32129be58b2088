package io.pgspan.agent;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What other threads have for the loop: tasks that it runs itself, between two effects, and wake-ups that end its rest. Bounded by what
 * is asked of it: a question in flight to each peer, a request in flight of each endpoint thread.
 */
final class Mailbox {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private boolean woken;
    private boolean hinted;

    /** Has the loop run something. */
    void post(Runnable task) {
        tasks.add(task);
    }

    /**
     * Has the loop answer, between two effects; never by the loop itself.
     *
     * @throws AgentException when the question fails, or the loop is silent for {@link #ANSWER_LIMIT}
     */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        post(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException("agent: interrupted while the loop was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AgentException("agent: the loop did not answer: " + e, e);
        }
    }

    /** Ends the loop's rest, or keeps it from beginning. */
    void wake() {
        tasks.add(() -> woken = true);
    }

    /** As {@link #wake}, because the record may have changed. */
    void hint() {
        tasks.add(() -> {
            hinted = true;
            woken = true;
        });
    }

    /** Whether the record may have changed since this was last asked; by the loop alone. */
    boolean takeHint() {
        boolean taken = hinted;
        hinted = false;
        return taken;
    }

    /** Runs what is there; by the loop alone. */
    void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs what comes until somebody wakes the loop, at most so long; by the loop alone. Says whether somebody did. */
    boolean rest(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        drain();
        while (!woken) {
            Runnable task = tasks.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                return false;
            }
            task.run();
        }
        woken = false;
        return true;
    }
}
