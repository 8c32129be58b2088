package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeDbDefaultsTest {
    private static ObjectNode stored(String spec) {
        String text = "apiVersion: kubedb.com/v1\nkind: Postgres\nmetadata: {name: hippo}\nspec: " + spec + "\n";
        return KubeDbDefaults.stored(ManifestReader.parse(List.of(new Source("x.yaml", text)))
                .manifests()
                .get(0)
                .tree());
    }

    @ParameterizedTest
    @CsvSource({
        "'{version: \"17.2\"}', 300ms, 67108864",
        "'{version: \"17.2\", leaderElection: {}}', 100ms, 33554432",
        "'{version: \"17.2\", leaderElection: {period: 250ms}}', 250ms, 33554432",
    })
    void theElectionHasTwoSetsOfDefaults(String spec, String period, int lag) {
        ObjectNode object = stored(spec);
        assertThat(object.at("/spec/leaderElection/period").asText()).isEqualTo(period);
        assertThat(object.at("/spec/leaderElection/maximumLagBeforeFailover").asInt())
                .isEqualTo(lag);
        assertThat(object.at("/spec/leaderElection/electionTick").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "12.4, md5, WALKeepSegment, walKeepSegment, 96",
        "13.2, md5, WALKeepSize, walKeepSize, 1536",
        "17.2, md5, WALKeepSize, walKeepSize, 1536",
        "18.1-bookworm, scram, WALKeepSize, walKeepSize, 1536",
    })
    void someDefaultsDependOnTheVersion(String version, String auth, String policy, String field, int amount) {
        ObjectNode object = stored("{version: \"" + version + "\"}");
        assertThat(object.at("/spec/clientAuthMode").asText()).isEqualTo(auth);
        assertThat(object.at("/spec/replication/walLimitPolicy").asText()).isEqualTo(policy);
        assertThat(object.at("/spec/replication/" + field).asInt()).isEqualTo(amount);
    }

    @Test
    void whatIsSaidStays() {
        ObjectNode object = stored(
                "{version: \"17.2\", replicas: 4, deletionPolicy: WipeOut, tls: {}, arbiter: {resources: {limits: {cpu: 1}}}}");
        assertThat(object.at("/spec/deletionPolicy").asText()).isEqualTo("WipeOut");
        assertThat(object.at("/spec/sslMode").asText()).isEqualTo("verify-full");
        assertThat(object.at("/spec/arbiter/resources/requests/cpu").asText()).isEqualTo("1");
        assertThat(object.at("/spec/arbiter/resources/requests/storage").asText())
                .isEqualTo("2Gi");
    }

    @Test
    void aHaltedDatabaseKeepsItsData() {
        assertThat(stored("{version: \"17.2\", halted: true, deletionPolicy: WipeOut}")
                        .at("/spec/deletionPolicy")
                        .asText())
                .isEqualTo("Halt");
    }

    @Test
    void writingTheDefaultsOutDoesNotChangeTheWishButForTheAuthenticationTheyName() {
        String text = """
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: hippo, namespace: demo}
                spec:
                  version: "17.2"
                  replicas: 2
                  storage: {resources: {requests: {storage: 1Gi}}}
                  clientAuthMode: scram
                  sslMode: disable
                """;
        ManifestSet set = ManifestReader.parse(List.of(new Source("x.yaml", text)));
        Reading<KubeDbOptions> said = KubeDb.dialect().read(set, ReadOptions.ofDefaults());
        Reading<KubeDbOptions> written = KubeDb.dialect()
                .read(
                        ManifestSet.of(List.of(
                                KubeDbDefaults.stored(set.manifests().get(0).tree()))),
                        ReadOptions.ofDefaults());

        assertThat(written.orThrow()).isEqualTo(said.orThrow());
    }
}
