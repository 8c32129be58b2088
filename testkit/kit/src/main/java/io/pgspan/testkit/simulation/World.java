package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Time, chance and the queue of what happens next. Times are true microseconds; members see them through their own clocks. */
final class World {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000_000;

    private record Event(long at, long order, Runnable body) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private final List<String> story = new ArrayList<>();
    private final Map<String, Integer> rules = new TreeMap<>();
    private final boolean telling;
    private final SplittableRandom random;
    private long now;
    private long order;

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
        return random.nextLong(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    void after(long micros, Runnable body) {
        events.add(new Event(now + Math.max(0, micros), order++, body));
    }

    /** Runs everything up to a moment. Bounded: every recurring event waits a while before it recurs. */
    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
            events.remove();
            now = next.at;
            next.body.run();
        }
        now = end;
    }

    long eventsSoFar() {
        return order - events.size();
    }

    void decided(String rule) {
        rules.merge(rule, 1, Integer::sum);
    }

    Map<String, Integer> rules() {
        return rules;
    }

    void tell(Supplier<String> line) {
        if (telling) {
            story.add(String.format("%10.3f s  %s", now / 1e6, line.get()));
        }
    }

    List<String> story() {
        return story;
    }
}
