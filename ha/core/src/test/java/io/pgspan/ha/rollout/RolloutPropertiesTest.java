package io.pgspan.ha.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.rollout.ParameterChange.Takes;
import io.pgspan.model.PostgresVersion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RolloutPropertiesTest {

    @Property(tries = 100)
    void undisturbedItEndsWithAllUpToDateAndTouchesEachMemberOnce(
            @ForAll("rollouts") Rollout what, @ForAll @IntRange(min = 1, max = 6) int members, @ForAll long seed) {
        RolloutSimulation simulation = simulate(what, members, seed, 0, false);
        assertThat(simulation.run()).as("finished").isTrue();
        assertThat(simulation.deeds).doesNotHaveDuplicates();
        assertThat(simulation.deeds.stream().filter(d -> d.startsWith("SWITCHOVER")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 100)
    void disturbedItKeepsItsPromisesAndEndsOnceThereIsPeace(
            @ForAll("rollouts") Rollout what, @ForAll @IntRange(min = 1, max = 6) int members, @ForAll long seed) {
        assertThat(simulate(what, members, seed, 200, false).run())
                .as("finished")
                .isTrue();
    }

    @Property(tries = 100)
    void aMemberThatNeverReturnsStopsEverythingElse(
            @ForAll("rollouts") Rollout what, @ForAll @IntRange(min = 2, max = 6) int members, @ForAll long seed) {
        simulate(what, members, seed, 100, true).run();
    }

    @Property(tries = 100)
    void theSameInputGivesTheSamePlan(
            @ForAll("rollouts") Rollout what, @ForAll @IntRange(min = 1, max = 6) int members, @ForAll long seed) {
        assertThat(RolloutPlanner.plan(what, sketch(members, seed).view()))
                .isEqualTo(RolloutPlanner.plan(what, sketch(members, seed).view()));
    }

    @Provide
    Arbitrary<Rollout> rollouts() {
        ParameterChange raise = new ParameterChange("max_connections", "100", "200", Takes.RESTART);
        ParameterChange memory = new ParameterChange("shared_buffers", "1GB", "2GB", Takes.RESTART);
        ParameterChange reload = new ParameterChange("work_mem", "4MB", "8MB", Takes.RELOAD);
        return Arbitraries.of(
                new Rollout.Restart(),
                new Rollout.Recreate("r2"),
                new Rollout.MinorUpgrade(PostgresVersion.of("17.2"), PostgresVersion.of("17.4")),
                new Rollout.Drain("n-0"),
                new Rollout.Parameters(List.of(reload)),
                new Rollout.Parameters(List.of(raise, memory, reload)));
    }

    @Provide
    Arbitrary<Rollout> lowering() {
        ParameterChange raise = new ParameterChange("max_connections", "100", "200", Takes.RESTART);
        ParameterChange lower = new ParameterChange("max_wal_senders", "20", "10", Takes.RESTART);
        return Arbitraries.of(new Rollout.Parameters(List.of(lower)), new Rollout.Parameters(List.of(raise, lower)));
    }

    @Property(tries = 100)
    void loweringEndsToo(
            @ForAll("lowering") Rollout what, @ForAll @IntRange(min = 1, max = 6) int members, @ForAll long seed) {
        RolloutSimulation simulation = simulate(what, members, seed, 0, false);
        assertThat(simulation.run()).as("finished").isTrue();
        assertThat(simulation.deeds).noneMatch(d -> d.startsWith("SWITCHOVER"));
    }

    @Property(tries = 100)
    void loweringKeepsItsPromisesWhenDisturbed(
            @ForAll("lowering") Rollout what, @ForAll @IntRange(min = 2, max = 6) int members, @ForAll long seed) {
        simulate(what, members, seed, 200, true).run();
    }

    private static RolloutSimulation simulate(
            Rollout what, int members, long seed, int quietAfter, boolean neverReturn) {
        return new RolloutSimulation(sketch(members, seed), what, seed, quietAfter, neverReturn);
    }

    private static Sketch sketch(int members, long seed) {
        Sketch sketch =
                Sketch.of(IntStream.range(0, members).mapToObj(i -> "db-" + i).toArray(String[]::new));
        sketch.setting("max_connections", "100")
                .setting("max_wal_senders", "20")
                .setting("shared_buffers", "1GB")
                .setting("work_mem", "4MB");
        sketch.dots.values().forEach(d -> d.node = seed % 3 == 0 ? "n-0" : d.node.replace("n-db-", "n-"));
        sketch.closed.add("n-0");
        sketch.limits = new RolloutLimits(
                16L << 20, 1, false, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));
        if (members == 1) {
            sketch.limits = sketch.limits.withDowntime();
        }
        if (members >= 3 && seed % 2 == 0) {
            sketch.sync(1, "db-1", "db-2");
        }
        return sketch;
    }
}
