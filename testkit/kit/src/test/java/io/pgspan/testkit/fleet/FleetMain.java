package io.pgspan.testkit.fleet;

import java.nio.file.Path;

/** A program with a fleet, to be ended from outside. Prints the pod's processes once it is ready. */
final class FleetMain {
    private FleetMain() {}

    public static void main(String[] args) {
        FleetOptions options = ImmutableFleetOptions.builder()
                .from(TestFleets.options())
                .directory(Path.of(args[0]))
                .build();
        SimulatedFleet fleet = SimulatedFleet.start(TestFleets.fleet("one", "one"), options);
        ApiObjects api = new ApiObjects(fleet.client("one"));
        api.create(FleetObjects.object("v1", "Namespace", "", "demo"));
        api.create(TestFleets.withEnvironment(TestFleets.pod("postgres-0"), "TINY_POSTMASTER", "yes"));
        TestFleets.await("it is ready", () -> fleet.pod("postgres-0").isReady());
        System.out.println("processes " + fleet.pod("postgres-0").processIds());
    }
}
