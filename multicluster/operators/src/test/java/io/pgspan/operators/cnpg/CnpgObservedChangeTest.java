package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of the world changes plans, and the objects beside the cluster have their place in them. */
class CnpgObservedChangeTest {
    private static final String PLAIN = Samples.text("cnpg-plain.yaml").split("\n---", 2)[0];
    private static final ObjectNode HIPPO = TrapTable.laid(PLAIN, "spec: {}");
    private static final String MORE_MEMORY = "spec: {resources: {requests: {memory: 4Gi}}}";

    @Test
    void anUnhealthyClusterIsWaitedFor() {
        ChangePlan plan = plan(MORE_MEMORY, seen("status: {phase: Failing over, readyInstances: 2}"));

        assertThat(ids(plan)).containsExactly("await-healthy", "rollout");
        assertThat(plan.deed("await-healthy").orElseThrow()).isInstanceOf(Deed.Await.class);
    }

    @Test
    void soAreInstancesThatAreNotReady() {
        ChangePlan plan = plan(MORE_MEMORY, seen("status: {phase: Cluster in healthy state, readyInstances: 2}"));

        assertThat(ids(plan)).containsExactly("await-healthy", "rollout");
        assertThat(plan.steps().get(0).step().why()).isEqualTo("2 of 3 instances are ready");
    }

    @Test
    void aHealthyOneIsNot() {
        assertThat(ids(plan(MORE_MEMORY, seen("status: {phase: Cluster in healthy state, readyInstances: 3}"))))
                .containsExactly("rollout");
        assertThat(ids(plan("spec: {}", seen("status: {phase: Failing over}")))).isEmpty();
        assertThat(ids(plan(MORE_MEMORY, seen("metadata: {name: other} && status: {phase: Failing over}"))))
                .containsExactly("rollout");
    }

    @Test
    void anUpdateThatWaitsForSomebodyIsFinishedFirst() {
        ChangePlan plan = plan(MORE_MEMORY, seen("status: {phase: Waiting for user action, readyInstances: 3}"));

        assertThat(ids(plan)).containsExactly("finish-update", "rollout");
        assertThat(plan.deed("finish-update").orElseThrow()).isInstanceOf(Deed.ByHand.class);
    }

    @Test
    void anUpgradeUnderWayIsWaitedForUnlessItIsTakenBack() {
        String upgrading = "status: {phase: Upgrading Postgres major version, pgDataImageInfo: {majorVersion: 17}}";
        ObjectNode newer = TrapTable.laid(PLAIN, "spec: {imageName: \"r.example/postgresql:18.1\"}");

        assertThat(ids(plan(MORE_MEMORY, seen(upgrading)))).containsExactly("await-healthy", "rollout");
        ChangePlan back = CloudNativePg.dialect().changes().plan(List.of(newer), List.of(HIPPO), seen(upgrading));
        assertThat(ids(back)).containsExactly("rollout");
        assertThat(CloudNativePg.dialect()
                        .changes()
                        .plan(List.of(newer), List.of(HIPPO), Observed.nothing())
                        .isPossible())
                .isFalse();
    }

    @Test
    void theInstancesThatGoAreNamed() {
        Observed observed = seen(
                "status: {instanceNames: [hippo-1, hippo-10, hippo-2], currentPrimary: hippo-10, readyInstances: 3}");

        assertThat(plan("spec: {instances: 2}", observed).steps().get(0).notes())
                .containsExactly("these go, with their volumes: hippo-2");
    }

    @Test
    void claimsThatAreLargerAlreadyAreTold() {
        Observed observed = objects("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: hippo-1, namespace: demo, labels: {cnpg.io/cluster: hippo, cnpg.io/pvcRole: PG_DATA}}
                spec: {resources: {requests: {storage: 40Gi}}}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: hippo-1-wal, namespace: demo, labels: {cnpg.io/cluster: hippo, cnpg.io/pvcRole: PG_WAL}}
                spec: {resources: {requests: {storage: 40Gi}}}
                ---
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: kept}
                allowVolumeExpansion: true
                """);

        assertThat(plan("spec: {storage: {size: 20Gi}}", observed)
                        .steps()
                        .get(0)
                        .notes())
                .containsExactly("already larger, and left as they are: hippo-1");
    }

    @Test
    void aClassThatCantGrowIsARefusal() {
        Observed observed = objects("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: kept}
                """);
        ChangePlan plan = plan("spec: {storage: {size: 20Gi}}", observed);

        assertThat(ids(plan)).containsExactly("refused-no-expansion");
        assertThat(((Deed.Patch) plan.procedure("refused-no-expansion")
                                .orElseThrow()
                                .deed("reclone-begin")
                                .orElseThrow())
                        .patch()
                        .at("/spec/storage/resizeInUseVolumes")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void rolesDontChangeWhileTheyAreChanging() {
        ObjectNode follower = TrapTable.laid(PLAIN, "spec: {replica: {primary: us, source: us}}");
        ObjectNode leader = TrapTable.laid(PLAIN, "spec: {replica: {primary: hippo, source: us}}");
        Observed observed = seen("status: {switchReplicaClusterStatus: {inProgress: true}}");

        ChangePlan plan = CloudNativePg.dialect().changes().plan(List.of(follower), List.of(leader), observed);

        assertThat(ids(plan)).containsExactly("refused-switching");
        assertThat(plan.procedure("refused-switching").orElseThrow().steps()).hasSize(2);
    }

    @Test
    void whatTheClusterRefersToComesBeforeItAndWhatRefersToItAfter() {
        List<ObjectNode> after = new ArrayList<>(all(Samples.text("cnpg-plain.yaml")));
        after.set(0, TrapTable.laid(PLAIN, "spec: {description: x}"));

        ChangePlan plan = CloudNativePg.dialect().changes().plan(List.of(HIPPO), after, Observed.nothing());

        assertThat(ids(plan)).containsExactly("apply-before", "patch", "apply-after");
        assertThat(kinds(plan, "apply-before"))
                .containsExactly("StorageClass", "ObjectStore", "ImageCatalog", "Service");
        assertThat(kinds(plan, "apply-after")).contains("ScheduledBackup", "Pooler", "Database", "Subscription");
    }

    @Test
    void whatGoesGoesLastAndDataOnlyByHand() {
        ChangePlan plan = CloudNativePg.dialect()
                .changes()
                .plan(all(Samples.text("cnpg-plain.yaml")), List.of(HIPPO), Observed.nothing());

        assertThat(plan.deed("delete-pooler-hippo-pooler-rw").orElseThrow()).isInstanceOf(Deed.Delete.class);
        assertThat(plan.deed("delete-scheduledbackup-nightly").orElseThrow()).isInstanceOf(Deed.Delete.class);
        assertThat(plan.deed("delete-database-orders").orElseThrow()).isInstanceOf(Deed.ByHand.class);
        assertThat(plan.risk()).isEqualTo(Risk.DOWNTIME);
    }

    @Test
    void changedObjectsBesideTheClusterArePatchedByTheirClasses() {
        assertThat(beside("spec: {instances: 2, type: rw", "spec: {instances: 4, type: rw"))
                .containsExactly("patch-pooler-p ROLLING_RESTART");
        assertThat(beside("spec: {pgbouncer: {paused: false}", "spec: {pgbouncer: {paused: true}"))
                .containsExactly("patch-pooler-p DOWNTIME");
        assertThat(beside("spec: {pgbouncer: {paused: true}", "spec: {pgbouncer: {paused: false}"))
                .containsExactly("patch-pooler-p NONE");
        assertThat(beside("spec: {serviceAccountName: a", "spec: {serviceAccountName: b"))
                .containsExactly("refused-pooler-p IMPOSSIBLE");
    }

    private static List<String> beside(String before, String after) {
        String pooler = "apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata: {name: p, namespace: demo}\n";
        List<ObjectNode> old = List.of(
                HIPPO, all(pooler + before + ", cluster: {name: hippo}}").get(0));
        List<ObjectNode> next =
                List.of(HIPPO, all(pooler + after + ", cluster: {name: hippo}}").get(0));
        return CloudNativePg.dialect().changes().plan(old, next, Observed.nothing()).steps().stream()
                .map(step -> step.step().id() + " " + step.step().risk())
                .toList();
    }

    @Test
    void aCatalogThatTheClusterTakesItsImageFromUpdatesIt() {
        String catalog =
                "apiVersion: postgresql.cnpg.io/v1\nkind: ImageCatalog\nmetadata: {name: images, namespace: demo}\n"
                        + "spec: {images: [{major: 17, image: \"r.example/postgresql:17.MINOR\"}]}";
        ObjectNode user = TrapTable.laid(
                PLAIN,
                "spec: {imageName: null, imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: images,"
                        + " major: 17}}");
        ObjectNode old = all(catalog.replace("MINOR", "5")).get(0);
        ObjectNode next = all(catalog.replace("MINOR", "6")).get(0);

        assertThat(CloudNativePg.dialect()
                        .changes()
                        .plan(List.of(user, old), List.of(user, next), Observed.nothing())
                        .risk())
                .isEqualTo(Risk.SWITCHOVER);
        assertThat(CloudNativePg.dialect()
                        .changes()
                        .plan(List.of(HIPPO, old), List.of(HIPPO, next), Observed.nothing())
                        .risk())
                .isEqualTo(Risk.NONE);
    }

    @Test
    void anotherClusterIsPlannedByItself() {
        ObjectNode other = TrapTable.laid(PLAIN, "metadata: {name: horse}");
        ObjectNode changed = TrapTable.laid(PLAIN, "metadata: {name: horse}\nspec: {instances: 1}");

        assertThat(ids(CloudNativePg.dialect()
                        .changes()
                        .plan(List.of(HIPPO, other), List.of(HIPPO, changed), Observed.nothing())))
                .containsExactly("refused-other-cluster-horse");
    }

    @Test
    void withoutAClusterThereIsNoPlan() {
        assertThatThrownBy(() -> CloudNativePg.dialect().changes().plan(List.of(), List.of(HIPPO), Observed.nothing()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("old objects hold no Cluster");
    }

    private static List<String> ids(ChangePlan plan) {
        return plan.steps().stream()
                .map(PlannedStep::step)
                .map(step -> step.id())
                .toList();
    }

    private static List<String> kinds(ChangePlan plan, String id) {
        return ((Deed.Apply) plan.deed(id).orElseThrow())
                .objects().stream().map(object -> object.path("kind").asText()).toList();
    }

    private static ChangePlan plan(String over, Observed observed) {
        return CloudNativePg.dialect().changes().plan(List.of(HIPPO), List.of(TrapTable.laid(PLAIN, over)), observed);
    }

    private static Observed seen(String over) {
        return Observed.of(List.of(TrapTable.laid(PLAIN, over.replace(" && ", "\n"))));
    }

    private static Observed objects(String yaml) {
        return Observed.of(all(yaml));
    }

    private static List<ObjectNode> all(String yaml) {
        return ManifestReader.parse(List.of(new Source("world.yaml", yaml))).manifests().stream()
                .map(Manifest::tree)
                .map(ObjectNode::deepCopy)
                .toList();
    }
}
