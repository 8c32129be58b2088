package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private final SchemaCheck check = SchemaCheck.of(Cranes.SCHEMAS);

    @Test
    void everyFaultIsToldAtOnceWithItsPlaceAndWhatToDo() {
        List<Lint> lints = check.check(Cranes.crane(
                "{reach: 70, load: heavy, color: blue, hooks: [{name: a, size: b}], labels: {a: 1}, height: 3}"));

        assertThat(Cranes.told(lints))
                .containsExactly(
                        "schema.pruned spec.height",
                        "schema.maximum spec.reach",
                        "schema.type spec.load",
                        "schema.enum spec.color",
                        "schema.type spec.hooks[0].size",
                        "schema.type spec.labels.a");
        assertThat(lints.get(1))
                .isEqualTo(new Lint(
                        "schema.maximum",
                        Severity.ERROR,
                        "text.yaml:4",
                        "spec.reach",
                        "70",
                        "it is too large",
                        "write 60 or less"));
        assertThat(lints.get(3).instead()).isEqualTo("write one of yellow, red");
        assertThat(lints.get(5).happens()).isEqualTo("it is a whole number, but a text is expected");
        assertThat(lints.get(5).instead()).isEqualTo("write it in quotes: \"1\"");
    }

    @Test
    void aGoodObjectHasNoFindings() {
        assertThat(check.check(Cranes.crane("{reach: 7, port: http, note: null, free: {x: 1, known: {a: 1}}}")))
                .isEmpty();
    }

    @Test
    void aNullWhereNoneMayStandCountsAsMissing() {
        assertThat(Cranes.told(check.check(Cranes.crane("{reach: null, color: null}"))))
                .containsExactly("schema.required spec.reach");
        assertThat(check.defaulted(Cranes.crane("{reach: null, color: null, note: null}")
                                .tree())
                        .path("spec")
                        .toString())
                .isEqualTo("{\"color\":\"yellow\",\"note\":null}");
    }

    @Test
    void aVersionThatIsNotServedIsAnError() {
        ObjectNode tree = Cranes.crane("{height: 3}").tree().deepCopy();
        tree.put("apiVersion", "yard.example/v1beta1");
        assertThat(check.check(Manifest.of(tree))).singleElement().satisfies(lint -> {
            assertThat(lint.id()).isEqualTo("schema.not-served");
            assertThat(lint.severity()).isEqualTo(Severity.ERROR);
            assertThat(lint.path()).isEqualTo("apiVersion");
            assertThat(lint.instead()).isEqualTo("write yard.example/v1");
        });
        assertThat(Cranes.told(check.check(Manifest.of(tree.put("apiVersion", "yard.example/v7")))))
                .containsExactly("schema.not-served apiVersion");
    }

    @Test
    void aKindThatIsNotInstalledIsPassedOver() {
        ObjectNode tree = Cranes.crane("{height: 3}").tree().deepCopy();
        assertThat(check.check(Manifest.of(tree.put("kind", "Truck")))).isEmpty();
        assertThat(check.check(Manifest.of(tree.put("apiVersion", "v1")))).isEmpty();
        assertThat(check.prune(Manifest.of(tree)).object()).isEqualTo(tree);
    }

    @Test
    void whatIsPrunedIsToldAndTheObjectItselfStaysAsItWas() {
        Manifest crane = Cranes.crane("{reach: 7, height: 3, hooks: [{name: a, nom: b}, {name: c}],"
                + " bins: {a: {depth: 1, width: 2}}, free: {x: {y: 1}, known: {a: 1, b: 2}}}");
        ObjectNode before = crane.tree().deepCopy();
        Pruned pruned = check.prune(crane);

        assertThat(Cranes.told(pruned.lints()))
                .containsExactly(
                        "schema.pruned spec.height",
                        "schema.pruned spec.hooks[0].nom",
                        "schema.pruned spec.bins.a.width",
                        "schema.pruned spec.free.known.b");
        assertThat(pruned.lints()).allMatch(lint -> lint.severity() == Severity.WARNING);
        assertThat(pruned.object().path("spec").toString())
                .isEqualTo("{\"reach\":7,\"hooks\":[{\"name\":\"a\"},{\"name\":\"c\"}],\"bins\":{\"a\":{\"depth\":1}},"
                        + "\"free\":{\"x\":{\"y\":1},\"known\":{\"a\":1}}}");
        assertThat(crane.tree()).isEqualTo(before);
        pruned.object().withObject("spec").put("reach", 8);
        assertThat(crane.tree()).isEqualTo(before);
    }

    @Test
    void defaultsAreWrittenInsideListsAndNotOverWhatStands() {
        ObjectNode tree = Cranes.crane("{reach: 7, color: red, hooks: [{name: a}, {size: 9}]}")
                .tree();
        ObjectNode before = tree.deepCopy();

        assertThat(check.defaulted(tree).path("spec").toString())
                .isEqualTo("{\"reach\":7,\"color\":\"red\",\"hooks\":[{\"name\":\"a\",\"size\":3},{\"size\":9}]}");
        assertThat(tree).isEqualTo(before);
    }

    @Test
    void aDefaultThatIsAnObjectIsItselfCompletedAndNeverShared() {
        SchemaCheck nested = SchemaCheck.of(Cranes.with(
                "{type: object, default: {a: 1}, properties: {a: {type: integer}, b: {type: integer, default: 2}}}"));
        ObjectNode first = nested.defaulted(Cranes.crane("{}").tree());
        assertThat(first.path("spec").toString()).isEqualTo("{\"it\":{\"a\":1,\"b\":2}}");
        first.withObject("spec").withObject("it").put("a", 5);
        assertThat(nested.defaulted(Cranes.crane("{}").tree()).path("spec").toString())
                .isEqualTo("{\"it\":{\"a\":1,\"b\":2}}");
    }

    @Test
    void metadataIsCheckedWhateverTheDefinitionSays() {
        Manifest crane = Cranes.read("""
                apiVersion: yard.example/v1
                kind: Crane
                metadata: {name: Tall One, labels: {a: true}, label: {b: c}}
                spec: {reach: 3}
                """).manifests().get(0);
        assertThat(Cranes.told(check.check(crane)))
                .containsExactly(
                        "schema.pruned metadata.label",
                        "schema.pattern metadata.name",
                        "schema.type metadata.labels.a");
    }

    @Test
    void thousandsOfFaultsAreCutOff() {
        String hooks = "{size: x},".repeat(5_000);
        List<Lint> lints = check.check(Cranes.crane("{reach: 1, hooks: [" + hooks + "]}"));
        assertThat(lints).hasSize(Report.FINDINGS_MAX + 1);
        assertThat(lints.get(Report.FINDINGS_MAX).id()).isEqualTo("schema.more-findings");
    }

    @Test
    void aPatternThatCantBeReadIsTold() {
        assertThat(SchemaCheck.of(Cranes.with("{type: string, pattern: '(?=a)a'}"))
                        .check(Cranes.crane("{it: a}")))
                .singleElement()
                .satisfies(lint -> {
                    assertThat(lint.id()).isEqualTo("schema.pattern-unchecked");
                    assertThat(lint.severity()).isEqualTo(Severity.INFO);
                });
    }
}
