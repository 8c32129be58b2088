package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time of this machine, from the moment this object was made; comes back every {@code interval}. */
public final class RealStoryClock implements StoryClock {
    private final long startNanos = System.nanoTime();
    private final Duration interval;

    /**
     * @param interval how often conditions are looked at, above zero
     * @throws IllegalArgumentException for an interval of zero or less
     */
    public RealStoryClock(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval " + interval + ": choose one above zero");
        }
        this.interval = interval;
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void advanceTo(Duration time) throws InterruptedException {
        Duration left = time.minus(now());
        if (!left.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left.toNanos(), interval.toNanos()));
        }
    }
}
