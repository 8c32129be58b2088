package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.schema.cel.CelEvaluator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelPassTest {
    private static final CelRules EVALUATOR = CelEvaluator.create();
    private static final String RULED =
            "{type: object, properties: {a: {type: integer, default: 4}, b: {type: string}},"
                    + " x-kubernetes-validations: [{rule: '!has(self.b) || self.a > 5', message: a is small, fieldPath: .a},"
                    + " {rule: 'self.a == oldSelf.a'}]}";

    @Test
    void withoutAnEvaluatorEveryRuleIsToldAsUnchecked() {
        List<Lint> lints = SchemaCheck.of(Cranes.with(RULED)).check(Cranes.crane("{it: {a: 1}}"));
        assertThat(lints).singleElement().satisfies(lint -> {
            assertThat(lint.id()).isEqualTo("schema.cel-unchecked");
            assertThat(lint.severity()).isEqualTo(Severity.INFO);
            assertThat(lint.happens()).contains("!has(self.b) || self.a > 5");
        });
    }

    @Test
    void aBrokenRuleIsAnErrorAtTheFieldItBlames() {
        assertThat(check(RULED, "{b: x, a: 9}")).isEmpty();
        assertThat(check(RULED, "{b: x}")).singleElement().satisfies(lint -> {
            assertThat(lint.id()).isEqualTo("schema.cel");
            assertThat(lint.severity()).isEqualTo(Severity.ERROR);
            assertThat(lint.path()).isEqualTo("spec.it.a");
            assertThat(lint.happens()).isEqualTo("a is small");
            assertThat(lint.instead()).isEqualTo("make this true: !has(self.b) || self.a > 5");
        });
    }

    @Test
    void aRuleAboveAnErrorIsUnchecked() {
        assertThat(Cranes.told(check(RULED, "{a: x}")))
                .containsExactly("schema.type spec.it.a", "schema.cel-unchecked spec.it");
    }

    @Test
    void aRuleThatWantsToBeAskedOnCreationTooIsUnchecked() {
        assertThat(Cranes.told(check(
                        "{type: integer, x-kubernetes-validations: [{rule: '!oldSelf.hasValue()', optionalOldSelf: true}]}",
                        "3")))
                .containsExactly("schema.cel-unchecked spec.it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{type: string, format: duration} ; duration('1m') < self ; 1h30m ; 10s",
                "{type: string, format: duration} ; duration('24h') < self ; 2 days ; 3 hours",
                "{type: string, format: date-time} ; self < timestamp('2026-01-01T00:00:00Z') ; '2025-01-01T00:00:00Z' ; '2027-01-01T00:00:00Z'",
                "{type: number} ; type(self) == double && self > 1.5 ; 2 ; 1",
                "{type: integer} ; type(self) == int && self > 1 ; 2.0 ; 1",
                "{x-kubernetes-int-or-string: true} ; type(self) == int || self.endsWith('%') ; 5% ; five",
                "{type: object, additionalProperties: {type: string}} ; !('x-y' in self) ; {a-b: c} ; {x-y: c}",
                "{type: object, properties: {x-y: {type: integer}}} ; !has(self.x__dash__y) ; {} ; {x-y: 1}",
                "{type: object, properties: {if: {type: integer}}} ; !has(self.__if__) ; {} ; {if: 1}",
                "{type: object, properties: {n: {type: string, nullable: true}}} ; !has(self.n) ; {n: null} ; {n: a}",
                "{type: array, items: {type: string}} ; self.all(x, x != '') ; [a] ; [a, '']",
            })
    void valuesComeInTheTypesTheSchemaGivesThem(String schema, String rule, String good, String bad) {
        String text = rule.replace("\"", "\\\"");
        String ruled =
                schema.substring(0, schema.length() - 1) + ", x-kubernetes-validations: [{rule: \"" + text + "\"}]}";
        assertThat(check(ruled, good)).isEmpty();
        assertThat(Cranes.told(check(ruled, bad))).containsExactly("schema.cel spec.it");
    }

    @Test
    void evaluationsAreBounded() {
        String schema = "{type: array, items: {type: integer, x-kubernetes-validations: [{rule: self > 0}]}}";
        List<Lint> lints = check(schema, "[" + "1,".repeat(CelPass.EVALUATIONS_MAX + 5) + "1]");
        assertThat(lints)
                .singleElement()
                .satisfies(lint -> assertThat(lint.happens()).contains("the rest is unchecked"));
    }

    private static List<Lint> check(String schema, String value) {
        return SchemaCheck.of(Cranes.with(schema), EVALUATOR).check(Cranes.crane("{it: " + value + "}"));
    }
}
