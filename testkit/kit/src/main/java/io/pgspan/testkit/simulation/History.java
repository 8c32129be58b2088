package io.pgspan.testkit.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Ten simulated minutes: a bootstrap, eight minutes of faults, and the rest to recover from them. */
final class History {
    /** Mostly the first database gets the time to be created. */
    static final long FAULTS_BEGIN = 15 * World.SECOND;

    static final long FAULTS_END = 500 * World.SECOND;
    static final long END = 600 * World.SECOND;

    /**
     * What came of it.
     *
     * @param violation what broke, if anything
     * @param story what happened, when told to tell
     * @param plan what went wrong
     * @param turns how often the agents' loops have decided
     */
    record Outcome(
            Optional<Violation> violation,
            List<String> story,
            FaultPlan plan,
            long events,
            long turns,
            long promotions,
            long acknowledgements,
            Map<String, Integer> rules) {
        Map<FaultKind, Integer> faults() {
            return plan.counts();
        }
    }

    /** Which dangers prevail. */
    enum Setting {
        /** All kinds, all sizes. */
        MIXED,
        /** All kinds, and fences that come late because agent and guard freeze together. */
        FROZEN_GUARDS,
        /** Two members, hardly any slack in the timing, and a store whose answers come late before they come no more. */
        SLOW_ANSWERS,
        /** All kinds, and nobody confirms commits. */
        ASYNCHRONOUS,
        /** Operators ask much, and little else goes wrong. */
        OPERATED,
        /**
         * All kinds, and the record on a majority of three or five API servers, at which most faults strike. Modelled for each server:
         * its distance from each member; requests and answers that are slow, lost or too late; outages, for one member or for all, of
         * one server, several or all; refused writes; its own watch; reads that are out of date; an object touched by a stranger,
         * missing for a while, deleted, replaced by an empty one or a copy under another uid, and the operator's consent to it, by
         * production's two wishes. A majority loses its objects only seldom, since nobody writes again before a human rebuilds the record.
         *
         * <p>Production's register, pauses, limits and counting of hints run as they are; events take the place of threads. Not
         * modelled: the envelope's text and the Lease it is kept in, the creation of the record (it begins agreed on), and a server that
         * comes back from a backup, which operators must not let happen. The port says that reads are never out of date: where one is
         * told otherwise, only its own answer may go back.
         */
        MAJORITY;

        private static final List<FaultKind.Family> EVERYWHERE = Arrays.stream(FaultKind.Family.values())
                .filter(f -> f != FaultKind.Family.MAJORITY)
                .toList();

        boolean mixes() {
            return this == MIXED || this == ASYNCHRONOUS || this == OPERATED || this == MAJORITY;
        }

        FaultKind kind(SplittableRandom random) {
            if (this == SLOW_ANSWERS && random.nextDouble() < 0.8) {
                return FaultKind.SLOW_STORE;
            }
            FaultKind.Family in = this == OPERATED && random.nextDouble() < 0.7
                    ? FaultKind.Family.OPERATIONS
                    : this == MAJORITY && random.nextDouble() < 0.5
                            ? random.nextDouble() < 0.2 ? FaultKind.Family.MAJORITY : FaultKind.Family.STORE
                            : EVERYWHERE.get(random.nextInt(EVERYWHERE.size()));
            List<FaultKind> kinds = FaultKind.of(in);
            return kinds.get(random.nextInt(kinds.size()));
        }
    }

    private History() {}

    static Outcome run(long seed, Subject subject, boolean telling) {
        return run(seed, subject, Setting.MIXED, telling);
    }

    static Outcome run(long seed, Subject subject, Setting setting, boolean telling) {
        return run(seed, subject, setting, plan(seed, setting), telling);
    }

    static FaultPlan plan(long seed, Setting setting) {
        return FaultPlan.random(seed, setting, FAULTS_BEGIN, FAULTS_END);
    }

    static Outcome run(long seed, Subject subject, Setting setting, FaultPlan plan, boolean telling) {
        World world = new World(seed, telling);
        Cluster cluster = new Cluster(world, Setup.random(world, setting), subject);
        Optional<Violation> violation = Optional.empty();
        try {
            cluster.members().forEach(m -> world.after(world.between(0, World.SECOND), m::boot));
            plan.begin(world, cluster);
            world.runUntil(FAULTS_END);
            cluster.faultsStop();
            Operators.tidyUp(cluster, world, 0);
            world.runUntil(END);
            cluster.invariants().ends();
        } catch (Violation v) {
            world.tell(() -> "VIOLATION " + v.getMessage());
            violation = Optional.of(v);
        }
        return new Outcome(
                violation,
                world.story(),
                plan,
                world.eventsSoFar(),
                cluster.turns(),
                cluster.invariants().promotions(),
                cluster.invariants().ledger().count(),
                world.rules());
    }
}
