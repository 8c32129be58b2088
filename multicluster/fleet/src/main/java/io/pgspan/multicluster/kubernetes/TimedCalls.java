package io.pgspan.multicluster.kubernetes;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Blocking calls with a limit that holds whatever the called client does: a holder of the lease that waits longer than it may
 * outlives its lease. A call runs on a thread of its own; at its limit the caller goes on and the thread is interrupted. At most
 * {@link #MAX_CALLS} run at once, so that a client that ignores interruption can't gather threads without bound.
 */
final class TimedCalls implements AutoCloseable {
    /** How many calls may run, overdue ones included. */
    static final int MAX_CALLS = 8;

    /** How often a question is asked before its limit is over. */
    private static final int QUESTIONS = 4;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;

    TimedCalls(String threadName) {
        threads = new ThreadPoolExecutor(
                0, MAX_CALLS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), call -> {
                    Thread thread = new Thread(call, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * The call's result.
     *
     * @throws CallException when it failed, was not through in time, or could not even start; the cause is what the call threw
     */
    <T> @Nullable T within(Duration limit, Callable<@Nullable T> call) throws CallException {
        return first(limit, 1, call);
    }

    /**
     * The result of a call that changes nothing: with each quarter of the limit that passes it is made once more beside the others, and
     * what ends first counts. A server that hung often never answers what it was asked meanwhile, and at once what it is asked afterwards.
     *
     * @throws CallException as {@link #within}
     */
    <T> @Nullable T soonest(Duration limit, Callable<@Nullable T> call) throws CallException {
        return first(limit, QUESTIONS, call);
    }

    private <T> @Nullable T first(Duration limit, int times, Callable<@Nullable T> call) throws CallException {
        CompletionService<@Nullable T> ends = new ExecutorCompletionService<>(threads);
        List<Future<@Nullable T>> made = new ArrayList<>();
        long start = System.nanoTime();
        try {
            made.add(submit(ends, call));
            Future<@Nullable T> ended = null;
            for (int part = 1; part <= times && ended == null; part++) {
                if (part > 1) {
                    again(ends, call).ifPresent(made::add);
                }
                long end = start + limit.toNanos() * part / times;
                ended = ends.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            if (ended == null) {
                throw overdue(limit, new TimeoutException());
            }
            return ended.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException("interrupted while waiting for the answer", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw isTimeout(cause)
                    ? overdue(limit, cause)
                    : new CallException(String.valueOf(cause.getMessage()), cause);
        } finally {
            made.forEach(running -> running.cancel(true));
        }
    }

    private <T> Future<@Nullable T> submit(CompletionService<@Nullable T> ends, Callable<@Nullable T> call)
            throws CallException {
        try {
            return ends.submit(call);
        } catch (RejectedExecutionException e) {
            throw new CallException(
                    threads.isShutdown()
                            ? "the store is closed"
                            : MAX_CALLS + " earlier calls are overdue and still not back",
                    e);
        }
    }

    /** Where there is no room for one more, those under way are waited for. */
    private <T> Optional<Future<@Nullable T>> again(CompletionService<@Nullable T> ends, Callable<@Nullable T> call) {
        try {
            return Optional.of(ends.submit(call));
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
    }

    private static CallException overdue(Duration limit, Throwable cause) {
        return new CallException("no answer within " + limit.toMillis() + " ms", cause);
    }

    /** The client is told the same limit, and may notice first: then its message says less. */
    private static boolean isTimeout(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A call that gave no result. */
    static final class CallException extends Exception {
        private static final long serialVersionUID = 1L;

        CallException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
