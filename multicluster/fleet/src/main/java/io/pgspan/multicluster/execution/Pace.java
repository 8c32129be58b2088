package io.pgspan.multicluster.execution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time as an executor sees it. */
public interface Pace {

    /** Now, by a clock that is never set. */
    Duration now();

    /**
     * Lets time pass.
     *
     * @throws InterruptedException when the thread is told to end
     */
    void rest(Duration time) throws InterruptedException;

    /** The machine's own. */
    static Pace ofMachine() {
        return new Pace() {
            @Override
            public Duration now() {
                return Duration.ofNanos(System.nanoTime());
            }

            @Override
            public void rest(Duration time) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            }
        };
    }
}
