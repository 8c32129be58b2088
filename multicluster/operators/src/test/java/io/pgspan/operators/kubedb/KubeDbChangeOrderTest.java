package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Issuer;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.observed.ClusterObservation;
import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.kubedb.change.KubeDbChangeSettings;
import io.pgspan.operators.kubedb.ops.ForceFailOver;
import io.pgspan.operators.kubedb.ops.VolumeExpansion;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KubeDbChangeOrderTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();
    private static final PostgresCluster HIPPO = PostgresCluster.builder()
            .namespace("demo")
            .name("hippo")
            .version("17.2")
            .replicas(3)
            .storage(Storage.of("2Gi").onClass("fast"))
            .build();

    @Test
    void aPolicyIsExtendedBeforeADistributedDatabaseGrows() {
        ChangePlan plan =
                plan(b -> b.placement(on("west", "east", 3)), b -> b.replicas(5).placement(on("west", "east", 5)));

        assertThat(ids(plan)).containsExactly("policy", "horizontal-scaling");
        assertThat(request(plan, "horizontal-scaling").at("/spec/horizontalScaling"))
                .isEqualTo(tree("replicas: 5\nstandbyMode: Hot\nstreamingMode: Asynchronous\n"));
        assertThat(plan.risk()).isEqualTo(Risk.RELOAD);
    }

    @Test
    void aPolicyShrinksAfterADistributedDatabase() {
        ChangePlan plan = plan(
                b -> b.replicas(5).placement(on("west", "east", 5)),
                b -> b.replicas(3).placement(on("west", "east", 3)));

        assertThat(ids(plan)).containsExactly("horizontal-scaling", "policy-shrink");
    }

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
    void aMigrationHasATimeout() {
        ChangePlan plan = plan(b -> b, b -> b.storage(Storage.of("2Gi").onClass("faster")));

        assertThat(request(plan, "storage-migration").at("/spec/timeout").asText())
                .isEqualTo("2h");
        assertThat(plan.risk()).isEqualTo(Risk.DATA_MOVEMENT);
        assertThat(plan.outage().longest()).isEmpty();
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
    void aDatabaseThatIsNotReadyIsExpandedAllTheSame() {
        Observed observed = Observed.of(List.of(tree("""
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: hippo, namespace: demo}
                status: {phase: NotReady}
                """)));

        ChangePlan plan = plan(b -> b, b -> b.storage(Storage.of("3Gi").onClass("fast")), observed);

        assertThat(request(plan, "volume-expansion").at("/spec/apply").asText()).isEqualTo("Always");
        assertThat(plan.steps().get(0).precondition()).isEmpty();
    }

    @Test
    void theWayVolumesGrowCanBeChosen() {
        ChangePlan plan = KUBEDB.changes()
                .with(KubeDbChangeSettings.ofDefaults()
                        .expanding(VolumeExpansion.Mode.OFFLINE)
                        .withTimeout(Duration.ofMinutes(5)))
                .plan(
                        KUBEDB.write(HIPPO),
                        KUBEDB.write(change(b -> b.storage(Storage.of("3Gi").onClass("fast")))),
                        Observed.nothing());

        assertThat(request(plan, "volume-expansion")
                        .at("/spec/volumeExpansion/mode")
                        .asText())
                .isEqualTo("Offline");
        assertThat(request(plan, "volume-expansion").at("/spec/timeout").asText())
                .isEqualTo("5m");
        assertThat(plan.risk()).isEqualTo(Risk.SWITCHOVER);
    }

    @Test
    void aSettingThatIsChangedIsAppliedAndOneThatGoesTakesAllWithIt() {
        ChangePlan changed =
                plan(b -> b.parameters(Map.of("work_mem", "4MB")), b -> b.parameters(Map.of("work_mem", "8MB")));
        ChangePlan gone = plan(
                b -> b.parameters(Map.of("work_mem", "4MB", "geqo", "off")),
                b -> b.parameters(Map.of("work_mem", "4MB")));

        assertThat(changed.risk()).isEqualTo(Risk.RELOAD);
        assertThat(request(changed, "reconfigure").at("/spec/configuration").has("removeCustomConfig"))
                .isFalse();
        assertThat(gone.risk()).isEqualTo(Risk.SWITCHOVER);
        assertThat(request(gone, "reconfigure").at("/spec/configuration"))
                .isEqualTo(tree("applyConfig:\n  user.conf: |\n    work_mem = '4MB'\nremoveCustomConfig: true\n"));
    }

    @Test
    void aSettingThatNeedsARestartIsASwitchover() {
        ChangePlan plan = plan(b -> b, b -> b.parameters(Map.of("max_connections", "300")));

        assertThat(plan.risk()).isEqualTo(Risk.SWITCHOVER);
    }

    @Test
    void settingsGoBeforeANewVersionAndComeAfterIt() {
        ChangePlan plan = plan(
                b -> b.parameters(Map.of("db_user_namespace", "off", "work_mem", "4MB")),
                b -> b.version("18.1").parameters(Map.of("work_mem", "4MB", "io_method", "worker")));

        assertThat(ids(plan)).containsExactly("reconfigure-drop", "update-version", "reconfigure");
        assertThat(request(plan, "reconfigure-drop")
                        .at("/spec/configuration/applyConfig/user.conf")
                        .asText())
                .isEqualTo("work_mem = '4MB'\n");
        assertThat(plan.risk()).isEqualTo(Risk.DOWNTIME);
        assertThat(plan.outage().longest()).isEmpty();
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
    void lessMemoryComesAfterTheSettingsThatNeedLess() {
        ChangePlan plan = plan(
                b -> b.resources(Resources.of("1", "4Gi")).parameters(Map.of("shared_buffers", "1GB")),
                b -> b.resources(Resources.of("1", "2Gi")).parameters(Map.of("shared_buffers", "512MB")));

        assertThat(ids(plan)).containsExactly("reconfigure", "vertical-scaling");
    }

    @Test
    void moreReplicasComeBeforeTheConfirmationsThatNeedThemAndFewerAfter() {
        PostgresCluster small = change(b -> b.replicas(3));
        PostgresCluster large = change(b -> b.replicas(5)
                .replication(Replication.builder()
                        .from(Replication.anySynchronous(3))
                        .build()));

        assertThat(ids(plan(small, large, Observed.nothing())))
                .containsExactly("horizontal-scaling", "patch-for-restart", "restart");
        assertThat(ids(plan(large, small, Observed.nothing())))
                .containsExactly("patch-for-restart", "restart", "horizontal-scaling");
        assertThat(request(plan(large, small, Observed.nothing()), "horizontal-scaling")
                        .at("/spec/horizontalScaling/streamingMode")
                        .asText())
                .isEqualTo("Asynchronous");
    }

    @Test
    void thePrimaryMovesOnlyWhenItsPodGoes() {
        assertThat(plan(b -> b.replicas(5), b -> b.replicas(3), primary("hippo-1"))
                        .risk())
                .isEqualTo(Risk.RELOAD);
        assertThat(plan(b -> b.replicas(5), b -> b.replicas(3), primary("hippo-4"))
                        .risk())
                .isEqualTo(Risk.SWITCHOVER);
        assertThat(plan(b -> b.replicas(5), b -> b.replicas(3)).risk()).isEqualTo(Risk.SWITCHOVER);
    }

    @Test
    void oneReplicaAloneHasNobodyToHandOverTo() {
        ChangePlan plan = plan(b -> b.replicas(1), b -> b.replicas(1).resources(Resources.of("2", "4Gi")));

        assertThat(plan.risk()).isEqualTo(Risk.DOWNTIME);
        assertThat(plan.outage().text()).isEqualTo("10 s to 30 s");
    }

    @Test
    void tlsIsAddedChangedAndRemoved() {
        Tls tls = Tls.builder().issuer(Issuer.of("ca")).build();
        ChangePlan added = plan(b -> b, b -> b.tls(tls));
        ChangePlan changed = plan(
                b -> b.tls(tls),
                b -> b.tls(Tls.builder().issuer(Issuer.of("other")).build()));
        ChangePlan removed = plan(b -> b.tls(tls), b -> b);

        assertThat(request(added, "reconfigure-tls")
                        .at("/spec/tls/issuerRef/name")
                        .asText())
                .isEqualTo("ca");
        assertThat(request(added, "reconfigure-tls").at("/spec/tls/sslMode").asText())
                .isEqualTo("verify-full");
        assertThat(request(changed, "reconfigure-tls").at("/spec/tls").size()).isEqualTo(1);
        assertThat(request(removed, "reconfigure-tls").at("/spec/tls")).isEqualTo(tree("remove: true\n"));
        assertThat(ids(removed)).containsExactly("reconfigure-tls");
    }

    @Test
    void anotherSecretRotatesThePassword() {
        ChangePlan plan = plan(
                b -> b,
                b -> b.access(
                        Access.builder().superuserSecret(SecretRef.of("root")).build()));

        assertThat(request(plan, "rotate-auth").at("/spec/authentication/secretRef"))
                .isEqualTo(tree("kind: Secret\nname: root\n"));
    }

    @Test
    void groupsOfReadReplicasAreAddedScaledAndRemoved() {
        InstanceSet two = InstanceSet.readReplicas("reports", 2).build();
        InstanceSet three = InstanceSet.readReplicas("reports", 3).build();

        assertThat(groups(plan(b -> b, b -> b.addFurtherInstance(two)))
                        .get(0)
                        .at("/replicas")
                        .asInt())
                .isEqualTo(2);
        assertThat(groups(plan(b -> b.addFurtherInstance(two), b -> b.addFurtherInstance(three))))
                .hasSize(1);
        assertThat(groups(plan(b -> b.addFurtherInstance(two), b -> b)).get(0))
                .isEqualTo(tree("name: reports\nremove: true\n"));
    }

    private static JsonNode groups(ChangePlan plan) {
        assertThat(ids(plan)).containsExactly("read-replicas");
        return request(plan, "read-replicas").at("/spec/horizontalScaling/readReplicas");
    }

    @Test
    void aHaltedDatabaseIsWokenForARequestAndHaltedAgain() {
        ChangePlan plan = plan(
                b -> b.lifecycle(Lifecycle.HIBERNATED),
                b -> b.lifecycle(Lifecycle.HIBERNATED).storage(Storage.of("3Gi").onClass("fast")));

        assertThat(ids(plan)).containsExactly("wake", "volume-expansion", "halt");
    }

    @Test
    void aRequestOfSomebodyElseEndsFirstAndAnEndedOneOfOursIsNotTakenForThisOne() {
        UnaryOperator<PostgresCluster.Builder> more = b -> b.resources(Resources.of("2", "4Gi"));
        ObjectNode own = request(plan(b -> b, more), "vertical-scaling").deepCopy();
        own.putObject("status").put("phase", "Successful");
        ObjectNode other = tree("""
                apiVersion: ops.kubedb.com/v1alpha1
                kind: PostgresOpsRequest
                metadata: {name: nightly, namespace: demo}
                spec: {type: Restart, databaseRef: {name: hippo}}
                status: {phase: Progressing}
                """);

        ChangePlan plan = plan(b -> b, more, Observed.of(List.of(own, other)));

        assertThat(ids(plan)).containsExactly("wait-nightly", "vertical-scaling");
        assertThat(request(plan, "vertical-scaling").at("/metadata/name").asText())
                .matches("hippo-verticalscaling-[a-z0-9]{6}")
                .isNotEqualTo(own.at("/metadata/name").asText());
    }

    @Test
    void inTheGitOpsFormTheControllersRestartIsExpectedNotAskedForTwice() {
        Wish<KubeDbOptions> before = Wish.of(HIPPO, KubeDbOptions.ofDefaults().withGitOps(true));
        Wish<KubeDbOptions> after = Wish.of(
                change(b -> b.replication(Replication.builder()
                        .from(Replication.anySynchronous(1))
                        .build())),
                KubeDbOptions.ofDefaults().withGitOps(true));

        ChangePlan plan = ChangePlanner.plan(before, after, KUBEDB, Observed.nothing());

        assertThat(ids(plan)).containsExactly("restart");
        Deed.Apply commit = (Deed.Apply) plan.deed("restart").orElseThrow();
        assertThat(commit.expected().get(0).at("/spec/type").asText()).isEqualTo("Restart");
        assertThat(commit.objects().get(0).at("/spec/streamingMode").asText()).isEqualTo("Synchronous");
    }

    @Test
    void aRepairBeginsInAnyStateAndSaysWhatItCosts() {
        ChangePlan plan = KUBEDB.changes()
                .operation(
                        KUBEDB.write(HIPPO),
                        new ForceFailOver(List.of("hippo-2")),
                        "the other site burnt",
                        Observed.nothing());
        ChangePlan again = KUBEDB.changes()
                .operation(
                        KUBEDB.write(HIPPO),
                        new ForceFailOver(List.of("hippo-2")),
                        "and once more",
                        Observed.nothing());

        ObjectNode request = request(plan, "forcefailover");
        assertThat(request.at("/spec/apply").asText()).isEqualTo("Always");
        assertThat(request.at("/spec/forceFailOver/candidates/0").asText()).isEqualTo("hippo-2");
        assertThat(plan.steps().get(0).notes()).anyMatch(note -> note.contains("lost for good"));
        assertThat(request.at("/metadata/name"))
                .isNotEqualTo(request(again, "forcefailover").at("/metadata/name"));
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

    private static PlacementPolicy.Builder policy() {
        return PlacementPolicy.builder().name("spread").slice("project", "slice");
    }

    /** Even ordinals on the first, odd ones on the second. */
    private static PlacementPolicy on(String even, String odd, int replicas) {
        return policy().on(
                        even,
                        IntStream.range(0, replicas).filter(i -> i % 2 == 0).toArray())
                .on(odd, IntStream.range(0, replicas).filter(i -> i % 2 == 1).toArray())
                .build();
    }

    private static Observed primary(String pod) {
        InstanceObservation instance = new InstanceObservation(
                pod,
                "west",
                new Fact<>(InstanceObservation.Role.PRIMARY, Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Observed(new ClusterObservation("demo", "hippo", true, List.of(instance)), List.of());
    }

    private static PostgresCluster change(UnaryOperator<PostgresCluster.Builder> how) {
        return how.apply(PostgresCluster.builder().from(HIPPO)).build();
    }

    private static ChangePlan plan(
            UnaryOperator<PostgresCluster.Builder> before, UnaryOperator<PostgresCluster.Builder> after) {
        return plan(before, after, Observed.nothing());
    }

    private static ChangePlan plan(
            UnaryOperator<PostgresCluster.Builder> before,
            UnaryOperator<PostgresCluster.Builder> after,
            Observed observed) {
        return plan(change(before), change(after), observed);
    }

    private static ChangePlan plan(PostgresCluster before, PostgresCluster after, Observed observed) {
        return ChangePlanner.plan(before, after, KUBEDB, observed);
    }

    private static List<String> ids(ChangePlan plan) {
        return plan.steps().stream().map(step -> step.step().id()).toList();
    }

    private static ObjectNode request(ChangePlan plan, String id) {
        assertThat(ids(plan)).contains(id);
        return ((Deed.Create) plan.deed(id).orElseThrow()).object();
    }

    private static ObjectNode tree(String yaml) {
        return ManifestReader.parse(List.of(new Source("some.yaml", yaml)))
                .manifests()
                .get(0)
                .tree();
    }
}
