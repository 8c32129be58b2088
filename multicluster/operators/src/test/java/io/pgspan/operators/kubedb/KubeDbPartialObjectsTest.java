package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that mean something by being there: a leftover inside one never brings it back in part. */
class KubeDbPartialObjectsTest {
    private static JsonNode written(String more) {
        Reading<KubeDbOptions> reading = KubeDb.dialect()
                .read(ManifestReader.parse(List.of(new Source("pg.yaml", """
                        apiVersion: kubedb.com/v1
                        kind: Postgres
                        metadata: {name: hippo, namespace: demo}
                        spec:
                          version: "17.2"
                          replicas: 3
                          storage: {resources: {requests: {storage: 1Gi}}}
                        """ + more))), ReadOptions.ofDefaults());
        List<ObjectNode> objects = KubeDb.dialect().write(reading);
        return objects.get(objects.size() - 1).path("spec");
    }

    @Test
    void theOldLeaseFieldsDoNotBringBackTheFasterElection() {
        JsonNode election = written("""
                  leaderElection: {period: 300ms, electionTick: 10, heartbeatTick: 1, maximumLagBeforeFailover: 67108864,
                    transferLeadershipInterval: 1s, transferLeadershipTimeout: 60s, retryPeriodSeconds: 2}
                """).path("leaderElection");

        assertThat(election.path("retryPeriodSeconds").asInt()).isEqualTo(2);
        assertThat(election.path("period").asText()).isEqualTo("300ms");
        assertThat(election.path("maximumLagBeforeFailover").asLong()).isEqualTo(64L << 20);
        assertThat(election.size()).isEqualTo(7);
    }

    @Test
    void anUnusedSizeOfLogKeepsThePolicyThatTheSchemaDemands() {
        JsonNode kept = written("  replication: {walLimitPolicy: WALKeepSize, walKeepSize: 1536, walKeepSegment: 5}\n")
                .path("replication");

        assertThat(kept.path("walLimitPolicy").asText()).isEqualTo("WALKeepSize");
        assertThat(kept.path("walKeepSize").asInt()).isEqualTo(1536);
        assertThat(kept.path("walKeepSegment").asInt()).isEqualTo(5);
    }

    @Test
    void anElectionThatIsNotSaidStaysUnsaid() {
        assertThat(written("").has("leaderElection")).isFalse();
        assertThat(written("").has("replication")).isFalse();
    }

    @Test
    void anEmptyTlsStillTurnsEncryptionOn() {
        assertThat(written("  tls: {}\n").path("tls").isObject()).isTrue();
    }

    @Test
    void resourcesOfReadReplicasAreNotFilledIn() {
        JsonNode set = written(
                        "  readReplicas: [{name: reports, resources: {requests: {memory: 2Gi}}}, {name: plain}]\n")
                .path("readReplicas");

        assertThat(set.at("/0/resources").toString()).isEqualTo("{\"requests\":{\"memory\":\"2Gi\"}}");
        assertThat(set.path(1).has("resources")).isFalse();
    }

    @Test
    void aVariableMadeOfAnotherKeepsItsPlaceBehindIt() {
        JsonNode env = written("""
                  podTemplate:
                    spec:
                      containers:
                        - {name: side, image: x, env: [{name: Z, value: a}, {name: B, value: $(Z)b}]}
                """).at("/podTemplate/spec/containers/0/env");

        assertThat(env.findValuesAsText("name")).containsExactly("Z", "B");
    }
}
