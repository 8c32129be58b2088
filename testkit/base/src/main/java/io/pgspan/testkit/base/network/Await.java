package io.pgspan.testkit.base.network;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Bounded waiting for something that happens elsewhere: in a process, on a server, in a thread. */
public final class Await {
    private static final Duration INTERVAL_MIN = Duration.ofMillis(5);
    private static final Duration INTERVAL_MAX = Duration.ofMillis(100);

    private Await() {}

    /**
     * Returns once {@code condition} holds; asks first at once, then every 5 ms growing to 100 ms. A condition that throws an
     * exception counts as not yet.
     *
     * @param what what is waited for, for the failure's message: "the standby streams"
     * @param limit the longest time to wait
     * @throws AssertionError after {@code limit}, with {@code what} and the last exception of the condition
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        untilPresent(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Like {@link #until}, and returns the value that was waited for. */
    public static <T> T untilPresent(String what, Duration limit, Supplier<Optional<T>> attempt) {
        long start = System.nanoTime();
        long interval = INTERVAL_MIN.toMillis();
        while (true) {
            RuntimeException trouble = null;
            try {
                Optional<T> result = attempt.get();
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (RuntimeException e) {
                trouble = e;
            }
            long leftMillis = limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (leftMillis <= 0) {
                throw new AssertionError("waited " + limit + " in vain: " + what, trouble);
            }
            pause(what, Math.min(interval, leftMillis));
            interval = Math.min(interval * 2, INTERVAL_MAX.toMillis());
        }
    }

    private static void pause(String what, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        }
    }
}
