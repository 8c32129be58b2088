package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Samples;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KubeDbRoundTripTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();
    private static final RoundTrip<KubeDbOptions> TRIP = new RoundTrip<>(KUBEDB);

    private static ManifestSet one(String from, String to) {
        return Samples.changed("one", "notes.yaml", from, to);
    }

    @Property(tries = 300)
    void aWishThatKubeDbCanExpressIsReadBackAsItWas(@ForAll("wishes") GeneratedWish wish) {
        TRIP.assertSaid(wish.cluster(), wish.options(), wish.residue());
    }

    @Provide
    Arbitrary<GeneratedWish> wishes() {
        return GeneratedWish.arbitrary();
    }

    @Test
    void knownFieldsWithoutAPlaceInTheModelComeBackWhereTheyWere() {
        ManifestSet set = one("spec:\n", """
                spec:
                  sslMode: require
                  tls: {issuerRef: {kind: Issuer, name: ca}}
                  monitor: {agent: prometheus.io/builtin}
                  serviceTemplates:
                    - alias: primary
                      spec: {type: LoadBalancer}
                  podTemplate:
                    spec:
                      serviceAccountName: sa
                      containers:
                        - name: side
                          image: example/side
                          tty: true
                        - name: postgres
                          securityContext: {runAsUser: 70}
                          resources:
                            limits: {cpu: "2", memory: 3Gi}
                """);
        Reading<KubeDbOptions> reading = KUBEDB.read(set, ReadOptions.ofDefaults());

        PostgresCluster changed = PostgresCluster.builder()
                .from(reading.orThrow())
                .storage(Storage.of("7Gi"))
                .build();
        List<ObjectNode> written = KUBEDB.write(changed, reading.options(), reading.residue());

        assertThat(reading.orThrow().resources())
                .isEqualTo(Resources.of("2", "3Gi").limitCpu("2"));
        ObjectNode spec = (ObjectNode) written.get(0).get("spec");
        assertThat(spec.at("/sslMode").asText()).isEqualTo("require");
        assertThat(spec.at("/serviceTemplates/0/spec/type").asText()).isEqualTo("LoadBalancer");
        assertThat(spec.at("/podTemplate/spec/containers/0/name").asText()).isEqualTo("postgres");
        assertThat(spec.at("/podTemplate/spec/containers/0/securityContext/runAsUser")
                        .asInt())
                .isEqualTo(70);
        assertThat(spec.at("/podTemplate/spec/containers/0/resources/limits/cpu")
                        .asText())
                .isEqualTo("2");
        assertThat(spec.at("/podTemplate/spec/containers/1/image").asText()).isEqualTo("example/side");
        assertThat(spec.at("/podTemplate/spec/containers/1/tty").asBoolean()).isTrue();
        assertThat(spec.at("/storage/resources/requests/storage").asText()).isEqualTo("7Gi");
        assertThat(TRIP.read(written).residue()).isEqualTo(reading.residue());
    }

    @Test
    void whatWasLeftOverIsNoPartOfTheWish() {
        PostgresCluster plain =
                KUBEDB.read(Samples.set("one"), ReadOptions.ofDefaults()).orThrow();
        PostgresCluster more = KUBEDB.read(one("spec:\n", "spec:\n  enforceFsGroup: true\n"), ReadOptions.ofDefaults())
                .orThrow();

        assertThat(more).isEqualTo(plain);
    }

    @Test
    void objectsOfOtherKindsPassThrough() {
        Reading<KubeDbOptions> reading = KUBEDB.read(Samples.set("older"), ReadOptions.ofDefaults());

        List<ObjectNode> written = KUBEDB.write(reading);

        assertThat(written)
                .extracting(object -> object.get("kind").asText())
                .containsExactly("PlacementPolicy", "Postgres", "SliceConfig");
        assertThat(written.get(2))
                .isEqualTo(Samples.set("older").manifests().get(2).tree());
        assertThat(reading.lint())
                .anyMatch(found ->
                        found.value().contains("SliceConfig") && found.happens().contains("untouched"));
    }

    @Test
    void aConfigurationTextIsParametersAndKeepsItsComments() {
        String conf = """
                  configuration:
                    inline:
                      user.conf: |
                        # tuned by hand
                        work_mem = 8MB # each
                        log_line_prefix '%m [%p] it''s '
                """;
        Reading<KubeDbOptions> reading = KUBEDB.read(one("spec:\n", "spec:\n" + conf), ReadOptions.ofDefaults());

        assertThat(reading.orThrow().parameters())
                .isEqualTo(Map.of("work_mem", "8MB", "log_line_prefix", "%m [%p] it's "));
        assertThat(ManifestWriter.toYaml(KUBEDB.write(reading))).contains("# tuned by hand");
        PostgresCluster changed = PostgresCluster.builder()
                .from(reading.orThrow())
                .putParameter("work_mem", "16MB")
                .build();
        assertThat(ManifestWriter.toYaml(KUBEDB.write(changed, reading.options(), reading.residue())))
                .contains("work_mem = '16MB'")
                .doesNotContain("tuned by hand");
    }

    @Test
    void aConfigurationThatIncludesFilesIsKeptButNotUnderstood() {
        String conf = "  configuration:\n    inline:\n      user.conf: |\n        include 'other.conf'\n";
        Reading<KubeDbOptions> reading = KUBEDB.read(one("spec:\n", "spec:\n" + conf), ReadOptions.ofDefaults());

        assertThat(reading.orThrow().parameters()).isEmpty();
        assertThat(reading.lint()).anyMatch(found -> found.happens().contains("not understood"));
        assertThat(ManifestWriter.toYaml(KUBEDB.write(reading))).contains("include 'other.conf'");
    }

    @Test
    void anEphemeralVolumeNeedsNoSize() {
        Reading<KubeDbOptions> reading = KUBEDB.read(
                one(
                        "  storage:\n    accessModes:\n      - ReadWriteOnce\n    resources:\n      requests:\n        storage: 500Mi\n",
                        "  storageType: Ephemeral\n"),
                ReadOptions.ofDefaults());

        assertThat(reading.orThrow().storage().durable()).isFalse();
        assertThat(KUBEDB.write(reading).get(0).at("/spec/storage").isMissingNode())
                .isTrue();
    }

    @Test
    void anEmptyArbiterIsTheDefaultOneAndCanBeChanged() {
        Reading<KubeDbOptions> reading =
                KUBEDB.read(one("spec:\n", "spec:\n  replicas: 2\n  arbiter: {}\n"), ReadOptions.ofDefaults());
        assertThat(reading.orThrow().arbiter()).contains(Arbiter.ofDefaults());

        PostgresCluster changed = PostgresCluster.builder()
                .from(reading.orThrow())
                .arbiter(new Arbiter(Storage.of("5Gi"), Arbiter.ofDefaults().resources()))
                .build();

        assertThat(TRIP.read(KUBEDB.write(changed, reading.options(), reading.residue()))
                        .orThrow()
                        .arbiter())
                .isEqualTo(changed.arbiter());
    }

    @Test
    void whatKubeDbHasNoWordForIsRefusedAllAtOnce() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("x")
                .replicas(1)
                .deletionPolicy(DeletionPolicy.KEEP_DATA)
                .storage(Storage.of("1Gi").ephemeral())
                .arbiter(new Arbiter(
                        Storage.of("1Gi").onClass("fast"), Arbiter.ofDefaults().resources()))
                .placement(PlacementPolicy.builder()
                        .on("a", 0)
                        .spread(new Spread("rack", 1, Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE))
                        .spread(Spread.acrossNodes())
                        .spread(Spread.acrossNodes().maxSkew(2))
                        .build())
                .build();

        assertThat(KUBEDB.unsupported(wish, KubeDbOptions.ofDefaults()))
                .extracting(UnsupportedFeature::rule)
                .containsExactlyInAnyOrder(
                        "kubedb.spread-other-keys",
                        "kubedb.spread-twice",
                        "kubedb.rules-without-slice",
                        "kubedb.arbiter-storage",
                        "kubedb.deletion-policy");
        assertThatThrownBy(() -> KUBEDB.write(wish))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("spreads.topologyKey");
    }

    @Test
    void theFirstGenerationHasNoStorageClassAndNoProject() {
        PostgresCluster newer =
                KUBEDB.read(Samples.set("newer"), ReadOptions.ofDefaults()).orThrow();

        assertThatThrownBy(() -> KUBEDB.write(
                        newer, KubeDbOptions.ofDefaults().withGeneration(PolicyGeneration.G1), Residue.none()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("kubedb.generation]")
                .hasMessageContaining("kubedb.generation-slice");
    }

    @Test
    void aFaultyReadingIsNotWritten() {
        Reading<KubeDbOptions> bad = KUBEDB.read(Samples.set("bad"), ReadOptions.ofDefaults());

        assertThat(bad.cluster()).as("present, to be judged further").isPresent();
        assertThatThrownBy(() -> KUBEDB.write(bad)).isInstanceOf(InvalidException.class);
    }
}
