package io.pgspan.testkit.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Five simulated minutes: a bootstrap, four minutes of faults, one of recovery. */
final class History {
    /** Mostly the first database gets the time to be created. */
    static final long FAULTS_BEGIN = 15 * World.SECOND;

    static final long FAULTS_END = 240 * World.SECOND;
    static final long END = 300 * World.SECOND;

    /**
     * What came of it.
     *
     * @param violation what broke, if anything
     * @param story what happened, when told to tell
     */
    record Outcome(
            Optional<Violation> violation,
            List<String> story,
            long events,
            long promotions,
            long acknowledgements,
            Map<Faults.Kind, Integer> faults,
            Map<String, Integer> rules) {}

    /** Which dangers prevail. */
    enum Setting {
        /** All kinds, all sizes. */
        MIXED,
        /** All kinds, and fences that come late because agent and guard freeze together. */
        FROZEN_GUARDS,
        /** Two members, hardly any slack in the timing, and a store whose answers come late before they come no more. */
        SLOW_ANSWERS
    }

    private History() {}

    static Outcome run(long seed, Subject subject, boolean telling) {
        return run(seed, subject, Setting.MIXED, telling);
    }

    static Outcome run(long seed, Subject subject, Setting setting, boolean telling) {
        World world = new World(seed, telling);
        boolean unfenced = setting == Setting.FROZEN_GUARDS || (setting == Setting.MIXED && world.chance(0.3));
        Cluster cluster = new Cluster(world, subject, unfenced, setting == Setting.SLOW_ANSWERS);
        Faults faults = new Faults(world, cluster, FAULTS_END, setting == Setting.SLOW_ANSWERS);
        Optional<Violation> violation = Optional.empty();
        try {
            cluster.members().forEach(m -> world.after(world.between(0, World.SECOND), m::boot));
            faults.begin(world.chance(0.2) ? 0 : FAULTS_BEGIN);
            world.runUntil(FAULTS_END);
            cluster.checker().faultsStop();
            world.runUntil(END);
            cluster.checker().mustHaveRecovered();
        } catch (Violation v) {
            world.tell(() -> "VIOLATION " + v.getMessage());
            violation = Optional.of(v);
        }
        return new Outcome(
                violation,
                world.story(),
                world.eventsSoFar(),
                cluster.checker().promotions(),
                cluster.checker().acknowledgements(),
                faults.counts(),
                world.rules());
    }
}
