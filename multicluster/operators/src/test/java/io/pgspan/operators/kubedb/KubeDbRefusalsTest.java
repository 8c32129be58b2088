package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.Hippo.HIPPO;
import static io.pgspan.operators.kubedb.Hippo.KUBEDB;
import static io.pgspan.operators.kubedb.Hippo.change;
import static io.pgspan.operators.kubedb.Hippo.ids;
import static io.pgspan.operators.kubedb.Hippo.on;
import static io.pgspan.operators.kubedb.Hippo.plan;
import static io.pgspan.operators.kubedb.Hippo.policy;
import static io.pgspan.operators.kubedb.Hippo.request;
import static io.pgspan.operators.kubedb.Hippo.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.manifest.ManifestSet;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeDbRefusalsTest {
    @Test
    void aPolicyThatDoesNotCoverWhatIsWishedForIsRefused() {
        ChangePlan plan =
                plan(b -> b.placement(on("west", "east", 3)), b -> b.replicas(5).placement(on("west", "east", 3)));

        assertThat(plan.isPossible()).isFalse();
        assertThat(ids(plan)).contains("refused-coverage");
    }

    @Test
    void anOrdinalDoesNotMoveButIsScaledAwayAndMadeAnew() {
        PlacementPolicy moved = policy().on("west", 0, 1).on("east", 2).build();
        PlacementPolicy wanted = policy().on("west", 0).on("east", 1, 2).build();

        ChangePlan plan = plan(b -> b.placement(moved), b -> b.placement(wanted));
        ChangePlan instead = plan.procedure("refused-move").orElseThrow();

        assertThat(plan.risk()).isEqualTo(Risk.IMPOSSIBLE);
        assertThat(ids(instead))
                .containsExactly("scale-down", "policy-shrink", "delete-volumes", "policy-extend", "scale-up");
        assertThat(request(instead, "scale-down")
                        .at("/spec/horizontalScaling/replicas")
                        .asInt())
                .isEqualTo(1);
        Deed.Apply shrunk = (Deed.Apply) instead.deed("policy-shrink").orElseThrow();
        assertThat(shrunk.objects().get(0).at("/spec/clusterSpreadConstraint/distributionRules"))
                .hasSize(1);
        assertThat(request(instead, "scale-up")
                        .at("/spec/horizontalScaling/replicas")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void whatIsScaledAwayAndMadeAnewIsWhereItIsWishedFor() {
        PostgresCluster old =
                change(b -> b.placement(policy().on("west", 0, 1).on("east", 2).build()));
        PostgresCluster wanted =
                change(b -> b.placement(policy().on("west", 0).on("east", 1, 2).build()));
        OpsInterpreter world = new OpsInterpreter(KUBEDB.write(old));

        world.run(
                plan(old, wanted, Observed.nothing()).procedure("refused-move").orElseThrow(),
                () -> assertThat(KUBEDB.read(ManifestSet.of(world.all()), ReadOptions.ofDefaults())
                                .violations())
                        .isEmpty());

        assertThat(KUBEDB.changes()
                        .plan(world.all(), KUBEDB.write(wanted), Observed.nothing())
                        .steps())
                .isEmpty();
    }

    @Test
    void theFirstOrdinalMovesOnlyByANewDatabase() {
        ChangePlan plan = plan(
                b -> b.placement(policy().on("west", 0, 1, 2).build()),
                b -> b.placement(policy().on("east", 0, 1, 2).build()));

        ChangePlan instead = plan.procedure("refused-move").orElseThrow();
        assertThat(ids(instead)).contains("create-next", "stop-writes", "promote-next");
        Deed.Apply create = (Deed.Apply) instead.deed("create-next").orElseThrow();
        ObjectNode next = create.objects().get(1);
        assertThat(next.at("/metadata/name").asText()).isEqualTo("hippo-next");
        assertThat(next.at("/spec/remoteReplica/sourceRef/name").asText()).isEqualTo("hippo");
        assertThat(next.at("/spec/podTemplate/spec/podPlacementPolicy/name").asText())
                .isEqualTo(create.objects().get(0).at("/metadata/name").asText());
    }

    @Test
    void aVolumeDoesNotShrink() {
        ChangePlan plan = plan(b -> b, b -> b.storage(Storage.of("1Gi").onClass("fast")));

        assertThat(ids(plan)).containsExactly("refused-volume-size");
        assertThat(plan.steps().get(0).step().why()).contains("shrink");
        assertThat(plan.procedure("refused-volume-size").orElseThrow().risk()).isEqualTo(Risk.DATA_MOVEMENT);
    }

    @Test
    void volumesOfAClassThatCanNotGrowAreRefused() {
        Observed observed = Observed.of(List.of(tree("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: fast}
                provisioner: example.org/disk
                """)));

        ChangePlan plan = plan(b -> b, b -> b.storage(Storage.of("3Gi").onClass("fast")), observed);

        assertThat(ids(plan)).containsExactly("refused-expansion");
    }

    @Test
    void anOlderMajorVersionIsCopiedAsSql() {
        ChangePlan plan = plan(b -> b, b -> b.version("16.4"));

        assertThat(ids(plan)).containsExactly("refused-downgrade");
    }

    @Test
    void aVersionTheCatalogDoesNotAllowIsRefused() {
        Observed observed = Observed.of(List.of(tree("""
                        kind: PostgresVersion
                        metadata: {name: "17.2"}
                        spec: {version: "17.2", db: {baseOS: bookworm}, updateConstraints: {allowlist: ["> 17.2, < 18"]}}
                        """), tree("""
                        kind: PostgresVersion
                        metadata: {name: "18.1"}
                        spec: {version: "18.1", db: {baseOS: alpine}}
                        """)));

        ChangePlan plan = plan(b -> b, b -> b.version("18.1"), observed);

        assertThat(ids(plan)).containsExactly("refused-update-version");
        assertThat(plan.steps().get(0).step().why()).contains("constraints", "base system");
    }

    @Test
    void anotherNameIsAnotherDatabase() {
        ChangePlan plan = plan(b -> b, b -> b.name("rhino"));

        assertThat(ids(plan)).contains("refused-identity");
        Deed.Apply create = (Deed.Apply) plan.procedure("refused-identity")
                .orElseThrow()
                .deed("create-next")
                .orElseThrow();
        assertThat(create.objects().get(0).at("/metadata/name").asText()).isEqualTo("rhino");
    }

    @Test
    void aDialectWithoutRulesSaysSo() {
        @SuppressWarnings("unchecked")
        Dialect<KubeDbOptions> silent = (Dialect<KubeDbOptions>) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(),
                new Class<?>[] {Dialect.class},
                (proxy, method, arguments) -> method.getName().equals("changes")
                        ? InvocationHandler.invokeDefault(proxy, method)
                        : method.invoke(KUBEDB, arguments));

        assertThatThrownBy(() -> ChangePlanner.plan(HIPPO, HIPPO, silent, Observed.nothing()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("no rules for changes");
    }
}
