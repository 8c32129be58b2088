package io.pgspan.model.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.text.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures are worked out by hand. */
class PodRequestsTest {
    private static PodContainer cpu(String amount) {
        return PodContainer.of("c" + amount, Map.of("cpu", Quantity.of(amount)));
    }

    private static PodTemplate.Builder pod() {
        return PodTemplate.builder().name("p");
    }

    @Test
    void containersAndSidecarsRunTogether() {
        PodTemplate pod = pod().addContainers(cpu("100m"), cpu("200m"))
                .addInitContainer(cpu("50m").asSidecar())
                .build();

        assertThat(pod.cpu()).isEqualTo(Quantity.of("350m"));
        assertThat(PodRequests.of(pod).amounts()).containsOnlyKeys("cpu");
    }

    @Test
    void anInitContainerRunsBesideTheSidecarsBeforeItOnly() {
        // starting: 300, then the sidecar alone 200, then 200 + 150 = 350; running: 100 + 200
        PodTemplate late = pod().addContainer(cpu("100m"))
                .addInitContainers(cpu("300m"), cpu("200m").asSidecar(), cpu("150m"))
                .build();
        // 200 + 300 = 500
        PodTemplate early = late.withInitContainers(cpu("200m").asSidecar(), cpu("300m"), cpu("150m"));

        assertThat(late.cpu()).isEqualTo(Quantity.of("350m"));
        assertThat(early.cpu()).isEqualTo(Quantity.of("500m"));
    }

    @Test
    void aRequestOfThePodReplacesTheSumAndOverheadIsAddedToIt() {
        PodTemplate pod = pod().addContainer(cpu("1"))
                .putPodRequest("cpu", Quantity.of("400m"))
                .putPodRequest("hugepages-2Mi", Quantity.of("2Mi"))
                .putPodRequest("example.com/card", Quantity.of("1"))
                .putOverhead("cpu", Quantity.of("250m"))
                .putOverhead("memory", Quantity.of("64Mi"))
                .build();

        assertThat(pod.cpu()).isEqualTo(Quantity.of("650m"));
        assertThat(pod.memory()).isEqualTo(Quantity.of("64Mi"));
        assertThat(PodRequests.of(pod).amounts()).containsOnlyKeys("cpu", "memory", "hugepages-2Mi");
    }

    @Test
    void aResizedPodCountsTheLargestSumNotTheSumOfTheLargest() {
        PodContainer a = new PodContainer("a", "", Map.of("cpu", Quantity.of("1")), List.of(), false);
        PodContainer b = new PodContainer("b", "", Map.of("cpu", Quantity.of("2")), List.of(), false);
        PodTemplate pod = pod().addContainers(a, b).build();
        PodResize resize = new PodResize(
                Map.of("a", Map.of("cpu", Quantity.of("3")), "b", Map.of("cpu", Quantity.of("500m"))), Map.of(), false);

        // wished 3, granted 3.5, set as granted; the sum of the largest would be 5
        assertThat(new RunningPod(pod, "n", false, Instant.EPOCH, false, resize)
                        .requests()
                        .quantity("cpu"))
                .isEqualTo(Quantity.of("3500m"));
    }

    @Test
    void anInfeasibleWishDoesNotCount() {
        PodTemplate pod = pod().addContainer(cpu("8")).build();
        PodResize resize = new PodResize(Map.of("c8", Map.of("cpu", Quantity.of("1"))), Map.of(), true);

        assertThat(new RunningPod(pod, "n", false, Instant.EPOCH, false, resize)
                        .requests()
                        .quantity("cpu"))
                .isEqualTo(Quantity.of("1"));
    }
}
