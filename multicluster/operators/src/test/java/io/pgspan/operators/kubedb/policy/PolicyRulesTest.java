package io.pgspan.operators.kubedb.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
    private static final SliceRef SLICE = new SliceRef("kubeslice-demo", "demo-slice");

    @Test
    void theIndicesOfAllRulesCountUpFromZero() {
        assertThat(PolicyRules.check(policy(rule("a", 0, 2), rule("b", 1)))).isEmpty();
        assertThat(ids(PolicyRules.check(policy(rule("a", 0, 2), rule("b", 2, 5)))))
                .containsExactlyInAnyOrder("kubedb.policy.index-twice", "kubedb.policy.index-gap");
        assertThat(ids(PolicyRules.check(policy(rule("a", -1, 0))))).containsExactly("kubedb.policy.index-negative");
        assertThat(PolicyRules.check(policy(rule("a", 0, Integer.MAX_VALUE), rule("b", 7))))
                .singleElement()
                .satisfies(gap -> assertThat(gap.value()).isEqualTo("1-6, 8-2147483646"));
        assertThat(ids(PolicyRules.check(policy())))
                .as("no rules, no contiguity")
                .containsExactly("kubedb.policy.slice-alone");
    }

    @Test
    void theSliceAndItsProjectAreNamedSinceTheSecondGeneration() {
        ClusterSpread withoutProject = ClusterSpread.of(new SliceRef(null, "demo-slice"), List.of(rule("a", 0)));
        PolicyObject policy = PolicyObject.of("p", PolicyGeneration.G2).withClusters(withoutProject);

        assertThat(PolicyRules.check(policy))
                .extracting(Violation::path)
                .containsExactly("spec.clusterSpreadConstraint.slice.projectNamespace");
        assertThat(PolicyRules.check(policy.withGeneration(PolicyGeneration.G1)))
                .isEmpty();
        assertThat(ids(PolicyRules.check(policy.withClusters(new ClusterSpread(List.of(), null, null)))))
                .containsExactly("kubedb.policy.slice-required");
        assertThat(ids(PolicyRules.check(policy.withClusters(new ClusterSpread(List.of(), SLICE, null)))))
                .containsExactly("kubedb.policy.slice-alone");
    }

    @Test
    void anOrdinalDoesNotMove() {
        PolicyObject old = policy(rule("a", 0, 2), rule("b", 1));

        assertThat(PolicyRules.checkMove(old, policy(rule("b", 1, 2), rule("a", 0))))
                .singleElement()
                .satisfies(move -> {
                    assertThat(move.rule()).isEqualTo("kubedb.policy.move");
                    assertThat(move.value()).isEqualTo("2");
                    assertThat(move.path())
                            .isEqualTo("spec.clusterSpreadConstraint.distributionRules[0].replicaIndices");
                });
        assertThat(PolicyRules.checkMove(old, policy(rule("b", 1, 3), rule("a", 0, 2, 4))))
                .isEmpty();
        assertThat(PolicyRules.checkMove(old, policy(rule("a", 0)))).isEmpty();
        assertThat(PolicyRules.checkMove(old.withClusters(null), old)).isEmpty();
    }

    @Test
    void theFirstRuleThatListsAnOrdinalHasIt() {
        PolicyObject policy = policy(rule("a", 0), rule("b", 0, 1));

        assertThat(policy.clusterOf(0)).contains("a");
        assertThat(policy.clusterOf(1)).contains("b");
        assertThat(policy.clusterOf(2)).isEmpty();
        assertThat(PolicyObject.of("p", PolicyGeneration.G2).clusterOf(0)).isEmpty();
    }

    @Test
    void everyOrdinalOfADatabaseHasACluster() {
        PolicyObject policy = policy(rule("a", 0, 2), rule("b", 1));

        assertThat(PolicyRules.checkCoverage(policy, 3)).isEmpty();
        assertThat(PolicyRules.checkCoverage(policy, 2)).as("room to grow").isEmpty();
        assertThat(PolicyRules.checkCoverage(policy, 5))
                .singleElement()
                .satisfies(v -> assertThat(v.value()).isEqualTo("3, 4"));
        assertThat(PolicyRules.checkCoverage(policy.withClusters(null), 5)).isEmpty();
    }

    @Test
    void everyClusterIsOnTheSlice() {
        assertThat(PolicyRules.checkSlice(policy(rule("a", 0), rule("b", 1)), List.of("a", "c")))
                .extracting(Violation::value)
                .containsExactly("b");
    }

    @Test
    void rolesFitTheirIndicesAndTheMode() {
        FailoverTrigger global = new FailoverTrigger.Lease(FailoverTrigger.Lease.Scope.GLOBAL, null);
        DistributionRule arbiter = rule("c").withRole(DataCenterRole.ARBITER);
        FailoverPolicy two = new FailoverPolicy(FailoverPolicy.Mode.TWO_DC, global);

        assertThat(failover(two, rule("a", 0), rule("b", 1), arbiter)).isEmpty();
        assertThat(failover(two, rule("a", 0), rule("b", 1))).containsExactly("kubedb.policy.mode");
        assertThat(failover(two, rule("a", 0), rule("b", 1), rule("c", 2).withRole(DataCenterRole.ARBITER)))
                .containsExactly("kubedb.policy.role-indices");
        assertThat(failover(two, rule("a", 0), rule("b"), arbiter)).containsExactly("kubedb.policy.role-indices");
        assertThat(failover(new FailoverPolicy(null, global), rule("a", 0), arbiter))
                .containsExactly("kubedb.policy.members");
        assertThat(failover(
                        new FailoverPolicy(FailoverPolicy.Mode.THREE_DC, global), rule("a", 0), rule("b", 1), arbiter))
                .containsExactly("kubedb.policy.mode");
    }

    @Test
    void aGroupIsNamedExactlyWithItsScope() {
        DistributionRule[] rules = {rule("a", 0), rule("b", 1)};
        assertThat(failover(lease(FailoverTrigger.Lease.Scope.GROUP, "g"), rules))
                .isEmpty();
        assertThat(failover(lease(FailoverTrigger.Lease.Scope.GROUP, null), rules))
                .containsExactly("kubedb.policy.trigger-group");
        assertThat(failover(lease(FailoverTrigger.Lease.Scope.GLOBAL, "g"), rules))
                .containsExactly("kubedb.policy.trigger-group");
        assertThat(failover(new FailoverPolicy(null, null), rules)).containsExactly("kubedb.policy.trigger");
        assertThat(failover(new FailoverPolicy(null, new FailoverTrigger.Group("g")), rules))
                .containsExactly("kubedb.policy.beyond-generation");
    }

    @Test
    void aFieldBeyondTheGenerationIsNotWritten() {
        PolicyObject policy = PolicyObject.of("p", PolicyGeneration.G1)
                .withClusters(new ClusterSpread(List.of(rule("a", 0).withStorageClass("fast")), null, null));

        assertThatThrownBy(() -> PolicyObjectWriter.write(policy))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("spec.ocm.distributionRules[0].storageClassName = 'fast'");
    }

    @Test
    void whatKubernetesRefusesOfSpreadsAndWeightsIsRefused() {
        NodeAffinityRule empty = new NodeAffinityRule("", List.of(), WhenUnsatisfiable.SCHEDULE_ANYWAY, 101);
        PolicyObject policy = PolicyObject.of("", PolicyGeneration.G2)
                .withZones(new TopologySpread(0, WhenUnsatisfiable.SCHEDULE_ANYWAY))
                .withNodeAffinity(List.of(
                        empty,
                        NodeAffinityRule.demand(
                                "disk", List.of(new NodeAffinityRule.Domain(List.of(), DomainReplicas.of("1.5"))))));

        assertThat(ids(PolicyRules.check(policy)))
                .containsExactly(
                        "kubedb.policy.name",
                        "kubedb.policy.max-skew",
                        "kubedb.policy.topology-key",
                        "kubedb.policy.weight",
                        "kubedb.policy.domain",
                        "kubedb.policy.domain",
                        "kubedb.policy.domain-replicas");
    }

    private static List<String> failover(FailoverPolicy failover, DistributionRule... rules) {
        return ids(PolicyRules.check(PolicyObject.of("p", PolicyGeneration.G3)
                .withClusters(new ClusterSpread(List.of(rules), SLICE, failover))));
    }

    private static FailoverPolicy lease(FailoverTrigger.Lease.Scope scope, @Nullable String group) {
        return new FailoverPolicy(null, new FailoverTrigger.Lease(scope, group));
    }

    private static List<String> ids(List<Violation> violations) {
        return violations.stream().map(Violation::rule).toList();
    }

    private static DistributionRule rule(String cluster, int... indices) {
        return DistributionRule.of(cluster, indices);
    }

    private static PolicyObject policy(DistributionRule... rules) {
        return PolicyObject.of("p", PolicyGeneration.G2).withClusters(ClusterSpread.of(SLICE, List.of(rules)));
    }
}
