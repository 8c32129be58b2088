package io.pgspan.testkit.base.network;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One direction of a link with its faults, shared by all connections of the link. Loop's thread only, the counters aside. */
final class Lane {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Bytes of up to 1/20 s may go at once; less would cost a turn of the loop for every few bytes. */
    private static final int BURSTS_PER_SECOND = 20;

    private static final int UNLIMITED = 0;

    /** What happens to bytes. */
    enum Mode {
        FLOWING,
        HELD,
        LOST
    }

    private final RandomGenerator random;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private Mode mode = Mode.FLOWING;
    private Cut.@Nullable Newcomers newcomers;
    private Latency latency = Latency.none();
    private long bytesPerSecond = UNLIMITED;
    private double tokens;
    private long tokensAt;

    Lane(RandomGenerator random) {
        this.random = random;
    }

    void cut(Cut how) {
        mode = how.bytes() == Cut.Bytes.HELD ? Mode.HELD : Mode.LOST;
        newcomers = how.newcomers();
    }

    void lose() {
        mode = Mode.LOST;
        newcomers = null;
    }

    void delay(Latency other) {
        latency = other;
    }

    void limit(long rate, long now) {
        bytesPerSecond = rate;
        tokens = 0;
        tokensAt = now;
    }

    void heal() {
        mode = Mode.FLOWING;
        newcomers = null;
        latency = Latency.none();
        bytesPerSecond = UNLIMITED;
    }

    boolean flows() {
        return mode == Mode.FLOWING;
    }

    boolean loses() {
        return mode == Mode.LOST;
    }

    boolean delays() {
        return !latency.equals(Latency.none());
    }

    /** What newcomers meet when this lane is cut, null when they may come in. */
    Cut.@Nullable Newcomers newcomers() {
        return newcomers;
    }

    /** When bytes read at {@code now} may leave. */
    long dueNanos(long now) {
        long jitter = latency.jitter().toNanos();
        return now + latency.delay().toNanos() + (jitter == 0 ? 0 : random.nextLong(jitter + 1));
    }

    /** How many of {@code wanted} bytes may leave now. */
    int allowed(int wanted, long now) {
        if (bytesPerSecond == UNLIMITED) {
            return wanted;
        }
        tokens = Math.min(burst(), tokens + (double) bytesPerSecond * (now - tokensAt) / NANOS_PER_SECOND);
        tokensAt = now;
        return (int) Math.min(wanted, (long) tokens);
    }

    /** When it's worth asking for {@code wanted} bytes again: a quarter of a burst at a time. */
    long allowedAtNanos(int wanted, long now) {
        double enough = Math.max(1, Math.min(wanted, burst() / 4.0));
        return now + (long) (Math.max(0, enough - tokens) * NANOS_PER_SECOND / bytesPerSecond) + 1;
    }

    private double burst() {
        return Math.max(1, (double) bytesPerSecond / BURSTS_PER_SECOND);
    }

    void delivered(int bytes) {
        if (bytesPerSecond != UNLIMITED) {
            tokens -= bytes;
        }
        delivered.addAndGet(bytes);
    }

    void dropped(int bytes) {
        dropped.addAndGet(bytes);
    }

    long deliveredBytes() {
        return delivered.get();
    }

    long droppedBytes() {
        return dropped.get();
    }
}
