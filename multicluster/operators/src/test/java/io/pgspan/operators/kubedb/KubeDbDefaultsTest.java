package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Differences;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeDbDefaultsTest {
    private static JsonNode stored(String spec) {
        ObjectNode object = ManifestReader.parse(List.of(new Source(
                        "pg.yaml",
                        """
                        apiVersion: kubedb.com/v1
                        kind: Postgres
                        metadata: {name: hippo, namespace: demo}
                        spec: {""" + (spec.contains("version") ? "" : "version: \"17.2\"" + (spec.isEmpty() ? "" : ", "))
                                + spec + "}")))
                .manifests()
                .get(0)
                .tree();
        return KubeDbDefaults.stored(object).path("spec");
    }

    @Test
    void nothingSaidIsOneDurableInstanceWhoseVolumesGoWithIt() {
        JsonNode spec = stored("");

        assertThat(spec.path("replicas").asInt()).isEqualTo(1);
        assertThat(spec.path("storageType").asText()).isEqualTo("Durable");
        assertThat(spec.path("standbyMode").asText()).isEqualTo("Hot");
        assertThat(spec.has("streamingMode")).as("no default is written").isFalse();
        assertThat(spec.path("deletionPolicy").asText()).isEqualTo("Delete");
        assertThat(spec.path("sslMode").asText()).isEqualTo("disable");
        assertThat(spec.has("arbiter")).isFalse();
        assertThat(spec.at("/podTemplate/spec/serviceAccountName").asText()).isEqualTo("hippo");
        assertThat(spec.at("/podTemplate/spec/podPlacementPolicy/name").asText())
                .isEqualTo("default");
        assertThat(spec.at("/allowedSchemas/namespaces/from").asText()).isEqualTo("Same");
        assertThat(spec.at("/healthChecker/periodSeconds").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"12.17, md5, WALKeepSegment", "13.13, md5, WALKeepSize", "18.1, scram, WALKeepSize"})
    void authenticationAndKeptLogDependOnTheVersion(String version, String auth, String policy) {
        JsonNode spec = stored("version: \"" + version + "\"");

        assertThat(spec.path("clientAuthMode").asText()).isEqualTo(auth);
        assertThat(spec.at("/replication/walLimitPolicy").asText()).isEqualTo(policy);
        assertThat(spec.at("/replication/walKeepSegment").asInt()).isEqualTo(policy.endsWith("Segment") ? 96 : 0);
        assertThat(spec.at("/replication/walKeepSize").asInt()).isEqualTo(policy.endsWith("Size") ? 1536 : 0);
    }

    @Test
    void anElectionHasOtherDefaultsOnceAnyOfItIsSaid() {
        JsonNode absent = stored("").path("leaderElection");
        JsonNode present = stored("leaderElection: {electionTick: 12}").path("leaderElection");

        assertThat(absent.path("period").asText()).isEqualTo("300ms");
        assertThat(absent.path("maximumLagBeforeFailover").asLong()).isEqualTo(64L << 20);
        assertThat(absent.path("electionTick").asInt()).isEqualTo(10);
        assertThat(present.path("period").asText()).isEqualTo("100ms");
        assertThat(present.path("maximumLagBeforeFailover").asLong()).isEqualTo(32L << 20);
        assertThat(present.path("electionTick").asInt()).isEqualTo(12);
        assertThat(present.path("transferLeadershipTimeout").asText()).isEqualTo("60s");
    }

    @Test
    void synchronousReplicationHasAConfigurationAndAsynchronousHasNone() {
        JsonNode sync = stored("replicas: 3, streamingMode: Synchronous").path("synchronousReplicationConfig");

        assertThat(sync.path("mode").asText()).isEqualTo("Any");
        assertThat(sync.path("numSyncReplicas").asInt()).isEqualTo(1);
        assertThat(sync.path("commitLevel").asText()).isEqualTo("RemoteWrite");
        assertThat(stored("replicas: 3").has("synchronousReplicationConfig")).isFalse();
    }

    @Test
    void anEvenNumberHasAnArbiterWhoseResourcesAreFilledOneByOne() {
        JsonNode added = stored("replicas: 2").at("/arbiter/resources");
        JsonNode filled = stored("replicas: 3, arbiter: {resources: {requests: {memory: 1Gi}}}")
                .at("/arbiter/resources");

        assertThat(added.at("/requests/cpu").asText()).isEqualTo("200m");
        assertThat(added.at("/requests/storage").asText()).isEqualTo("2Gi");
        assertThat(added.at("/limits/memory").asText()).isEqualTo("256Mi");
        assertThat(filled.at("/requests/cpu").asText()).isEqualTo("200m");
        assertThat(filled.at("/requests/memory").asText()).isEqualTo("1Gi");
        assertThat(filled.at("/limits/memory").asText())
                .as("never below the request")
                .isEqualTo("1Gi");
    }

    @Test
    void eachOfItsContainersIsThereWithItsResources() {
        JsonNode pod = stored(
                        "podTemplate: {spec: {containers: [{name: postgres, resources: {limits: {memory: 4Gi}}}]}}")
                .at("/podTemplate/spec");

        assertThat(pod.at("/containers/0/resources/requests/memory").asText()).isEqualTo("4Gi");
        assertThat(pod.at("/containers/0/resources/requests/cpu").asText()).isEqualTo("500m");
        assertThat(pod.at("/containers/1/name").asText()).isEqualTo("pg-coordinator");
        assertThat(pod.at("/containers/1/resources/limits/memory").asText()).isEqualTo("256Mi");
        assertThat(pod.at("/initContainers/0/name").asText()).isEqualTo("postgres-init-container");
        assertThat(pod.at("/initContainers/0/resources/requests/memory").asText())
                .isEqualTo("256Mi");
        assertThat(pod.at("/initContainers/0/resources/limits/memory").asText()).isEqualTo("512Mi");
    }

    @Test
    void whatElseTheWebhookWrites() {
        assertThat(stored("halted: true, deletionPolicy: WipeOut")
                        .path("deletionPolicy")
                        .asText())
                .isEqualTo("Halt");
        JsonNode tls = stored("tls: {issuerRef: {kind: Issuer, name: ca}}");
        assertThat(tls.path("sslMode").asText()).isEqualTo("verify-full");
        assertThat(tls.at("/tls/certificates").findValuesAsText("secretName"))
                .containsExactly("hippo-server-cert", "hippo-client-cert", "hippo-metrics-exporter-cert");
        assertThat(stored("configSecret: {name: old}")
                        .at("/configuration/secretName")
                        .asText())
                .isEqualTo("old");
        JsonNode restored = stored("init: {archiver: {recoveryTimestamp: x, fullDBRepository: {name: full}}}")
                .at("/init/archiver");
        assertThat(restored.path("replicationStrategy").asText()).isEqualTo("sync");
        assertThat(restored.at("/fullDBRepository/namespace").asText()).isEqualTo("demo");
        JsonNode set = stored("storage: {storageClassName: fast}, readReplicas: [{name: a}]")
                .at("/readReplicas/0");
        assertThat(set.path("replicas").asInt()).isEqualTo(1);
        assertThat(set.at("/storage/storageClassName").asText()).isEqualTo("fast");
        assertThat(set.at("/podPlacementPolicy/name").asText()).isEqualTo("default");
    }

    @Property(tries = 500)
    void whatIsStoredIsStoredOnceAndJunkIsNotAnException(@ForAll long seed) {
        ObjectNode full = Samples.set("full").manifests().get(0).tree();
        ObjectNode object = JunkTrees.spoil(full, new Random(seed), 6);
        ObjectNode before = object.deepCopy();

        ObjectNode once = KubeDbDefaults.stored(object);

        assertThat(object).as("the one given is not changed").isEqualTo(before);
        assertThat(Differences.of(once, KubeDbDefaults.stored(once))).isEmpty();
    }
}
