package io.pgspan.testkit.fleet;

import static io.pgspan.testkit.fleet.TestFleets.await;
import static io.pgspan.testkit.fleet.TestFleets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    @TempDir
    Path directory;

    private SimulatedFleet start() {
        SimulatedFleet fleet = SimulatedFleet.start(
                TestFleets.fleet("one", "one"),
                ImmutableFleetOptions.builder()
                        .from(TestFleets.options())
                        .directory(directory)
                        .build());
        new ApiObjects(fleet.client("one")).create(FleetObjects.object("v1", "Namespace", "", "demo"));
        return fleet;
    }

    private static String nodeOf(ApiObjects api, String pod) {
        return api.get(ResourceRef.core("Pod", "demo", pod))
                .map(p -> p.path("spec").path("nodeName").asText(""))
                .orElse("");
    }

    @Test
    void threePodsLandInThreeZones() {
        try (SimulatedFleet fleet = start()) {
            ApiObjects api = new ApiObjects(fleet.client("one"));
            IntStream.range(0, 3).forEach(i -> {
                ObjectNode pod = TestFleets.pod("postgres-" + i);
                pod.withArray("/spec/topologySpreadConstraints")
                        .add(json("{'maxSkew':1,'topologyKey':'topology.kubernetes.io/zone',"
                                + "'whenUnsatisfiable':'DoNotSchedule',"
                                + "'labelSelector':{'matchLabels':{'app':'postgres'}}}"));
                api.create(pod);
            });

            await(
                    "all are bound",
                    () -> IntStream.range(0, 3)
                            .noneMatch(i -> nodeOf(api, "postgres-" + i).isEmpty()));

            assertThat(IntStream.range(0, 3).mapToObj(i -> nodeOf(api, "postgres-" + i)))
                    .containsExactly("one-n1", "one-n2", "one-n3");
        }
    }

    @Test
    void aPodThatFitsNowhereSaysWhyAndIsBoundOnceItFits() {
        try (SimulatedFleet fleet = start()) {
            ApiObjects api = new ApiObjects(fleet.client("one"));
            ObjectNode large = TestFleets.pod("large");
            large.withObject("/spec/containers/0/resources/requests").put("cpu", "7");
            api.create(large);
            await(
                    "the reason is told",
                    () -> api.get(ResourceRef.core("Pod", "demo", "large"))
                            .filter(p ->
                                    p.at("/status/conditions/0/reason").asText().equals("Unschedulable")
                                            && p.at("/status/conditions/0/message")
                                                    .asText()
                                                    .contains("insufficient cpu"))
                            .isPresent());

            api.patchStatus(ResourceRef.core("Node", "", "one-n2"), json("{'allocatable':{'cpu':'8'}}"));

            await("it is bound", () -> nodeOf(api, "large").equals("one-n2"));
        }
    }
}
