package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrunchyPodsTest {
    private static final String PREFIX = "postgres-operator.crunchydata.com/";

    private static List<PodTemplate> pods(Reading<CrunchyOptions> reading) {
        PostgresCluster wish = reading.orThrow();
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < wish.replicas(); i++) {
            placed.add(new Placed(i, wish.podName(i), "west", "standard", List.of()));
        }
        return Crunchy.dialect().pods(wish, reading.options(), new Assignment(placed, Optional.empty()));
    }

    @Test
    void thePodsOfHippoAreSpreadByPgoItselfTogetherWithTheHostOfRepositories() {
        List<PodTemplate> pods =
                pods(Hippo.read(Hippo.changed("- name: instance1\n", "- name: instance1\n      replicas: 2\n")));

        assertThat(pods)
                .extracting(PodTemplate::name)
                .containsExactly("hippo-instance1-0000-0", "hippo-instance1-0001-0", "hippo-repo-host-0");
        LabelSelector counted = new LabelSelector(
                Map.of(PREFIX + "cluster", "hippo"),
                List.of(Requirement.in(PREFIX + "data", "postgres", "pgbackrest")));
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.spreads())
                    .containsExactly(
                            Spread.acrossNodes().scheduleAnyway().counting(counted),
                            Spread.acrossZones().scheduleAnyway().counting(counted));
            assertThat(pod.namespace()).isEqualTo("zoo");
            assertThat(pod.labels()).containsEntry(PREFIX + "cluster", "hippo");
            assertThat(List.of("postgres", "pgbackrest")).contains(pod.labels().get(PREFIX + "data"));
        });
        assertThat(pods).extracting(PodTemplate::holdsData).containsExactly(true, true, false);
    }

    @Test
    void aUsersOwnConstraintsComeBeforeThoseOfPgoAndWithoutPgosTheyAreAlone() {
        String constraint = """
                      topologySpreadConstraints:
                        - maxSkew: 1
                          topologyKey: rack
                          whenUnsatisfiable: DoNotSchedule
                          labelSelector: {matchLabels: {a: b}}
                """;
        String text = Hippo.changed("    - name: instance1\n", "    - name: instance1\n" + constraint);

        List<PodTemplate> both = pods(Hippo.read(text));
        List<PodTemplate> alone = pods(Hippo.read(text + "  disableDefaultPodScheduling: true\n"));

        assertThat(both.get(0).spreads())
                .extracting(Spread::topologyKey)
                .containsExactly("rack", Spread.HOSTNAME, Spread.ZONE);
        assertThat(alone.get(0).spreads()).extracting(Spread::topologyKey).containsExactly("rack");
        assertThat(alone.get(1).spreads()).isEmpty();
    }

    @Test
    void eachContainerRequestsWhatItIsToldToAndInitContainersWhatPostgresqlDoes() {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.changed("    - name: instance1\n", """
                    - name: instance1
                      resources: {requests: {cpu: "1", memory: 2Gi}}
                      walVolumeClaimSpec:
                        accessModes: [ReadWriteOnce]
                        storageClassName: quick
                        resources: {requests: {storage: 1Gi}}
                      sidecars: {replicaCertCopy: {resources: {limits: {cpu: 10m}}}}
                      containers: [{name: side, image: "side:1"}]
                """)
                + "  monitoring: {pgmonitor: {exporter: {resources: {requests: {cpu: 50m}}}}}\n");

        PodTemplate pod = pods(reading).get(0);

        assertThat(pod.containers())
                .extracting(PodContainer::name)
                .containsExactly(
                        "database", "replication-cert-copy", "side", "pgbackrest", "pgbackrest-config", "exporter");
        assertThat(pod.initContainers())
                .extracting(PodContainer::name)
                .containsExactly("postgres-startup", "nss-wrapper-init");
        Map<?, ?> postgres = Resources.unsaid()
                .request("cpu", Quantity.of("1"))
                .request("memory", Quantity.of("2Gi"))
                .reserved();
        assertThat(pod.containers().get(0).requests()).isEqualTo(postgres);
        assertThat(pod.initContainers())
                .allSatisfy(one -> assertThat(one.requests()).isEqualTo(postgres));
        assertThat(pod.cpu()).isEqualByComparingTo(Quantity.of("1060m"));
        assertThat(pod.volumes())
                .containsExactly(
                        PodVolume.newClaim("hippo-instance1-0000-pgdata", "standard"),
                        PodVolume.newClaim("hippo-instance1-0000-pgwal", "quick"));
    }

    @Test
    void postgresql18HasNoExporterAndWithoutBackupsThereIsNoHelperOfTheirs() {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.TEXT
                        .substring(0, Hippo.TEXT.indexOf("  backups:"))
                        .replace("postgresVersion: 17", "postgresVersion: 18")
                + "  monitoring: {pgmonitor: {exporter: {}}}\n");

        assertThat(pods(reading))
                .singleElement()
                .satisfies(pod -> assertThat(pod.containers())
                        .extracting(PodContainer::name)
                        .containsExactly("database", "replication-cert-copy"));
    }

    @Test
    void furtherSetsLiveWithTheFirstAndPoolersAreSpreadAmongThemselves() {
        Reading<CrunchyOptions> reading =
                Hippo.read(Hippo.changed("  backups:", """
                    - replicas: 2
                      dataVolumeClaimSpec:
                        accessModes: [ReadWriteOnce]
                        resources: {requests: {storage: 3Gi}}
                  proxy: {pgBouncer: {replicas: 2, resources: {requests: {cpu: 100m}}}}
                  backups:""".indent(2).stripTrailing()));

        List<PodTemplate> pods = pods(reading);

        assertThat(pods)
                .extracting(PodTemplate::name)
                .containsExactly(
                        "hippo-instance1-0000-0",
                        "hippo-01-0000-0",
                        "hippo-01-0001-0",
                        "hippo-repo-host-0",
                        "hippo-pgbouncer-0",
                        "hippo-pgbouncer-1");
        assertThat(pods.get(4).spreads())
                .allSatisfy(spread ->
                        assertThat(spread.pods().orElseThrow().labels()).containsEntry(PREFIX + "role", "pgbouncer"));
        assertThat(pods.get(4).cpu()).isEqualByComparingTo(Quantity.of("105m"));
    }

    @Test
    void theRecordOfTheLeaderIsWithTheApiServerOfItsOwnKubernetesCluster() {
        assertThat(Crunchy.dialect().limits("west").electionModel()).isEqualTo(ElectionModel.store("west"));
        assertThat(Crunchy.dialect().limits().arbiterForEvenReplicas()).isFalse();
    }
}
