package io.pgspan.multicluster.agent;

import io.pgspan.model.PgspanException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that is made on a thread of its own while the rest of the agent gets ready: a member that was killed is waited for, and what its
 * start does for the first time takes a JVM long.
 */
final class Early<T> {
    private final CompletableFuture<T> made = new CompletableFuture<>();

    private Early() {}

    /** Starts a thread that ends by itself. */
    static <T> Early<T> begin(String what, Supplier<T> maker) {
        Early<T> early = new Early<>();
        thread(what, () -> early.make(maker));
        return early;
    }

    /** The same for what nobody waits for. */
    static void thread(String what, Runnable task) {
        Thread thread = new Thread(task, "pgspan-early-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void make(Supplier<T> maker) {
        try {
            made.complete(maker.get());
        } catch (RuntimeException e) {
            made.completeExceptionally(e);
        }
    }

    /**
     * Waits for it.
     *
     * @throws PgspanException what its maker has thrown
     */
    T get() {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PgspanException told ? told : e;
        }
    }
}
