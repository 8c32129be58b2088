package io.pgspan.placement.scheduler;

import static io.pgspan.placement.scheduler.Fixture.fitting;
import static io.pgspan.placement.scheduler.Fixture.node;
import static io.pgspan.placement.scheduler.Fixture.pod;
import static io.pgspan.placement.scheduler.Fixture.required;
import static io.pgspan.placement.scheduler.Fixture.scheduler;
import static io.pgspan.placement.scheduler.Fixture.tainted;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Requirement.Operator;
import io.pgspan.model.placement.Toleration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final Node A = node("a", "1", "n", "7", "empty", "");
    private static final Node B = node("b", "1");

    private static List<String> nodes(NodeTerm... terms) {
        return fitting(scheduler(A, B), pod("p").affinity(required(terms)).build());
    }

    private static NodeTerm term(String key, Operator operator, String... values) {
        return NodeTerm.of(new Requirement(key, operator, List.of(values)));
    }

    @Test
    void anAbsentSelectorMatchesNothingAndAnEmptyOneEverything() {
        assertThat(Selectors.matches(null, Map.of())).isFalse();
        assertThat(Selectors.matches(LabelSelector.of(Map.of()), Map.of())).isTrue();
        assertThat(Selectors.matches(LabelSelector.of(Map.of()), Map.of("a", "b")))
                .isTrue();
    }

    @Test
    void aMissingLabelIsNotInAnyListButNotTheEmptyValue() {
        assertThat(nodes(term("empty", Operator.NOT_IN, "x"))).containsExactly("a", "b");
        assertThat(nodes(term("empty", Operator.IN, ""))).containsExactly("a");
        assertThat(nodes(term("empty", Operator.DOES_NOT_EXIST))).containsExactly("b");
        assertThat(nodes(term("empty", Operator.EXISTS))).containsExactly("a");
    }

    @Test
    void numbersAreComparedAsNumbersAndWithoutOneTheRequirementIsFalse() {
        assertThat(nodes(term("n", Operator.GT, "006"))).containsExactly("a");
        assertThat(nodes(term("n", Operator.GT, "7"))).isEmpty();
        assertThat(nodes(term("n", Operator.LT, "10"))).containsExactly("a");
        assertThat(nodes(term("empty", Operator.LT, "10"))).isEmpty();
    }

    @Test
    void anEmptyTermAndAMalformedOneMatchNothingWhileOthersAreTried() {
        NodeTerm fine = term("n", Operator.EXISTS);

        assertThat(nodes(NodeTerm.of())).isEmpty();
        assertThat(nodes(NodeTerm.of(), fine)).containsExactly("a");
        assertThat(nodes(term("n", Operator.IN))).isEmpty();
        assertThat(nodes(term("n", Operator.IN), fine)).containsExactly("a");
        assertThat(nodes(term("n", Operator.GT, "x"), fine)).containsExactly("a");
        assertThat(nodes(new NodeTerm(List.of(), List.of(Requirement.in("metadata.name", "a", "b")))))
                .as("a field has one value")
                .isEmpty();
    }

    @Test
    void aMalformedPreferredTermFailsTheAttemptUnlessItsWeightIsZero() {
        NodeTerm malformed = term("n", Operator.IN);
        Prediction failed = scheduler(A, B)
                .predict(pod("p").affinity(preferring(1, malformed)).build());

        assertThat(failed.isPlaced()).isFalse();
        assertThat(scheduler(A, B)
                        .predict(pod("p").affinity(preferring(0, malformed)).build())
                        .isPlaced())
                .isTrue();
    }

    private static Affinity preferring(int weight, NodeTerm term) {
        return Affinity.toNodes(new NodeAffinity(List.of(), List.of(new Preferred<>(weight, term))));
    }

    @Test
    void namesInEveryTermRestrictTheNodesLookedAt() {
        NodeTerm named = new NodeTerm(List.of(), List.of(Requirement.in("metadata.name", "a")));
        NodeTerm none = new NodeTerm(
                List.of(), List.of(Requirement.in("metadata.name", "a"), Requirement.in("metadata.name", "b")));
        Node full = node("a", "1").schedulable(false);

        assertThat(scheduler(full, B)
                        .predict(pod("p").affinity(required(named)).build())
                        .sentence())
                .startsWith("0/2 nodes are available: 1 node(s) didn't satisfy plugin(s) [NodeAffinity],"
                        + " 1 node(s) were unschedulable.");
        assertThat(scheduler(A, B)
                        .predict(pod("p").affinity(required(none)).build())
                        .sentence())
                .isEqualTo("0/2 nodes are available: pod affinity terms conflict. preemption: 0/2 nodes are available:"
                        + " 2 Preemption is not helpful for scheduling.");
        assertThat(nodes(named, term("n", Operator.DOES_NOT_EXIST)))
                .as("one term names none")
                .containsExactly("a", "b");
    }

    @Test
    void tolerationsAreComparedByKeyValueAndEffect() {
        Node tainted = tainted(A, "k", "v", "NoSchedule");

        assertThat(bears(tainted, Toleration.equal("k", "v"))).isTrue();
        assertThat(bears(tainted, Toleration.equal("k", "w"))).isFalse();
        assertThat(bears(tainted, Toleration.exists("k"))).isTrue();
        assertThat(bears(tainted, Toleration.exists("other"))).isFalse();
        assertThat(bears(tainted, Toleration.exists(""))).isTrue();
        assertThat(bears(tainted, Toleration.exists("k").on(Toleration.Effect.NO_EXECUTE)))
                .isFalse();
        assertThat(bears(tainted(A, "k", "", "NoExecute"), Toleration.equal("k", "")))
                .isTrue();
        assertThat(bears(A.schedulable(false), Toleration.exists("node.kubernetes.io/unschedulable")))
                .as("cordoned")
                .isTrue();
    }

    private static boolean bears(Node node, Toleration toleration) {
        return scheduler(node)
                .predict(pod("p").addToleration(toleration).build())
                .isPlaced();
    }

    @Test
    void numbersInTolerationsNeedTheGateAndTheRelease() {
        Node tainted = tainted(A, "level", "5", "NoSchedule");
        Toleration above = new Toleration("level", Toleration.Operator.GREATER_THAN, "4", null, null);

        assertThat(compares(tainted, above, Release.V1_35, true)).isTrue();
        assertThat(compares(tainted, above, Release.V1_35, false)).isFalse();
        assertThat(compares(tainted, above, Release.V1_34, true)).isFalse();
        assertThat(compares(tainted(A, "level", "05", "NoSchedule"), above, Release.V1_35, true))
                .as("no canonical number")
                .isFalse();
    }

    private static boolean compares(Node node, Toleration toleration, Release release, boolean gate) {
        return new Taints(
                                List.of(toleration),
                                SchedulerProfile.ofDefaults()
                                        .withRelease(release)
                                        .withNumericTolerations(gate)
                                        .comparesNumbers())
                        .repelling(node)
                == null;
    }

    @Test
    void aTaintIsNamedUpToOneRelease() {
        Node tainted = A.taints(List.of(
                new Node.Taint("soft", "", "PreferNoSchedule"),
                new Node.Taint("first", "v", "NoExecute"),
                new Node.Taint("second", "", "NoSchedule")));

        assertThat(scheduler(Release.V1_34, tainted).predict(pod("p").build()).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) had untolerated taint {first: v}.");
        assertThat(scheduler(Release.V1_35, tainted).predict(pod("p").build()).sentence())
                .startsWith("0/1 nodes are available: 1 node(s) had untolerated taint(s).");
    }
}
