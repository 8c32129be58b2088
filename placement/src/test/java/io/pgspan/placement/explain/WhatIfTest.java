package io.pgspan.placement.explain;

import static io.pgspan.placement.explain.Grounds.cluster;
import static io.pgspan.placement.explain.Grounds.node;
import static io.pgspan.placement.explain.Grounds.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Spread;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final KubernetesCluster THREE =
            cluster(node("n1", "a", "4"), node("n2", "b", "4"), node("n3", "c", "4"));

    private static WhatIf on(KubernetesCluster cluster, PodTemplate... pods) {
        return WhatIf.of(cluster, SchedulerProfile.ofDefaults(), List.of(pods));
    }

    private static PodTemplate apart(int ordinal) {
        return pod(ordinal).affinity(Grounds.apart(Spread.HOSTNAME)).build();
    }

    @Test
    void aDrainedNodesPodFindsNoPlaceBesideItsLike() {
        WhatIf whatIf = on(THREE, apart(0), apart(1), apart(2));

        Outcome outcome = whatIf.drained("n2");

        assertThat(whatIf.nodes()).isEqualTo(Map.of("p-0", "n1", "p-1", "n2", "p-2", "n3"));
        assertThat(outcome.moves()).singleElement().satisfies(move -> {
            assertThat(move.pod()).isEqualTo("p-1");
            assertThat(move.from()).contains("n2");
            assertThat(move.to()).isEmpty();
            assertThat(move.sentence())
                    .startsWith("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match pod"
                            + " anti-affinity rules.");
        });
        assertThat(outcome.pending()).hasSize(1);
        assertThat(outcome.sentence()).isEqualTo("If node n2 is drained, p-1 stays pending.");
        assertThat(outcome.text()).contains("p-1  n2    (pending) 0/3 nodes");
    }

    @Test
    void withoutTheConstraintItMovesToTheEmptiestNodeLeft() {
        WhatIf whatIf = on(THREE, pod(0).build(), pod(1).build(), pod(2).build(), pod(3).build());
        String doubled = whatIf.nodes().get("p-3");

        Outcome outcome = whatIf.drained("n2");

        assertThat(doubled).isEqualTo("n1");
        assertThat(outcome.moves()).containsExactly(new Outcome.Move("p-1", Optional.of("n2"), Optional.of("n3"), ""));
        assertThat(outcome.mermaid())
                .contains("f0[\"n2\"]")
                .contains("-->|p-1| t0")
                .contains("t0[\"n3\"]");
    }

    @Test
    void aLostZoneTakesItsNodesAndAllPodsOnThem() {
        KubernetesCluster twoInA = cluster(node("n1", "a", "4"), node("n2", "a", "4"), node("n3", "c", "4"))
                .contents(ClusterContents.builder()
                        .addPod(RunningPod.of(
                                pod(9).affinity(Grounds.apart(Spread.ZONE)).build(), "n1"))
                        .build());
        WhatIf whatIf = on(twoInA, pod(0).build());
        assertThat(whatIf.nodes()).as("p-9 keeps its like away from zone a").isEqualTo(Map.of("p-0", "n3"));

        Outcome outcome = whatIf.zoneLost("c");
        assertThat(outcome.pending())
                .extracting(Outcome.Move::sentence)
                .singleElement()
                .asString()
                .startsWith("0/2 nodes are available: 2 node(s) didn't satisfy existing pods anti-affinity rules.");
        assertThat(whatIf.zoneLost("a").moves()).isEmpty();
        assertThat(whatIf.zoneLost("a").sentence()).isEqualTo("If zone a is lost, no pod moves.");
    }

    @Test
    void oneMoreIsPlacedBesideThoseThatAreThere() {
        WhatIf whatIf =
                on(THREE, IntStream.range(0, 2).mapToObj(WhatIfTest::apart).toArray(PodTemplate[]::new));

        assertThat(whatIf.oneMore(apart(2)).moves())
                .containsExactly(new Outcome.Move("p-2", Optional.empty(), Optional.of("n3"), ""));
        assertThat(on(THREE, apart(0), apart(1), apart(2)).oneMore(apart(3)).pending())
                .hasSize(1);
        assertThatThrownBy(() -> whatIf.oneMore(apart(1)))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("is already on node");
    }

    @Test
    void unknownNodesAndZonesAreRefused() {
        WhatIf whatIf = on(THREE);

        assertThatThrownBy(() -> whatIf.drained("n9")).hasMessageContaining("no node 'n9'");
        assertThatThrownBy(() -> whatIf.zoneLost("z")).hasMessageContaining("zone 'z'");
    }

    @Test
    void aPodThatIsPendingTriesAgain() {
        WhatIf whatIf = on(THREE, apart(0), apart(1), apart(2), apart(3));

        assertThat(whatIf.drained("n2").moves())
                .extracting(Outcome.Move::pod, Outcome.Move::from)
                .containsExactly(tuple("p-1", Optional.of("n2")), tuple("p-3", Optional.empty()));
    }

    @Test
    void podsOfOthersLeaveADrainedNodeToo() {
        KubernetesCluster guarded = cluster(node("n1", "a", "4"), node("n2", "a", "4"), node("n3", "c", "500m"))
                .contents(ClusterContents.builder()
                        .addPod(RunningPod.of(
                                pod(9).affinity(Grounds.apart(Spread.ZONE)).build(), "n1"))
                        .build());
        WhatIf whatIf = on(guarded, pod(0).build());
        assertThat(whatIf.nodes()).isEmpty();

        assertThat(whatIf.drained("n1").moves())
                .containsExactly(new Outcome.Move("p-0", Optional.empty(), Optional.of("n2"), ""));
    }
}
