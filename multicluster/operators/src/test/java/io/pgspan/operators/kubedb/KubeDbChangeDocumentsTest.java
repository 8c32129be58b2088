package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.kubedb.ops.OpsReading;
import io.pgspan.operators.kubedb.ops.OpsRequestReader;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two changes that KubeDB's users start from: more resources by GitOps, and a larger volume of the arbiter. */
class KubeDbChangeDocumentsTest {
    private static final String SCALED = """
            apiVersion: gitops.kubedb.com/v1alpha1
            kind: Postgres
            metadata:
              name: ha-postgres
              namespace: demo
            spec:
              replicas: 3
              version: "16.6"
              storageType: Durable
              podTemplate:
                spec:
                  containers:
                    - name: postgres
                      resources:
                        limits:
                          memory: MEMORY
                        requests:
                          cpu: CPU
                          memory: MEMORY
              storage:
                storageClassName: standard
                accessModes:
                  - ReadWriteOnce
                resources:
                  requests:
                    storage: 1Gi
              deletionPolicy: WipeOut
            """;

    private static final String WITH_ARBITER = """
            apiVersion: gitops.kubedb.com/v1alpha1
            kind: Postgres
            metadata:
              name: grafana-db
              namespace: demo
            spec:
              arbiter:
                resources:
                  limits:
                    memory: 256Mi
                  requests:
                    cpu: 200m
                    memory: 256Mi
                    storage: SIZE
              deletionPolicy: Delete
              replicas: 2
              standbyMode: Hot
              storage:
                accessModes:
                  - ReadWriteOnce
                resources:
                  requests:
                    storage: 5Gi
              storageType: Durable
              version: "17.5"
            """;

    private static final String PRINTED = """
            apiVersion: ops.kubedb.com/v1alpha1
            kind: PostgresOpsRequest
            metadata:
              name: grafana-db-verticalscaling-hvonp6
              namespace: demo
            spec:
              apply: IfReady
              databaseRef:
                name: grafana-db
              type: VerticalScaling
              verticalScaling:
                arbiter:
                  resources:
                    limits:
                      memory: 256Mi
                    requests:
                      cpu: 200m
                      memory: 256Mi
                      storage: 10Gi
            status:
              phase: Pending
            """;

    @Test
    void moreResourcesAreARequestOfTypeVerticalScaling() {
        ChangePlan plan = plan(
                SCALED.replace("MEMORY", "1Gi").replace("CPU", "500m"),
                SCALED.replace("MEMORY", "2Gi").replace("CPU", "700m"));

        assertThat(plan.steps()).hasSize(1);
        Deed.Apply commit = (Deed.Apply) plan.deed("vertical-scaling").orElseThrow();
        ObjectNode request = commit.expected().get(0);
        assertThat(request.at("/metadata/name").asText()).matches("ha-postgres-verticalscaling-[a-z0-9]{6}");
        request.withObject("/metadata").put("name", "ha-postgres-verticalscaling-i0kr1l");
        assertThat(request).isEqualTo(tree("""
                        apiVersion: ops.kubedb.com/v1alpha1
                        kind: PostgresOpsRequest
                        metadata:
                          name: ha-postgres-verticalscaling-i0kr1l
                          namespace: demo
                        spec:
                          apply: IfReady
                          databaseRef:
                            name: ha-postgres
                          type: VerticalScaling
                          verticalScaling:
                            postgres:
                              resources:
                                limits:
                                  memory: 2Gi
                                requests:
                                  cpu: 700m
                                  memory: 2Gi
                        """));
        assertThat(plan.risk()).isEqualTo(Risk.SWITCHOVER);
        assertThat(plan.outage().text()).isEqualTo("2 s to 45 s");
        assertThat(ManifestWriter.toYaml(commit.objects())).contains("cpu: 700m", "memory: 2Gi");
    }

    @Test
    void withoutGitOpsTheSameRequestIsMadeHere() {
        String plain = SCALED.replace("gitops.kubedb.com/v1alpha1", "kubedb.com/v1");
        ChangePlan direct = plan(
                plain.replace("MEMORY", "1Gi").replace("CPU", "500m"),
                plain.replace("MEMORY", "2Gi").replace("CPU", "700m"));
        ChangePlan gitOps = plan(
                SCALED.replace("MEMORY", "1Gi").replace("CPU", "500m"),
                SCALED.replace("MEMORY", "2Gi").replace("CPU", "700m"));

        Deed.Create create = (Deed.Create) direct.deed("vertical-scaling").orElseThrow();
        Deed.Apply commit = (Deed.Apply) gitOps.deed("vertical-scaling").orElseThrow();
        assertThat(create.object()).isEqualTo(commit.expected().get(0));
    }

    @Test
    void aLargerVolumeOfTheArbiterIsAnExpansion() {
        ChangePlan plan = plan(WITH_ARBITER.replace("SIZE", "2Gi"), WITH_ARBITER.replace("SIZE", "10Gi"));

        assertThat(plan.steps()).hasSize(1);
        Deed.Apply commit = (Deed.Apply) plan.deed("volume-expansion").orElseThrow();
        ObjectNode spec = (ObjectNode) commit.expected().get(0).get("spec");
        assertThat(spec).isEqualTo(tree("""
                        type: VolumeExpansion
                        databaseRef:
                          name: grafana-db
                        volumeExpansion:
                          arbiter: 10Gi
                          mode: Online
                        apply: IfReady
                        """));
        assertThat(plan.risk()).isEqualTo(Risk.NONE);
        assertThat(plan.direct())
                .singleElement()
                .satisfies(effect -> assertThat(effect.happens()).contains("VerticalScaling", "Pending"));
    }

    @Test
    void whyThePrintedRequestHangsIsTold() {
        OpsReading printed = OpsRequestReader.read(set(PRINTED).manifests().get(0), Waivers.none());

        assertThat(printed.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo("kubedb.ops.vertical-scaling.arbiter-storage");
            assertThat(violation.message()).contains("Pending for ever");
            assertThat(violation.remedy()).contains("volumeExpansion.arbiter");
        });
    }

    @Test
    void aRequestThatNeverEndsIsToBeDeletedFirst() {
        ChangePlan plan = ChangePlanner.plan(
                read(WITH_ARBITER.replace("SIZE", "2Gi")),
                read(WITH_ARBITER.replace("SIZE", "10Gi")),
                KubeDb.dialect(),
                Observed.of(List.of(tree(PRINTED))));

        assertThat(plan.steps().get(0).step().id()).isEqualTo("delete-grafana-db-verticalscaling-hvonp6");
        assertThat(plan.steps().get(0).deed()).isInstanceOf(Deed.Delete.class);
        assertThat(plan.steps().get(1).step().id()).isEqualTo("volume-expansion");
    }

    private static ChangePlan plan(String before, String after) {
        return ChangePlanner.plan(read(before), read(after), KubeDb.dialect(), Observed.nothing());
    }

    private static Reading<KubeDbOptions> read(String yaml) {
        return KubeDb.dialect().read(set(yaml), ReadOptions.ofDefaults());
    }

    private static ObjectNode tree(String yaml) {
        return set(yaml).manifests().get(0).tree();
    }

    private static ManifestSet set(String yaml) {
        return ManifestReader.parse(List.of(new Source("change.yaml", yaml)));
    }
}
