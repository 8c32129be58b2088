package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What goes wrong in a history, and when: known before it begins, so that a story can be told again with one fault less. Everything heals
 * by itself at the end of the faults.
 */
final class FaultPlan {
    /**
     * One fault.
     *
     * @param number its place in the plan
     * @param at when it strikes
     * @param seed its own chance
     */
    record Strike(int number, long at, FaultKind kind, long seed) {}

    private final List<Strike> strikes;
    private final long end;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);

    private FaultPlan(List<Strike> strikes, long end) {
        this.strikes = strikes;
        this.end = end;
    }

    static FaultPlan random(long seed, History.Setting setting, long begin, long end) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        List<Strike> strikes = new ArrayList<>();
        long at = random.nextDouble() < 0.2 ? 0 : begin;
        while (at < end) {
            // now and then two at once
            for (int i = random.nextDouble() < 0.3 ? 2 : 1; i > 0; i--) {
                strikes.add(new Strike(strikes.size(), at, setting.kind(random), random.nextLong()));
            }
            boolean flurry = random.nextDouble() < 0.3;
            at += flurry
                    ? random.nextLong(10 * World.MILLI, 2 * World.SECOND)
                    : random.nextLong(2 * World.SECOND, 25 * World.SECOND);
        }
        return new FaultPlan(strikes, end);
    }

    /** Only these of its faults. */
    FaultPlan only(Set<Integer> numbers) {
        return new FaultPlan(
                strikes.stream().filter(s -> numbers.contains(s.number())).toList(), end);
    }

    List<Strike> strikes() {
        return strikes;
    }

    /** How often each has happened. */
    Map<FaultKind, Integer> counts() {
        return counts;
    }

    void begin(World world, Cluster cluster) {
        for (Strike strike : strikes) {
            world.after(strike.at() - world.now(), () -> {
                if (strike.kind().strike(new Scene(cluster, strike.seed(), end))) {
                    counts.merge(strike.kind(), 1, Integer::sum);
                    world.tell(() -> "fault " + strike.number() + ": " + strike.kind());
                }
            });
        }
    }
}
