package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A small cluster, changed for a test, and what is found in the plan. */
final class Hippo {
    static final KubeDb KUBEDB = KubeDb.dialect();
    static final PostgresCluster HIPPO = PostgresCluster.builder()
            .namespace("demo")
            .name("hippo")
            .version("17.2")
            .replicas(3)
            .storage(Storage.of("2Gi").onClass("fast"))
            .build();

    private Hippo() {}

    static PlacementPolicy.Builder policy() {
        return PlacementPolicy.builder().name("spread").slice("project", "slice");
    }

    /** Even ordinals on the first, odd ones on the second. */
    static PlacementPolicy on(String even, String odd, int replicas) {
        return policy().on(
                        even,
                        IntStream.range(0, replicas).filter(i -> i % 2 == 0).toArray())
                .on(odd, IntStream.range(0, replicas).filter(i -> i % 2 == 1).toArray())
                .build();
    }

    static PostgresCluster change(UnaryOperator<PostgresCluster.Builder> how) {
        return how.apply(PostgresCluster.builder().from(HIPPO)).build();
    }

    static ChangePlan plan(
            UnaryOperator<PostgresCluster.Builder> before, UnaryOperator<PostgresCluster.Builder> after) {
        return plan(before, after, Observed.nothing());
    }

    static ChangePlan plan(
            UnaryOperator<PostgresCluster.Builder> before,
            UnaryOperator<PostgresCluster.Builder> after,
            Observed observed) {
        return plan(change(before), change(after), observed);
    }

    static ChangePlan plan(PostgresCluster before, PostgresCluster after, Observed observed) {
        return ChangePlanner.plan(before, after, KUBEDB, observed);
    }

    static List<String> ids(ChangePlan plan) {
        return plan.steps().stream().map(step -> step.step().id()).toList();
    }

    static ObjectNode request(ChangePlan plan, String id) {
        assertThat(ids(plan)).contains(id);
        return ((Deed.Create) plan.deed(id).orElseThrow()).object();
    }

    static ObjectNode tree(String yaml) {
        return ManifestReader.parse(List.of(new Source("some.yaml", yaml)))
                .manifests()
                .get(0)
                .tree();
    }
}
