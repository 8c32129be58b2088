package io.pgspan.placement.explain;

import static io.pgspan.placement.explain.Grounds.ALL;
import static io.pgspan.placement.explain.Grounds.cluster;
import static io.pgspan.placement.explain.Grounds.node;
import static io.pgspan.placement.explain.Grounds.pod;
import static io.pgspan.placement.explain.Grounds.tainted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Spread;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static Explainer explainer(KubernetesCluster cluster) {
        return Explainer.of(cluster, SchedulerProfile.ofDefaults());
    }

    private static KubernetesCluster holding(KubernetesCluster cluster, RunningPod... pods) {
        return cluster.contents(ClusterContents.builder().pods(List.of(pods)).build());
    }

    @Test
    void theLargerNodeWinsByFreeResourcesAndByBalance() {
        Explanation answer =
                explainer(cluster(node("n1", "a", "4"), node("n2", "a", "8"))).explain(pod(0).build());

        WhyHere here = (WhyHere) answer;
        Comparison comparison = here.runnerUp().orElseThrow();
        assertThat(here.node()).isEqualTo("n2");
        assertThat(here.ties()).isEmpty();
        assertThat(here.feasible()).isEqualTo(2);
        assertThat(comparison.rows())
                .filteredOn(row -> row.difference() != 0)
                .as("cpu 87 and memory 93 make 90, 75 and 93 make 84; balance 96 and 90")
                .containsExactly(
                        new ScoreRow(Plugin.NODE_RESOURCES_FIT, 1, 90, 90, 84, 84),
                        new ScoreRow(Plugin.BALANCED_ALLOCATION, 1, 96, 96, 90, 90));
        assertThat(comparison.lead()).isEqualTo(12);
        assertThat(comparison.decisive().orElseThrow().plugin())
                .as("of equal differences the first")
                .isEqualTo(Plugin.NODE_RESOURCES_FIT);
        assertThat(here.sentence()).contains("p-0 lands on n2. ").contains("above all by NodeResourcesFit");
        assertThat(here.text()).contains("NORMALISED OF n1").containsPattern("total +\\d+ +\\d+ +\\+12\n");
        assertThat(here.mermaid()).contains("NodeResourcesFit +6").contains("p --> n\n");
    }

    @Test
    void aTieIsSaid() {
        WhyHere here = (WhyHere) explainer(cluster(node("n1", "a", "4"), node("n2", "a", "4"), node("n3", "a", "4")))
                .explain(pod(0).build());

        assertThat(here.node()).isEqualTo("n1");
        assertThat(here.ties()).containsExactly("n2", "n3");
        assertThat(here.runnerUp().orElseThrow().isTie()).isTrue();
        assertThat(here.runnerUp().orElseThrow().decisive()).isEmpty();
        assertThat(here.sentence())
                .contains("by lot")
                .contains("worth the same")
                .contains("So are n3.");
    }

    @Test
    void theOnlyNodeHasNoRunnerUp() {
        WhyHere here = (WhyHere) explainer(cluster(node("n1", "a", "4"))).explain(pod(0).build());

        assertThat(here.runnerUp()).isEmpty();
        assertThat(here.sentence()).isEqualTo("p-0 lands on n1. No other node can take it.");
    }

    @Test
    void everyReasonAgainstANodeIsToldWithItsNumbers() {
        Explainer explainer =
                explainer(cluster(tainted(node("n1", "a", "500m")).schedulable(false), node("n2", "a", "4")));

        WhyNotThere answer = explainer.whyNot(pod(0).build(), "n1");

        assertThat(answer.fits()).isFalse();
        assertThat(answer.reasons())
                .extracting(Reason::plugin)
                .containsExactly(Plugin.NODE_UNSCHEDULABLE, Plugin.TAINT_TOLERATION, Plugin.NODE_RESOURCES_FIT);
        assertThat(answer.text())
                .contains("NodeResourcesFit: Insufficient cpu (insufficient cpu: 1000m asked, 500m free of 500m)")
                .contains("dedicated=other:NoSchedule");
        assertThat(answer.mermaid()).contains("Insufficient cpu").contains("--x n");
    }

    @Test
    void aNodeThatFitsLosesByPointsOrIsTheOne() {
        Explainer explainer = explainer(cluster(node("n1", "a", "4"), node("n2", "a", "8")));

        WhyNotThere loses = explainer.whyNot(pod(0).build(), "n1");
        assertThat(loses.fits()).isTrue();
        assertThat(loses.better().orElseThrow().lead()).isEqualTo(-12);
        assertThat(loses.better().orElseThrow().decisive().orElseThrow().difference())
                .isEqualTo(-6);
        assertThat(loses.sentence()).contains("p-0 fits on n1. n2 is worth ");
        assertThat(explainer.whyNot(pod(0).build(), "n2").sentence()).isEqualTo("p-0 fits on n2, and lands there.");
        assertThatThrownBy(() -> explainer.whyNot(pod(0).build(), "n9"))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("no node 'n9'");
    }

    @Test
    void aHiddenAntiAffinityIsFoundBehindASpreadConstraintThatWouldAllowThePod() {
        Spread spread = Spread.acrossNodes().counting(ALL);
        PodTemplate.Builder strict = pod(3).spread(spread).affinity(Grounds.apart(Spread.HOSTNAME));
        KubernetesCluster full = holding(
                cluster(node("n1", "a", "4"), node("n2", "b", "4"), node("n3", "c", "4")),
                RunningPod.of(pod(0).build(), "n1"),
                RunningPod.of(pod(1).build(), "n2"),
                RunningPod.of(pod(2).build(), "n3"));

        WhyNowhere answer = (WhyNowhere) explainer(full).explain(strict.build());

        assertThat(answer.refusal())
                .startsWith("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.");
        assertThat(answer.relaxations())
                .extracting(Relaxation::what)
                .containsExactly("drop the required pod anti-affinity over kubernetes.io/hostname");
        assertThat(answer.node()).contains("n1");
        assertThat(answer.smallest()).isTrue();
        assertThat(answer.text()).contains("It would fit on n1 if you drop the required pod anti-affinity");
        assertThat(answer.mermaid()).contains("n1, n2, n3").contains("p -.-> h -.-> n");
        assertThat(answer.<String>match(h -> "here", t -> "there", n -> "nowhere"))
                .isEqualTo("nowhere");
    }

    @Test
    void theNodeWithTheFewestObstaclesIsProposed() {
        KubernetesCluster cluster =
                cluster(tainted(node("n1", "a", "500m")), node("n2", "a", "500m"), tainted(node("n3", "a", "4")));

        WhyNowhere answer = (WhyNowhere) explainer(cluster).explain(pod(0).build());

        assertThat(answer.relaxations()).hasSize(1);
        assertThat(answer.node()).contains("n2");
        assertThat(answer.reasons()).containsOnlyKeys("n1", "n2", "n3");
    }

    @Test
    void severalRulesOfOneNodeAreGivenUpTogetherInThePluginsOrder() {
        WhyNowhere answer =
                (WhyNowhere) explainer(cluster(tainted(node("n1", "a", "500m")).schedulable(false)))
                        .explain(pod(0).build());

        assertThat(answer.relaxations())
                .extracting(Relaxation::plugin)
                .containsExactly(Plugin.NODE_UNSCHEDULABLE, Plugin.TAINT_TOLERATION, Plugin.NODE_RESOURCES_FIT);
        assertThat(answer.relaxations().get(0).what()).isEqualTo("uncordon n1");
    }

    @Test
    void atItsBoundTheSearchStillFindsWhatCannotBeLessened() {
        KubernetesCluster cluster = cluster(tainted(node("n1", "a", "500m")).schedulable(false));
        Explainer explainer = explainer(cluster);
        WhyNowhere whole = (WhyNowhere) explainer.explain(pod(0).build());

        Relaxations.Found cut = new Relaxations(cluster, pod(0).build(), SchedulerProfile.ofDefaults(), 2)
                .smallest(whole.reasons())
                .orElseThrow();

        assertThat(cut.given()).isEqualTo(whole.relaxations());
        assertThat(cut.smallest()).isFalse();
    }

    @Test
    void aClusterWithoutNodesHasNothingToRelax() {
        WhyNowhere answer = (WhyNowhere) explainer(cluster()).explain(pod(0).build());

        assertThat(answer.refusal()).isEqualTo("no nodes available to schedule pods");
        assertThat(answer.node()).isEmpty();
        assertThat(answer.sentence()).endsWith("Nothing that was tried would let it in.");
    }

    @Test
    void aDifferenceCountsWithItsPluginsWeight() {
        Node disliked = node("n1", "a", "4").taints(List.of(new Node.Taint("k", "v", "PreferNoSchedule")));

        WhyHere here =
                (WhyHere) explainer(cluster(disliked, node("n2", "a", "4"))).explain(pod(0).build());

        assertThat(here.node()).isEqualTo("n2");
        assertThat(here.runnerUp().orElseThrow().decisive())
                .contains(new ScoreRow(Plugin.TAINT_TOLERATION, 3, 0, 100, 1, 0));
        assertThat(here.runnerUp().orElseThrow().decisive().orElseThrow().difference())
                .isEqualTo(300);
    }

    @Test
    void whereSomeKindsOfNodesWereNotTriedLessMayDo() {
        Node[] nodes = IntStream.rangeClosed(0, Relaxations.NODES_MAX)
                .mapToObj(n -> node("n" + n, "a", "500m").taints(List.of(new Node.Taint("k" + n, "v", "NoSchedule"))))
                .toArray(Node[]::new);

        WhyNowhere answer = (WhyNowhere) explainer(cluster(nodes)).explain(pod(0).build());

        assertThat(answer.relaxations()).hasSize(2);
        assertThat(answer.smallest()).isFalse();
        assertThat(answer.sentence()).endsWith("Less may do: the search met its bound.");
    }
}
