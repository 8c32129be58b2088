package org.example.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.plan.Step;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import io.pgspan.operators.translation.DataMove;
import io.pgspan.operators.translation.Translation;
import io.pgspan.operators.translation.Translator;
import io.pgspan.operators.translation.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A further operator is a package and a registration: everything there is for pgspan's own dialects is there for it. */
class StrangersDialectTest {
    private static final Dialects DIALECTS = Dialects.known().with(new ExampleDialect());
    private static final String TEXT = """
            apiVersion: pg.example.org/v1
            kind: Database
            metadata:
              name: orders
              namespace: shop
            spec:
              version: '17.2'
              members: 3
              volume: 5Gi
              class: fast
              settings:
                work_mem: 8MB
              confirmations: 1
              team: sales
              note: ask sales first
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: notes
            """;

    private static ManifestSet set(String text) {
        return ManifestReader.parse(List.of(new Source("orders.yaml", text)));
    }

    private static Reading<ExampleOptions> read(String text) {
        return new ExampleDialect().read(set(text), ReadOptions.ofDefaults());
    }

    @Test
    void itIsFoundByItsNameAndByItsClustersAndPgspansOwnStay() {
        assertThat(DIALECTS.ids()).containsExactly("kubedb", "cnpg", "crunchy", "example");
        assertThat(DIALECTS.of("example")).isInstanceOf(ExampleDialect.class);
        assertThat(DIALECTS.find(set(TEXT).manifests().get(0)).map(Dialect::id)).contains("example");
        assertThat(DIALECTS.find(set(TEXT).manifests().get(1))).isEmpty();
        assertThat(DIALECTS.capabilities())
                .extracting(Capabilities::dialect)
                .containsExactly("kubedb", "cnpg", "crunchy", "example", "native");
        assertThat(Dialects.known().find("example")).isEmpty();
    }

    @Test
    void aSecondOneOfItsNameIsRefused() {
        assertThatThrownBy(() -> DIALECTS.with(new ExampleDialect()))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("called example already");
    }

    @Test
    void itsManifestsAreReadAndWrittenBackAsTheyWere() {
        Reading<ExampleOptions> reading = read(TEXT);
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.options().team()).isEqualTo("sales");
        List<ObjectNode> written = new ExampleDialect().write(reading);
        assertThat(written.get(0).path("spec").path("note").asText()).isEqualTo("ask sales first");
        Reading<ExampleOptions> again = read(ManifestWriter.toYaml(written));
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
    }

    @Test
    void mistakesAreToldAllAtOnceEachWithItsLine() {
        Reading<ExampleOptions> reading = read(TEXT.replace("members: 3", "members: many")
                .replace("class: fast", "clas: fast")
                .replace("version: '17.2'", "version: new"));
        assertThat(reading.violations())
                .extracting(v -> v.source() + " " + v.rule() + " " + v.path())
                .containsExactly(
                        "orders.yaml:7 example.malformed spec.version",
                        "orders.yaml:8 example.wrong-type spec.members",
                        "orders.yaml:10 example.unknown-field spec.clas");
        assertThat(reading.violations().get(2).remedy()).contains("class");
        assertThatThrownBy(() -> new ExampleDialect().write(reading)).isInstanceOf(InvalidException.class);
    }

    @Test
    void itsTrapsAreTold() {
        assertThat(read(TEXT).lint()).isEmpty();
        assertThat(read(TEXT.replace("members: 3", "members: 1").replace("confirmations: 1", "confirmations: 0"))
                        .lint())
                .extracting(Lint::id)
                .contains("example.one-member");
    }

    @Test
    void whatItCantExpressIsRefusedUnlessItIsWaived() {
        PostgresCluster labelled = PostgresCluster.of("shop", "orders", 3)
                .withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .withLabels(Map.of("tier", "gold"));
        ExampleDialect dialect = new ExampleDialect();
        assertThat(dialect.unsupported(labelled, dialect.defaults()))
                .extracting(UnsupportedFeature::path)
                .containsExactly("labels");
        assertThatThrownBy(() -> dialect.write(labelled)).hasMessageContaining("labels");
        assertThat(dialect.write(Wish.of(labelled, dialect).written(WriteOptions.waiving(List.of("labels")))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubedb", "cnpg", "crunchy"})
    void itsClustersAreTranslatedToEveryOperatorAndBack(String other) {
        there(DIALECTS.of(other));
    }

    private static <B extends DialectOptions> void there(Dialect<B> other) {
        ExampleDialect example = new ExampleDialect();
        Reading<ExampleOptions> reading = read(TEXT);
        Translation<B> there = Translator.translate(reading, example, other);
        assertThat(there.impossible()).isEmpty();
        assertThat(there.manifests()).isNotEmpty();
        Reading<B> read = other.read(ManifestSet.of(there.manifests()), ReadOptions.ofDefaults());
        assertThat(read.orThrow().replicas()).isEqualTo(3);
        assertThat(read.orThrow().storage()).isEqualTo(reading.orThrow().storage());
        assertThat(there.leftBehind()).extracting(left -> left.path()).contains("spec.team", "spec.note");
        assertThat(there.moves())
                .filteredOn(DataMove::isPossible)
                .extracting(DataMove::way)
                .contains(Way.DUMP);
        Translation<ExampleOptions> back = Translator.translate(read, other, example);
        assertThat(back.wish().parameters()).containsEntry("work_mem", "8MB");
        assertThat(back.manifests().get(0).path("kind").asText()).isEqualTo("Database");
    }

    @Test
    void itsPodsAreForetold() {
        Assignment assignment =
                new Assignment(List.of(new Placed(0, "orders-0", "east", "fast", List.of())), Optional.empty());
        assertThat(new ExampleDialect().pods(read(TEXT).orThrow(), assignment))
                .singleElement()
                .satisfies(pod -> assertThat(pod.clusterName()).isEqualTo("east"));
    }

    @Test
    void itsChangesArePlanned() {
        ExampleDialect dialect = new ExampleDialect();
        Reading<ExampleOptions> old = read(TEXT);
        Wish<ExampleOptions> before = Wish.of(old);
        Wish<ExampleOptions> after =
                Wish.of(read(TEXT.replace("members: 3", "members: 5").replace("'17.2'", "'17.4'")));
        ChangePlan plan = ChangePlanner.plan(before, after, dialect, Observed.nothing());
        assertThat(plan.risk()).isEqualTo(Step.Risk.SWITCHOVER);
        ObjectNode changed = dialect.write(before).get(0);
        for (PlannedStep step : plan.steps()) {
            changed = MergePatch.apply(changed, ((Deed.Patch) step.deed()).patch());
        }
        assertThat(changed).isEqualTo(dialect.write(after).get(0));
        assertThat(plan.text()).contains("spec.version changes");
        assertThat(ChangePlanner.plan(before, before, dialect, Observed.nothing())
                        .isEmpty())
                .isTrue();
        assertThat(ChangePlanner.plan(before, Wish.of(read(TEXT.replace("5Gi", "6Gi"))), dialect, Observed.nothing())
                        .isPossible())
                .isFalse();
    }
}
