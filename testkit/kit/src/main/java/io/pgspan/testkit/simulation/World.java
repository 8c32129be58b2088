package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Time, chance and the queue of what happens next. Times are true microseconds; members see them through their own clocks.
 *
 * <p>The queue is a heap of longs, the moment in the upper half and the order of entry in the lower, so that two events of one moment
 * happen in the order in which they were asked for and a history is the same each time. A push and a pop cost a logarithm of what waits.
 */
final class World {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000_000;

    private static final int ORDER_BITS = 32;
    private static final long LATEST = 1L << 31;

    private final List<String> story = new ArrayList<>();
    private final Map<String, int[]> rules = new HashMap<>();
    private final boolean telling;
    private final SplittableRandom random;
    private long[] keys = new long[256];
    private Runnable[] bodies = new Runnable[256];
    private int size;
    private long now;
    private long order;
    private long done;

    World(long seed, boolean telling) {
        this.random = new SplittableRandom(seed);
        this.telling = telling;
    }

    long now() {
        return now;
    }

    SplittableRandom random() {
        return random;
    }

    long between(long low, long high) {
        return low + Math.floorMod(random.nextLong() >>> 1, high - low + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** What would happen after the end of every history is forgotten. */
    void after(long micros, Runnable body) {
        long at = now + Math.max(0, micros);
        if (at >= LATEST) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            bodies = Arrays.copyOf(bodies, size * 2);
        }
        long key = at << ORDER_BITS | order++;
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >>> 1;
            if (keys[parent] <= key) {
                break;
            }
            keys[i] = keys[parent];
            bodies[i] = bodies[parent];
            i = parent;
        }
        keys[i] = key;
        bodies[i] = body;
    }

    /** Runs everything up to a moment. Bounded: every recurring event waits a while before it recurs. */
    void runUntil(long end) {
        while (size > 0 && keys[0] >>> ORDER_BITS <= end) {
            now = keys[0] >>> ORDER_BITS;
            Runnable body = bodies[0];
            remove();
            done++;
            body.run();
        }
        now = end;
    }

    /** Runs what happens at the next moment at which something does, at most up to {@code end}; then it is that moment. */
    void runNext(long end) {
        runUntil(size == 0 ? end : Math.min(end, keys[0] >>> ORDER_BITS));
    }

    private void remove() {
        size--;
        long key = keys[size];
        Runnable body = bodies[size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (key <= keys[child]) {
                break;
            }
            keys[i] = keys[child];
            bodies[i] = bodies[child];
            i = child;
        }
        keys[i] = key;
        bodies[i] = body;
    }

    long eventsSoFar() {
        return done;
    }

    void decided(String rule) {
        int[] count = rules.get(rule);
        if (count == null) {
            count = new int[1];
            rules.put(rule, count);
        }
        count[0]++;
    }

    /** How often each row of the engine has decided. */
    Map<String, Integer> rules() {
        Map<String, Integer> counts = new TreeMap<>();
        rules.forEach((rule, n) -> counts.put(rule, n[0]));
        return counts;
    }

    boolean telling() {
        return telling;
    }

    void tell(Supplier<String> line) {
        if (telling) {
            story.add(String.format(Locale.ROOT, "%10.3f s  %s", now / 1e6, line.get()));
        }
    }

    List<String> story() {
        return story;
    }
}
