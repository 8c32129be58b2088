package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.PG;
import static io.pgspan.placement.scheduler.Fixture.PGS;
import static io.pgspan.placement.scheduler.Fixture.apart;
import static io.pgspan.placement.scheduler.Fixture.idle;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.pod;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static io.pgspan.placement.scheduler.Fixture.tainted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodTemplate.PreemptionPolicy;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Node A = node("a", "1");
    private static final Node B = node("b", "1");

    private static RunningPod running(String name, String node, int priority, String cpu, long second) {
        return RunningPod.of(
                        PodTemplate.of(name, PG, cpu, "1Gi").priority(priority).build(), node)
                .startedAt(Instant.ofEpochSecond(second));
    }

    private static PodTemplate important(String cpu) {
        return PodTemplate.of("p", PG, cpu, "1Gi").priority(10).build();
    }

    private static Refusal.Eviction eviction(ClusterScheduler scheduler, PodTemplate pod) {
        return scheduler.predict(pod).refusal().orElseThrow().eviction().orElseThrow();
    }

    @Test
    void withoutNodesTheSentenceIsAnother() {
        assertThat(scheduler().predict(pod("p").build()).sentence()).isEqualTo("no nodes available to schedule pods");
    }

    @Test
    void countsAreSortedAsText() {
        Node[] nodes = IntStream.range(0, 12)
                .mapToObj(i -> i < 2
                        ? node("n" + i, "1").schedulable(false)
                        : tainted(node("n" + i, "1"), "k", "", "NoSchedule"))
                .toArray(Node[]::new);

        assertThat(scheduler(nodes).predict(pod("p").build()).sentence())
                .startsWith("0/12 nodes are available: 10 node(s) had untolerated taint(s), 2 node(s) were"
                        + " unschedulable.");
    }

    @Test
    void requiredAntiAffinityOnOneNodeLetsOneIn() {
        ClusterScheduler scheduler = scheduler(A);
        PodTemplate shy =
                pod("p0").affinity(apart(PodTerm.of(Spread.HOSTNAME, PGS))).build();

        assertThat(scheduler.place(shy).isPlaced()).isTrue();
        for (String name : List.of("p1", "p2")) {
            assertThat(scheduler.place(shy.withName(name)).sentence())
                    .isEqualTo(
                            "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. preemption: 0/1"
                                    + " nodes are available: 1 No preemption victims found for incoming pod.");
        }
    }

    @Test
    void aPodThatMayNotEvictSaysSo() {
        ClusterScheduler scheduler = scheduler(A);
        scheduler.add(running("x", "a", 0, "4", 0));

        assertThat(scheduler
                        .predict(important("1").withPreemptionPolicy(PreemptionPolicy.NEVER))
                        .sentence())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to"
                        + " preemptionPolicy=Never.");
    }

    @Test
    void podsThatMayStayArePutBackTheMostImportantFirst() {
        ClusterScheduler scheduler = scheduler(A);
        scheduler.add(running("high", "a", 5, "1", 0));
        scheduler.add(running("old", "a", 1, "1", 10));
        scheduler.add(running("young", "a", 1, "1", 20));
        scheduler.add(running("equal", "a", 10, "1", 0));

        assertThat(eviction(scheduler, important("1"))).isEqualTo(new Refusal.Eviction("a", List.of("default/young")));
        assertThat(eviction(scheduler, important("2")).victims()).containsExactly("default/old", "default/young");
        assertThat(scheduler.predict(important("1")).sentence())
                .as("it may help, so nothing is added")
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void nothingIsChangedByAskingAndNothingIsEvictedInVain() {
        ClusterScheduler scheduler = scheduler(A);
        scheduler.add(running("equal", "a", 10, "3", 0));
        scheduler.add(running("low", "a", 1, "1", 0));

        assertThat(scheduler.predict(important("2")).sentence())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1"
                        + " Insufficient cpu.");
        assertThat(eviction(scheduler, important("1")).victims()).containsExactly("default/low");
        assertThat(eviction(scheduler, important("1")).victims()).containsExactly("default/low");
        assertThat(scheduler.predict(important("1").withName("q")).isPlaced()).isFalse();
    }

    @Test
    void theNodeOfTheLeastImportantVictimsIsTaken() {
        ClusterScheduler byPriority = scheduler(A, B);
        byPriority.add(running("x", "a", 5, "4", 0));
        byPriority.add(running("y", "b", 4, "4", 0));
        assertThat(eviction(byPriority, important("1")).node()).isEqualTo("b");

        // highest 4 on both; the sum is larger where there are two
        ClusterScheduler bySum = scheduler(A, B);
        bySum.add(running("x", "a", 4, "2", 0));
        bySum.add(running("x2", "a", 4, "2", 0));
        bySum.add(running("y", "b", 4, "4", 0));
        assertThat(eviction(bySum, important("4")).node()).isEqualTo("b");

        ClusterScheduler byAge = scheduler(A, B);
        byAge.add(running("x", "a", 4, "4", 10));
        byAge.add(running("y", "b", 4, "4", 20));
        assertThat(eviction(byAge, important("1")).node()).isEqualTo("b");
    }

    @Test
    void podsThatWaitForANodeKeepItsRoomFromLessImportantOnes() {
        ClusterScheduler scheduler = scheduler(A);
        PodTemplate waiting =
                PodTemplate.of("waiting", PG, "4", "1Gi").priority(5).build();
        scheduler.add(RunningPod.of(waiting, "a").waiting());

        assertThat(scheduler.predict(pod("p").build()).sentence())
                .startsWith("0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(scheduler.predict(important("1")).isPlaced()).isTrue();
        Prediction own = scheduler.place(waiting);
        assertThat(own.node()).contains("a");
        assertThat(scheduler.predict(pod("p").build()).isPlaced()).isFalse();
    }

    @Test
    void aPodWaitsForThoseThatAreGoingForIt() {
        ClusterScheduler scheduler = scheduler(A);
        scheduler.add(running("low", "a", 1, "4", 0).beingDeleted());
        scheduler.add(RunningPod.of(important("1"), "a").waiting());

        assertThat(scheduler.predict(important("1")).sentence())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to a terminating"
                        + " pod on the nominated node.");
    }

    @Test
    void aPodThatWaitsForANodeTakesItThoughOthersAreBetter() {
        ClusterScheduler scheduler = scheduler(node("a", "1"), Fixture.sized("big", "1", "64", "64Gi"));
        scheduler.add(RunningPod.of(pod("p").build(), "a").waiting());

        assertThat(scheduler.place(pod("p").build()).node()).contains("a");
    }

    @Test
    void everyReasonIsDiagnosedWithItsNumbers() {
        ClusterScheduler scheduler =
                scheduler(tainted(A, "k", "v", "NoSchedule").schedulable(false));
        scheduler.add(RunningPod.of(idle("x").build(), "a"));
        PodTemplate picky = PodTemplate.of("p", PG, "5", "1Gi")
                .spread(Spread.acrossZones().counting(PGS).minDomains(2))
                .affinity(apart(PodTerm.of(Spread.HOSTNAME, PGS)))
                .build();

        assertThat(scheduler.diagnose(picky).get("a"))
                .extracting(Reason::detail)
                .containsExactly(
                        "it is cordoned",
                        "untolerated taint k=v:NoSchedule",
                        "insufficient cpu: 5000m asked, 4000m free of 4000m",
                        "topology spread over topology.kubernetes.io/zone: domain 1 has 1 of these pods and the emptiest"
                                + " domain 0 (as there are 1 domains, fewer than demanded), one more is a skew of 2, at"
                                + " most 1 is allowed",
                        "pod anti-affinity over kubernetes.io/hostname: domain a has x");
    }

    @Test
    void namesAreUnique() {
        ClusterScheduler scheduler = scheduler(A);
        scheduler.place(pod("p").build());

        assertThatThrownBy(() -> scheduler.place(pod("p").build()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("'default/p' is already on node a");
        assertThatThrownBy(() -> scheduler(A, A))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("nodes[1].name = 'a'");
    }
}
