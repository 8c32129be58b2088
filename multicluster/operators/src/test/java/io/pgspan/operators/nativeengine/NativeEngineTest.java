package io.pgspan.operators.nativeengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.text.Redacted;
import io.pgspan.operators.Assignments;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Samples;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeEngineTest {
    private static final Fleet FLEET = new Fleet("hub", List.of(), List.of());
    private static final NativeEngineOptions OPTIONS =
            NativeEngineOptions.of(Redacted.of("s3cret")).withEnvironment(Map.of("EXTRA", "1"));

    private static PostgresCluster cluster(String folder) {
        return KubeDb.dialect()
                .read(Samples.set(folder), ReadOptions.ofDefaults())
                .orThrow();
    }

    private static Map<String, List<ObjectNode>> render(PostgresCluster cluster) {
        return NativeEngine.render(cluster, Assignments.of(cluster), OPTIONS);
    }

    private static ObjectNode find(String folder, String kind, String name) {
        return render(cluster(folder)).values().stream()
                .flatMap(List::stream)
                .filter(o -> o.path("kind").asText().equals(kind)
                        && o.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String env(ObjectNode pod, String name) {
        for (JsonNode variable : pod.at("/spec/containers/0/env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "absent";
    }

    @ParameterizedTest
    @CsvSource({
        "five, Pod, orders-3, pod",
        "five, PersistentVolumeClaim, data-orders-3, persistent-volume-claim",
        "five, Secret, orders-3-auth, secret",
        "five, Service, orders-3, service",
        "two, Pod, ledger-arbiter-0, arbiter-pod",
        "two, Service, ledger-arbiter-0, arbiter-service"
    })
    void anObjectIsRenderedAsItsGoldenFile(String folder, String kind, String name, String golden) {
        assertThat(ManifestWriter.toYaml(List.of(find(folder, kind, name))))
                .isEqualTo(Samples.text("golden/" + golden + ".yaml"));
    }

    @Test
    void eachClusterGetsTheObjectsOfItsMembersAndEachIsCompleteByItself() {
        Map<String, List<ObjectNode>> objects = render(cluster("newer"));

        assertThat(objects.keySet()).containsExactly("demo-controller", "demo-worker");
        assertThat(objects.get("demo-worker"))
                .extracting(o ->
                        o.path("kind").asText() + " " + o.at("/metadata/name").asText())
                .containsExactly(
                        "Secret postgres-1-auth",
                        "PersistentVolumeClaim data-postgres-1",
                        "Service postgres-1",
                        "Pod postgres-1");
        assertThat(objects.get("demo-controller")).hasSize(8);
    }

    @Test
    void theArbiterHasNoClaimAndNoSecret() {
        assertThat(render(cluster("two")).get("site-a"))
                .extracting(o ->
                        o.path("kind").asText() + " " + o.at("/metadata/name").asText())
                .endsWith("Service ledger-arbiter-0", "Pod ledger-arbiter-0")
                .hasSize(6);
    }

    @Test
    void everyMemberKnowsEveryOther() {
        assertThat(env(find("newer", "Pod", "postgres-1"), "PGSPAN_MEMBERS"))
                .isEqualTo("postgres-0=postgres-0.demo.svc.slice.local,postgres-1=postgres-1.demo.svc.slice.local,"
                        + "postgres-2=postgres-2.demo.svc.slice.local");
        assertThat(env(find("two", "Pod", "ledger-0"), "PGSPAN_MEMBERS"))
                .endsWith(",ledger-arbiter-0=ledger-arbiter-0.finance.svc.slice.local;arbiter");
        assertThat(env(find("one", "Pod", "notes-0"), "PGSPAN_MEMBERS"))
                .as("no slice, no slice's names")
                .isEqualTo("notes-0=notes-0.demo.svc");
    }

    @Test
    void confirmationsAreZeroWhenAsynchronous() {
        assertThat(env(find("newer", "Pod", "postgres-0"), "PGSPAN_SYNC_CONFIRMATIONS"))
                .isEqualTo("0");
        assertThat(env(find("five", "Pod", "orders-0"), "PGSPAN_SYNC_CONFIRMATIONS"))
                .isEqualTo("1");
    }

    @Test
    void theSecretIsInTheSecretAlone() {
        render(cluster("two")).values().stream()
                .flatMap(List::stream)
                .filter(o -> !o.path("kind").asText().equals("Secret"))
                .forEach(o -> assertThat(o.toString()).doesNotContain("s3cret").doesNotContain("czNjcmV0"));
        assertThat(OPTIONS.toString()).doesNotContain("s3cret");
    }

    @Test
    void aCallersVariableReplacesTheEnginesOwn() {
        PostgresCluster one = cluster("one");
        NativeEngineOptions options = OPTIONS.withEnvironment(Map.of("PGSPAN_SYNC_CONFIRMATIONS", "2"));
        ObjectNode pod = NativeEngine.render(one, Assignments.of(one), options)
                .getOrDefault("local", List.of())
                .get(3);

        assertThat(env(pod, "PGSPAN_SYNC_CONFIRMATIONS")).isEqualTo("2");
        assertThat(pod.at("/spec/containers/0/env"))
                .extracting(variable -> variable.path("name").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void anEphemeralVolumeIsPartOfThePod() {
        PostgresCluster one = PostgresCluster.builder()
                .from(cluster("one"))
                .storage(Storage.of("1Gi").ephemeral())
                .build();

        List<ObjectNode> objects = render(one).getOrDefault("local", List.of());

        assertThat(objects).extracting(o -> o.path("kind").asText()).containsExactly("Secret", "Service", "Pod");
        assertThat(objects.get(2).at("/spec/volumes/0/emptyDir/sizeLimit").asText())
                .isEqualTo("1Gi");
    }

    @Test
    void podTemplatesAreThePodsAsTheSchedulerSeesThem() {
        PostgresCluster two = cluster("two");
        List<PodTemplate> pods = NativeEngine.pods(two, Assignments.of(two));

        assertThat(pods).extracting(PodTemplate::name).containsExactly("ledger-0", "ledger-1", "ledger-arbiter-0");
        assertThat(pods.get(0).cpu()).isEqualTo(Quantity.of("500m"));
        assertThat(pods.get(0).spreads())
                .containsExactly(Spread.acrossNodes()
                        .scheduleAnyway()
                        .counting(LabelSelector.of(pods.get(0).labels())));
        assertThat(pods.get(0).affinity().isEmpty()).isTrue();
        assertThat(pods.get(2).holdsData()).isFalse();
        JsonNode counted =
                find("two", "Pod", "ledger-0").at("/spec/topologySpreadConstraints/0/labelSelector/matchLabels");
        assertThat(counted.properties())
                .extracting(e -> e.getKey() + "=" + e.getValue().asText())
                .containsExactlyInAnyOrderElementsOf(pods.get(0).labels().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
    }

    @Test
    void limitsAreThoseOfARecordOnTheHub() {
        PlacementLimits limits = NativeEngine.limits(FLEET, NativeEngineOptions.of(Redacted.of("x")));

        assertThat(limits.electionModel()).isEqualTo(ElectionModel.store("hub"));
        assertThat(limits.ordinalsMovable()).isFalse();
        assertThat(limits.arbiterForEvenReplicas()).isFalse();
        assertThat(limits.arbiterFollowsOrdinalZero()).isTrue();
    }

    @Test
    void severalApiServersKeepTheRecordTogether() {
        NativeEngineOptions options = NativeEngineOptions.of(Redacted.of("x"))
                .withEnvironment(Map.of(
                        "PGSPAN_RECORD_APIS", "west=https://west.example, east=https://east.example,north=/etc/north"));

        assertThat(NativeEngine.limits(FLEET, options).electionModel())
                .isEqualTo(ElectionModel.storeMajority("east", "north", "west"));
        assertThatThrownBy(() -> NativeEngine.limits(
                        FLEET, options.withEnvironment(Map.of("PGSPAN_RECORD_APIS", "a=https://a,b=https://b"))))
                .hasMessageContaining("at least 3 servers");
    }
}
