package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.PG;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.pod;
import static io.pgspan.placement.scheduler.Fixture.run;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static io.pgspan.placement.scheduler.Fixture.score;
import static io.pgspan.placement.scheduler.Fixture.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodContainer.HostPort;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures are worked out by hand. */
class ResourcesTest {
    private static final Node A = node("a", "1");

    private static Node holding(String name, Map<String, String> amounts) {
        Map<String, Quantity> allocatable = new HashMap<>();
        amounts.forEach((k, v) -> allocatable.put(k, Quantity.of(v)));
        return new Node(name, Map.of(Spread.HOSTNAME, name), allocatable, List.of(), List.of(), true, Map.of());
    }

    @Test
    void everyShortageIsToldAndTooManyPodsComesFirst() {
        Node small = holding("a", Map.of("cpu", "1", "memory", "1Gi", "pods", "1"));
        ClusterScheduler scheduler = scheduler(small);
        scheduler.add(RunningPod.of(pod("other").build(), "a"));

        assertThat(scheduler.predict(pod("p").build()).sentence())
                .startsWith("0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods.");
    }

    @Test
    void aPodThatAsksForNothingNeedsOnlyAPlaceAmongThePods() {
        ClusterScheduler scheduler = scheduler(sized("a", "1", "1", "1Gi"));
        scheduler.add(RunningPod.of(PodTemplate.of("big", PG, "9", "9Gi").build(), "a"));

        assertThat(scheduler.predict(idle("p").build()).isPlaced()).isTrue();
        assertThat(scheduler.predict(pod("p").build()).isPlaced()).isFalse();
    }

    @Test
    void aRequestAboveTheWholeNodeCantBeHelpedFromOneReleaseOn() {
        PodTemplate big = PodTemplate.of("p", PG, "5", "1Gi").build();
        String newer = scheduler(Release.V1_33, A).predict(big).sentence();
        String older = scheduler(Release.V1_32, A).predict(big).sentence();

        assertThat(newer)
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available:"
                        + " 1 Preemption is not helpful for scheduling.");
        assertThat(older)
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available:"
                        + " 1 No preemption victims found for incoming pod.");
    }

    @Test
    void aResourceThatANodeDoesNotListIsZeroThere() {
        PodTemplate card = PodTemplate.builder()
                .name("p")
                .addContainer(PodContainer.of("c", Map.of("example.com/card", Quantity.of("1"))))
                .build();

        assertThat(scheduler(A).predict(card).sentence())
                .startsWith("0/1 nodes are available: 1 Insufficient example.com/card.");
        assertThat(scheduler(holding("b", Map.of("example.com/card", "1", "pods", "9")))
                        .predict(card)
                        .isPlaced())
                .isTrue();
    }

    @Test
    void amountsAreRoundedUpOncePerPod() {
        // two containers of 0.4m are 0.8m together, one thousandth when rounded
        PodTemplate tiny = PodTemplate.builder()
                .name("p")
                .addContainer(PodContainer.of("c", Map.of("cpu", Quantity.of("0.4m"))))
                .addContainer(PodContainer.of("d", Map.of("cpu", Quantity.of("0.4m"))))
                .build();

        ClusterScheduler scheduler = scheduler(sized("a", "1", "1m", "1Gi"));
        assertThat(scheduler.place(tiny).isPlaced()).isTrue();
        assertThat(scheduler.place(tiny.withName("q")).isPlaced()).isFalse();
    }

    @Test
    void terminatingPodsTakeRoomAndPorts() {
        ClusterScheduler scheduler = scheduler(sized("a", "1", "1", "8Gi"), sized("b", "1", "1", "8Gi"));
        PodTemplate port = PodTemplate.builder()
                .name("q")
                .addContainer(PodContainer.of("c", Map.of()).hostPorts(HostPort.tcp(5432)))
                .build();
        scheduler.add(RunningPod.of(pod("x").build(), "a").beingDeleted());
        scheduler.add(RunningPod.of(port, "b").beingDeleted());

        assertThat(scheduler.predict(pod("p").build()).node()).contains("b");
        assertThat(scheduler.predict(port.withName("p")).node()).contains("a");
    }

    @Test
    void portsConflictByProtocolNumberAndAddress() {
        assertThat(conflict(new HostPort("", "", 80), new HostPort("", "TCP", 80)))
                .isTrue();
        assertThat(conflict(new HostPort("10.0.0.1", "", 80), new HostPort("", "", 80)))
                .isTrue();
        assertThat(conflict(new HostPort("10.0.0.1", "", 80), new HostPort("10.0.0.2", "", 80)))
                .isFalse();
        assertThat(conflict(new HostPort("", "UDP", 80), new HostPort("", "TCP", 80)))
                .isFalse();
        assertThat(conflict(new HostPort("", "", 0), new HostPort("", "", 0)))
                .as("port 0 takes none")
                .isFalse();
    }

    private static boolean conflict(HostPort there, HostPort wanted) {
        ClusterScheduler scheduler = scheduler(A);
        PodTemplate.Builder pod = PodTemplate.builder();
        scheduler.add(RunningPod.of(
                pod.name("x")
                        .addContainer(PodContainer.of("c", Map.of()).hostPorts(there))
                        .build(),
                "a"));
        return !scheduler
                .predict(PodTemplate.builder()
                        .name("p")
                        .addInitContainer(
                                PodContainer.of("c", Map.of()).hostPorts(wanted).asSidecar())
                        .build())
                .isPlaced();
    }

    @Test
    void scoresAssumeSomethingForWhatIsNotMentionedAndNothingForAnExplicitZero() {
        ClusterScheduler scheduler = scheduler(sized("a", "1", "1", "1Gi"), sized("b", "1", "1", "1Gi"));
        PodTemplate silent = PodTemplate.builder()
                .name("p")
                .addContainer(PodContainer.of("c", Map.of()))
                .build();

        // (1000 - 100) / 10 = 90; (1073741824 - 209715200) * 100 / 1073741824 = 80; (90 + 80) / 2
        assertThat(score(scheduler, silent, Plugin.NODE_RESOURCES_FIT, "a")).isEqualTo(85);
        assertThat(score(scheduler, idle("p").build(), Plugin.NODE_RESOURCES_FIT, "a"))
                .isEqualTo(100);
        assertThat(score(scheduler, PodTemplate.builder().name("p").build(), Plugin.NODE_RESOURCES_FIT, "a"))
                .as("no containers")
                .isEqualTo(100);
    }

    @Test
    void balanceIsSkippedByPodsThatAskForNeither() {
        ClusterScheduler scheduler = scheduler(A, node("b", "1"));
        PodTemplate silent = PodTemplate.builder()
                .name("p")
                .addContainer(PodContainer.of("c", Map.of()))
                .build();

        assertThat(score(scheduler, silent, Plugin.BALANCED_ALLOCATION, "a")).isZero();
    }

    @Test
    void balanceIsHalfTheDifferenceAndFromOneReleaseOnItsChange() {
        // cpu 3/4, memory 1/8: 1 - 0.625 / 2 = 0.6875
        PodTemplate lopsided = PodTemplate.of("p", PG, "3", "1Gi").build();

        assertThat(score(scheduler(Release.V1_35, A, node("b", "1")), lopsided, Plugin.BALANCED_ALLOCATION, "a"))
                .isEqualTo(68);
        // empty before, that is 100: 50 + (50 + 68 - 100) / 2
        assertThat(score(scheduler(Release.V1_36, A, node("b", "1")), lopsided, Plugin.BALANCED_ALLOCATION, "a"))
                .isEqualTo(59);
        PodTemplate even = PodTemplate.of("p", PG, "1", "2Gi").build();
        assertThat(score(scheduler(Release.V1_36, A, node("b", "1")), even, Plugin.BALANCED_ALLOCATION, "a"))
                .as("no change")
                .isEqualTo(75);
    }

    @Test
    void otherStrategiesFillNodesOrFollowALine() {
        PodTemplate pod = PodTemplate.of("p", PG, "1", "6Gi").build();

        // cpu 25, memory 75
        assertThat(free(Strategy.mostAllocated(), pod)).isEqualTo(50);
        // up to 50 percent it rises to 10, then falls to 4 at 100: 25 gives 50, 75 gives 100 + (40 - 100) * 25 / 50 =
        // 70
        assertThat(free(
                        Strategy.ratio(
                                new Strategy.Point(0, 0), new Strategy.Point(50, 10), new Strategy.Point(100, 4)),
                        pod))
                .isEqualTo(60);
        // a resource that scores nothing is left out of the mean
        assertThat(free(Strategy.ratio(new Strategy.Point(50, 0), new Strategy.Point(100, 10)), pod))
                .isEqualTo(50);
    }

    private static long free(Strategy strategy, PodTemplate pod) {
        ClusterScheduler scheduler = ClusterScheduler.of(
                Fixture.cluster(A, node("b", "1")),
                SchedulerProfile.ofDefaults().withStrategy(strategy));
        return score(scheduler, pod, Plugin.NODE_RESOURCES_FIT, "a");
    }

    @Test
    void hugeAmountsDoNotOverflow() {
        ClusterScheduler scheduler = scheduler(sized("a", "1", "4", "2000Ti"), sized("b", "1", "4", "2000Ti"));

        assertThat(score(scheduler, PodTemplate.of("p", PG, "1", "500Ti").build(), Plugin.NODE_RESOURCES_FIT, "a"))
                .isEqualTo(75);
        assertThat(FreeScores.percent(Long.MAX_VALUE / 2, Long.MAX_VALUE)).isEqualTo(49);
    }

    @Test
    void imagesCountByTheirSizeAndHowFewNodesHoldThem() {
        Node one = A.images(List.of(new Node.Image(List.of("pg:latest"), 1L << 30)));
        ClusterScheduler scheduler = scheduler(one, node("b", "1"));
        PodTemplate pod = PodTemplate.builder()
                .name("p")
                .addContainer(PodContainer.of("c", Map.of()).image("pg"))
                .build();

        // 1024 MiB on half of the nodes: (512 - 23) * 100 / (1000 - 23) = 50
        assertThat(score(scheduler, pod, Plugin.IMAGE_LOCALITY, "a")).isEqualTo(50);
        assertThat(score(scheduler, pod, Plugin.IMAGE_LOCALITY, "b")).isZero();
        assertThat(score(scheduler, PodTemplate.builder().name("q").build(), Plugin.IMAGE_LOCALITY, "a"))
                .isZero();
        // an init container counts too, and doubles the largest sum: 489 * 100 / 1977 = 24
        assertThat(score(scheduler, pod.withInitContainers(PodContainer.of("i", Map.of())), Plugin.IMAGE_LOCALITY, "a"))
                .isEqualTo(24);
    }

    @Test
    void untoleratedSoftTaintsCostPointsByTheLargestNumber() {
        Node two = A.taints(
                List.of(new Node.Taint("k", "", "PreferNoSchedule"), new Node.Taint("l", "", "PreferNoSchedule")));
        Node some = Fixture.tainted(node("b", "1"), "k", "", "PreferNoSchedule");
        ClusterScheduler scheduler = scheduler(two, some, node("c", "1"));

        assertThat(score(scheduler, pod("p").build(), Plugin.TAINT_TOLERATION, "a"))
                .isZero();
        assertThat(score(scheduler, pod("p").build(), Plugin.TAINT_TOLERATION, "b"))
                .isEqualTo(50);
        assertThat(score(scheduler, pod("p").build(), Plugin.TAINT_TOLERATION, "c"))
                .isEqualTo(100);
    }

    @Test
    void manyPodsOnANodeAreAllTakenAway() {
        ClusterScheduler scheduler = scheduler(sized("a", "1", "4", "8Gi"));
        run(scheduler, "a", 110);

        assertThat(scheduler.predict(idle("p").build()).sentence()).contains("1 Too many pods");
        assertThat(scheduler.remove("default", "a-7")).isTrue();
        assertThat(scheduler.remove("default", "a-7")).isFalse();
        assertThat(scheduler.predict(idle("p").build()).isPlaced()).isTrue();
    }
}
