package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.Hippo.HIPPO;
import static io.pgspan.operators.kubedb.Hippo.KUBEDB;
import static io.pgspan.operators.kubedb.Hippo.change;
import static io.pgspan.operators.kubedb.Hippo.ids;
import static io.pgspan.operators.kubedb.Hippo.on;
import static io.pgspan.operators.kubedb.Hippo.plan;
import static io.pgspan.operators.kubedb.Hippo.request;
import static io.pgspan.operators.kubedb.Hippo.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
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
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.kubedb.change.KubeDbChangeSettings;
import io.pgspan.operators.kubedb.ops.ForceFailOver;
import io.pgspan.operators.kubedb.ops.VolumeExpansion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class KubeDbChangeOrderTest {
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
    void aMigrationHasATimeout() {
        ChangePlan plan = plan(b -> b, b -> b.storage(Storage.of("2Gi").onClass("faster")));

        assertThat(request(plan, "storage-migration").at("/spec/timeout").asText())
                .isEqualTo("2h");
        assertThat(plan.risk()).isEqualTo(Risk.DATA_MOVEMENT);
        assertThat(plan.outage().longest()).isEmpty();
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
    void whatTheNewWishHasNoMoreIsDeletedWhereItHoldsNoDataAndLeftToAHumanOtherwise() {
        List<ObjectNode> objects = KUBEDB.write(HIPPO);
        List<ObjectNode> before = new ArrayList<>(objects);
        before.add(tree(
                "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: own, namespace: demo}\n"));
        before.add(tree("apiVersion: v1\nkind: Secret\nmetadata: {name: root, namespace: demo}\n"));

        ChangePlan plan = KUBEDB.changes().plan(before, objects, Observed.nothing());

        assertThat(ids(plan)).containsExactly("delete-networkpolicy-own", "left-over");
        assertThat(plan.deed("delete-networkpolicy-own"))
                .contains(new Deed.Delete(new ObjectKey("networking.k8s.io/v1", "NetworkPolicy", "demo", "own")));
        assertThat(plan.deed("left-over")).contains(new Deed.ByHand(List.of("delete Secret demo/root")));
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
}
