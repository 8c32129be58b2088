package io.pgspan.placement.explain;

import static io.pgspan.placement.explain.Grounds.ALL;
import static io.pgspan.placement.explain.Grounds.cluster;
import static io.pgspan.placement.explain.Grounds.node;
import static io.pgspan.placement.explain.Grounds.pod;
import static io.pgspan.placement.explain.Grounds.tainted;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of obstacle alone, and what is proposed against it. */
class RulesTest {
    private static final KubernetesCluster PLAIN = cluster(node("n1", "a", "4"));

    private static Arguments kind(String what, KubernetesCluster cluster, PodTemplate.Builder pod) {
        return Arguments.of(what, cluster, pod.build());
    }

    private static KubernetesCluster holding(PodTemplate.Builder pod) {
        return PLAIN.contents(ClusterContents.builder()
                .addPod(RunningPod.of(pod.build(), "n1"))
                .build());
    }

    private static PodTemplate.Builder portTaker(int ordinal) {
        return PodTemplate.builder()
                .name("p-" + ordinal)
                .addContainer(PodContainer.of("main", Map.of()).hostPorts(PodContainer.HostPort.tcp(5432)));
    }

    static Stream<Arguments> kinds() {
        Node full = new Node(
                "n1",
                Map.of(),
                Map.of("cpu", Quantity.of("4"), "memory", Quantity.of("16Gi"), Node.PODS, Quantity.of("0")),
                List.of(),
                List.of(),
                true,
                Map.of());
        return Stream.of(
                kind("uncordon n1", cluster(node("n1", "a", "4").schedulable(false)), pod(0)),
                kind("name no node", PLAIN, pod(0).nodeName("n2")),
                kind("tolerate the taint dedicated=other:NoSchedule", cluster(tainted(node("n1", "a", "4"))), pod(0)),
                kind("drop the node selector disk=ssd", PLAIN, pod(0).putNodeSelector("disk", "ssd")),
                kind(
                        "drop the required node affinity",
                        PLAIN,
                        pod(0).affinity(Affinity.toNodes(
                                NodeAffinity.require(NodeTerm.of(Requirement.in("disk", "ssd")))))),
                kind("take no port of the node", holding(portTaker(0)), portTaker(1)),
                kind(
                        "request less cpu or free some on n1 (insufficient cpu: 1000m asked, 500m free of 500m)",
                        cluster(node("n1", "a", "500m")),
                        pod(0)),
                kind("let n1 take one pod more", cluster(full), pod(0)),
                kind("give it volumes that n1 can reach", PLAIN, pod(0).addVolume(PodVolume.claim("missing"))),
                kind(
                        "make the spread over topology.kubernetes.io/zone with maxSkew 1 a preference (ScheduleAnyway)",
                        cluster(node("n1", "a", "4"), node("n2", "b", "4").schedulable(false))
                                .contents(holding(pod(0)).contents()),
                        pod(1).spread(Spread.acrossZones().counting(ALL).minDomains(2))),
                kind(
                        "drop the required pod affinity over kubernetes.io/hostname",
                        PLAIN,
                        pod(0).affinity(Grounds.near(Spread.HOSTNAME))),
                kind(
                        "drop the required pod anti-affinity over kubernetes.io/hostname",
                        holding(pod(0)),
                        pod(1).affinity(Grounds.apart(Spread.HOSTNAME))),
                kind(
                        "drop the required pod anti-affinity of the pods that run already",
                        holding(pod(0).affinity(Grounds.apart(Spread.HOSTNAME))),
                        pod(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theObstacleIsNamedAndGivenUpAlone(String what, KubernetesCluster cluster, PodTemplate pod) {
        Explanation answer =
                Explainer.of(cluster, SchedulerProfile.ofDefaults()).explain(pod);

        assertThat(answer).isInstanceOf(WhyNowhere.class);
        WhyNowhere nowhere = (WhyNowhere) answer;
        assertThat(nowhere.relaxations()).extracting(Relaxation::what).containsExactly(what);
        assertThat(nowhere.node()).contains("n1");
    }
}
