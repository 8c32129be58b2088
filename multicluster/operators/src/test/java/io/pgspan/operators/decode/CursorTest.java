package io.pgspan.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Words<Integer> SIZES = Words.of("Small", 1).or("Large", 2);
    private static final Fields FIELDS = Fields.of("""
            $: apiVersion kind
            metadata: name labels:labels
            spec: size:Small|Large count:int open:any list[]:any halted:bool
            spec.items[name]: name image args[]
            spec.deep.deeper: text
            """);

    private final Findings findings = Findings.of("test");

    private Cursor spec(String... lines) {
        return root("spec:\n" + String.join("\n", lines).indent(2)).object("spec");
    }

    private Cursor root(String yaml) {
        return Cursor.of(
                ManifestReader.parse(List.of(new Source("a.yaml", "apiVersion: v1\nkind: Thing\n" + yaml)))
                        .manifests()
                        .get(0),
                findings);
    }

    private List<String> found() {
        return findings.all().stream()
                .map(lint -> lint.source() + " " + lint.path() + " = " + lint.value() + " " + lint.id())
                .toList();
    }

    @Test
    void eachTypeIsReadAsItStands() {
        Cursor spec = spec(
                "text: a",
                "integer: 3",
                "number: 12345678901",
                "bool: true",
                "quantity: 2Gi",
                "bare: 2",
                "duration: 1h30m",
                "instant: 2026-01-31T12:00:00+01:00",
                "size: Large",
                "texts: [a, b]",
                "integers: [1, 2]",
                "labels: {a: b}",
                "raw: {x: [1]}",
                "items: [{name: a}, {name: b}]");

        assertThat(spec.text("text")).contains("a");
        assertThat(spec.integer("integer")).contains(3);
        assertThat(spec.number("number")).contains(12_345_678_901L);
        assertThat(spec.bool("bool")).contains(true);
        assertThat(spec.quantity("quantity")).contains(Quantity.of("2Gi"));
        assertThat(spec.quantity("bare")).contains(Quantity.of("2"));
        assertThat(spec.goDuration("duration")).contains(Duration.ofMinutes(90));
        assertThat(spec.instant("instant")).contains(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(spec.choice("size", SIZES)).contains(2);
        assertThat(spec.texts("texts")).containsExactly("a", "b");
        assertThat(spec.integers("integers")).containsExactly(1, 2);
        assertThat(spec.labels("labels")).isEqualTo(Map.of("a", "b"));
        assertThat(spec.raw("raw").orElseThrow()).hasToString("{\"x\":[1]}");
        assertThat(spec.objects("items"))
                .extracting(i -> i.text("name").orElse(""))
                .containsExactly("a", "b");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsAbsentOrNullIsEmptyAndNoFinding() {
        Cursor spec = spec("text: null", "x: 1");

        assertThat(spec.text("text")).isEmpty();
        assertThat(spec.has("text")).isFalse();
        assertThat(spec.integer("no")).isEmpty();
        assertThat(spec.texts("no")).isEmpty();
        assertThat(spec.objects("no")).isEmpty();
        assertThat(spec.labels("no")).isEmpty();
        assertThat(spec.raw("text")).isEmpty();
        Cursor deep = spec.path("no", "deeper", "still");
        assertThat(deep.isPresent()).isFalse();
        assertThat(deep.bool("x")).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void aWrongTypeIsOneFindingHoweverOftenItIsRead() {
        Cursor spec = spec(
                "text: 17.2", "integer: x", "object: [1]", "list: {}", "items: [1, {a: b}]", "texts: [a, 1, null]");

        for (int i = 0; i < 2; i++) {
            assertThat(spec.text("text")).isEmpty();
            assertThat(spec.integer("integer")).isEmpty();
            assertThat(spec.object("object").text("a")).isEmpty();
            assertThat(spec.objects("list")).isEmpty();
            assertThat(spec.objects("items")).extracting(Cursor::isPresent).containsExactly(false, true);
            assertThat(spec.texts("texts")).containsExactly("a");
        }

        assertThat(found())
                .containsExactly(
                        "a.yaml:4 spec.text = 17.2 test.wrong-type",
                        "a.yaml:5 spec.integer = x test.wrong-type",
                        "a.yaml:6 spec.object = [1] test.wrong-type",
                        "a.yaml:7 spec.list = {} test.wrong-type",
                        "a.yaml:8 spec.items[0] = 1 test.wrong-type",
                        "a.yaml:9 spec.texts[1] = 1 test.wrong-type",
                        "a.yaml:9 spec.texts[2] = null test.required");
        assertThat(findings.all().get(0).instead()).contains("\"17.2\"");
    }

    @Test
    void anUnknownWordNamesTheWords() {
        assertThat(spec("size: Huge").choice("size", SIZES)).isEmpty();

        Lint lint = findings.all().get(0);
        assertThat(lint.id()).isEqualTo("test.unknown-enum");
        assertThat(lint.severity()).isEqualTo(Severity.ERROR);
        assertThat(lint.instead()).contains("Small, Large");
    }

    @Test
    void whatAFactoryThrowsIsAFindingWithItsRemedy() {
        Cursor spec = spec("quantity: 2 GB", "own: x", "duration: 5x", "instant: yesterday");

        assertThat(spec.quantity("quantity")).isEmpty();
        assertThat(spec.goDuration("duration")).isEmpty();
        assertThat(spec.instant("instant")).isEmpty();
        assertThat(spec.<String>parsed("own", text -> {
                    throw new PgspanException("own: " + text + " is bad; write y");
                }))
                .isEmpty();

        assertThat(findings.all())
                .extracting(Lint::id)
                .containsExactly("test.malformed", "test.malformed", "test.malformed", "test.malformed");
        assertThat(findings.all().get(0).instead()).contains("2Gi");
        assertThat(findings.all().get(3).happens()).isEqualTo("x is bad");
        assertThat(findings.all().get(3).instead()).isEqualTo("write y");
    }

    @Test
    void anErrorIsKnownAtItsFieldAndAbove() {
        Cursor root = root("spec:\n  items:\n    - name: 1\n  fine: a\n");
        root.object("spec").objects("items").get(0).text("name");

        assertThat(root.isFaulty("spec")).isTrue();
        assertThat(root.object("spec").isFaulty("items")).isTrue();
        assertThat(root.object("spec").isFaulty("fine")).isFalse();
    }

    @Test
    void aJudgementIsLeftOutWhereItsOwnObjectCouldNotBeReadAndNowhereElse() {
        List<Manifest> objects = ManifestReader.parse(List.of(
                        new Source("a.yaml", "kind: Thing\nspec: {count: x}\n---\nkind: Thing\nspec: {count: 3}\n")))
                .manifests();
        objects.forEach(object -> Cursor.of(object, findings).object("spec").integer("count"));
        Lint judged = Lint.of(Severity.ERROR, Violation.of("test.rule", "spec.count", "", "happens", "instead"));
        Lint above = Lint.of(Severity.WARNING, Violation.of("test.above", "spec", "", "happens", "instead"));

        objects.forEach(object -> findings.addJudged(object, List.of(judged, above)));

        assertThat(found())
                .containsExactly(
                        "a.yaml:2 spec.count = x test.wrong-type",
                        "a.yaml:5 spec.count =  test.rule",
                        "a.yaml:5 spec =  test.above");
    }

    @Test
    void theOrderInWhichRulesJudgeDoesNotMatter() {
        Manifest object = root("spec: {count: 3}").manifest();
        Lint refused = Lint.of(Severity.ERROR, Violation.of("test.refused", "spec.count", "", "happens", "instead"));
        Lint warned = Lint.of(Severity.WARNING, Violation.of("test.warned", "spec.count", "", "happens", "instead"));

        findings.addJudged(object, List.of(refused));
        findings.addJudged(object, List.of(warned));

        assertThat(findings.all()).extracting(Lint::id).containsExactly("test.refused", "test.warned");
    }

    @Test
    void anObjectWithoutSomeOfItsValuesIsStillThatObject() {
        Manifest object = root("spec: {count: x}").manifest();
        Cursor.of(object, findings).object("spec").integer("count");

        Manifest less = object.withTree(object.tree().deepCopy());
        findings.addJudged(
                less,
                List.of(Lint.of(Severity.ERROR, Violation.of("test.rule", "spec.count", "", "happens", "instead"))));

        assertThat(findings.all()).extracting(Lint::id).containsExactly("test.wrong-type");
    }

    @Test
    void aWarningIsNoFault() {
        Cursor spec = spec("a: 1");
        spec.lint("odd", Severity.WARNING, "a", "it is odd", "write 2");

        assertThat(spec.isFaulty("a")).isFalse();
        assertThat(found()).containsExactly("a.yaml:4 spec.a = 1 test.odd");
    }

    @Test
    void whatIsMissingStandsWhereTheNearestValueAboveDoes() {
        spec("a: 1").path("storage", "resources").missing("size", "name it");

        assertThat(found()).containsExactly("a.yaml:3 spec.storage.resources.size =  test.required");
    }

    @Test
    void aRequiredTextMustNotBeEmpty() {
        Cursor spec = spec("empty: ''", "number: 1", "text: a");

        assertThat(spec.requiredText("empty", "say it")).isEmpty();
        assertThat(spec.requiredText("number", "say it")).isEmpty();
        assertThat(spec.requiredText("none", "say it")).isEmpty();
        assertThat(spec.requiredText("text", "say it")).contains("a");
        assertThat(findings.all())
                .extracting(Lint::id)
                .containsExactly("test.required", "test.wrong-type", "test.required");
    }

    @Test
    void whatNobodyReadIsLeftOver() {
        Cursor root = root("""
                metadata: {name: x}
                spec:
                  count: 3
                  open: {a: 1}
                  halted: null
                  items:
                    - {name: a, image: i}
                    - {name: b, args: [x]}
                  deep: {deeper: {}}
                """);
        root.object("metadata").text("name");
        Cursor spec = root.object("spec");
        spec.objects("items").forEach(item -> item.text("name"));
        spec.path("deep", "deeper").text("text");

        assertThat(root.leftovers(FIELDS, Waivers.of(List.of())))
                .hasToString("{spec.count=3, spec.open={\"a\":1}, spec.items[name=a].image=\"i\","
                        + " spec.items[name=b].args=[\"x\"]}");
        assertThat(found()).isEmpty();
    }

    @Test
    void anUnopenedObjectIsTakenApartTheSameWay() {
        Cursor root = root("spec:\n  count: 3\n  items: [{name: a, image: i}]\n  list: [{b: 1}]\n");

        assertThat(root.leftovers(FIELDS, Waivers.of(List.of())))
                .hasToString("{spec.count=3, spec.items[name=a].name=\"a\", spec.items[name=a].image=\"i\","
                        + " spec.list=[{\"b\":1}]}");
    }

    @Test
    void anUnknownFieldIsAnErrorAndAWarningWhenWaived() {
        String yaml = "spec:\n  cuont: 3\n  deep: {deeper: {other: 1}}\n";

        assertThat(root(yaml)
                        .leftovers(FIELDS, Waivers.of(List.of("spec.deep")))
                        .keySet())
                .isEqualTo(Set.of(TreePath.of("spec.cuont"), TreePath.of("spec.deep.deeper.other")));
        assertThat(findings.all())
                .extracting(lint -> lint.severity() + " " + lint.path())
                .containsExactly("ERROR spec.cuont", "WARNING spec.deep.deeper.other");
        assertThat(findings.all().get(0).instead()).contains("write count");
        assertThat(findings.violations()).hasSize(1);
    }

    @Test
    void anUnreadFieldOfTheWrongTypeIsAnError() {
        root("spec: {count: x, size: Huge, halted: 1}").leftovers(FIELDS, Waivers.of(List.of()));

        assertThat(found())
                .containsExactly(
                        "a.yaml:3 spec.count = x test.wrong-type",
                        "a.yaml:3 spec.size = Huge test.unknown-enum",
                        "a.yaml:3 spec.halted = 1 test.wrong-type");
    }

    @Test
    void whatIsNoListButWasOpenedAsOneIsAFindingAndNotLeftOver() {
        Cursor root = root("spec: {items: {a: 1}, deep: [1]}");
        assertThat(root.object("spec").objects("items")).isEmpty();
        assertThat(root.object("spec").object("deep").isPresent()).isFalse();

        assertThat(root.leftovers(FIELDS, Waivers.of(List.of()))).isEmpty();
        assertThat(found()).hasSize(2);
    }

    @Test
    void itemsOpenedInAListOfUnknownThingsKeepTheirRest() {
        Cursor root = root("spec: {list: [{a: 1, b: 2}]}");
        root.object("spec").objects("list").get(0).integer("a");

        assertThat(root.leftovers(FIELDS, Waivers.of(List.of()))).hasToString("{spec.list[0].b=2}");
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "30s,30000",
        "300ms,300",
        "1h30m,5400000",
        "1.5h,5400000",
        "-2m,-120000",
        "+1s,1000",
        ".5s,500",
        "0s,0"
    })
    void aDurationIsReadAsGoReadsIt(String text, long millis) {
        assertThat(spec("d: \"" + text + "\"").goDuration("d")).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1", "s", "1d", "1h 2m", "1..5s", ".s", "1e3s", "99999999999h"})
    void whatGoRefusesIsMalformed(String text) {
        assertThat(spec("d: \"" + text + "\"").goDuration("d")).isEmpty();
        assertThat(findings.all()).extracting(Lint::id).containsExactly("test.malformed");
    }
}
