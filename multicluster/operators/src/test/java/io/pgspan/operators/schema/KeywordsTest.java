package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One schema, one value, and the finding expected of it; a dash where none is. */
class KeywordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // types
                "{type: string} | 5 | type",
                "{type: string} | '5' | -",
                "{type: integer} | 1.5 | type",
                "{type: integer} | 1.0 | -",
                "{type: integer} | '1' | type",
                "{type: number} | 1 | -",
                "{type: number} | 1.5 | -",
                "{type: number} | a | type",
                "{type: boolean} | yes please | type",
                "{type: boolean} | true | -",
                "{type: object, x-kubernetes-preserve-unknown-fields: true} | [1] | type",
                "{type: array, items: {type: integer}} | {a: 1} | type",
                "{type: array, items: {type: integer}} | [1, x] | type [1]",
                "{type: array, items: {type: integer}} | [1, null] | type [1]",
                "{type: array, items: {type: integer, nullable: true}} | [1, null] | -",
                "{x-kubernetes-int-or-string: true} | 80 | -",
                "{x-kubernetes-int-or-string: true} | http | -",
                "{x-kubernetes-int-or-string: true} | 1.5 | type",
                "{x-kubernetes-int-or-string: true} | {a: 1} | type",
                "{anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true} | x | -",
                "{anyOf: [{type: integer}, {type: string}], pattern: '^[0-9]+%$', x-kubernetes-int-or-string: true} | x | pattern",
                "{anyOf: [{type: integer}, {type: string}], pattern: '^[0-9]+%$', x-kubernetes-int-or-string: true} | 5 | -",
                // enums
                "{type: string, enum: [a, b]} | c | enum",
                "{type: string, enum: [a, b]} | b | -",
                "{type: integer, enum: [1, 2]} | 1.0 | -",
                "{type: integer, enum: [1, 2]} | 3 | enum",
                // numbers
                "{type: integer, minimum: 3} | 2 | minimum",
                "{type: integer, minimum: 3} | 3 | -",
                "{type: integer, minimum: 3, exclusiveMinimum: true} | 3 | minimum",
                "{type: integer, maximum: 3} | 4 | maximum",
                "{type: integer, maximum: 3} | 3 | -",
                "{type: integer, maximum: 3, exclusiveMaximum: true} | 3 | maximum",
                "{type: number, maximum: 0.5} | 0.51 | maximum",
                "{type: integer, multipleOf: 8} | 12 | multiple-of",
                "{type: integer, multipleOf: 8} | 16 | -",
                "{type: number, multipleOf: 0.1} | 0.3 | -",
                "{type: integer, format: int32} | 2147483647 | -",
                "{type: integer, format: int32} | 2147483648 | format",
                "{type: integer, format: int32} | -2147483648 | -",
                "{type: integer, format: int64} | 9223372036854775807 | -",
                "{type: integer, format: int64} | 9223372036854775808 | format",
                // texts
                "{type: string, minLength: 2} | a | min-length",
                "{type: string, minLength: 2} | ab | -",
                "{type: string, maxLength: 2} | abc | max-length",
                "{type: string, maxLength: 2} | \uD83D\uDC18\uD83D\uDC18 | -",
                "{type: string, pattern: b+} | abc | -",
                "{type: string, pattern: '^b+$'} | abc | pattern",
                "{type: string, pattern: '^(?i:kg)$'} | KG | -",
                "{type: string, pattern: '^(a+)+$'} | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | pattern",
                "{type: string, format: date-time} | '2026-01-31T08:00:00Z' | -",
                "{type: string, format: date-time} | '2026-01-31T08:00:00.5+02:00' | -",
                "{type: string, format: date-time} | '2026-02-31T08:00:00Z' | format",
                "{type: string, format: date-time} | tomorrow | format",
                "{type: string, format: date} | '2026-01-31' | -",
                "{type: string, format: date} | '2026-13-31' | format",
                "{type: string, format: duration} | 1h30m | -",
                "{type: string, format: duration} | 2 days | -",
                "{type: string, format: duration} | '0' | -",
                "{type: string, format: duration} | soon | format",
                "{type: string, format: byte} | aGk= | -",
                "{type: string, format: byte} | a | format",
                "{type: string, format: ipv4} | 10.0.0.1 | -",
                "{type: string, format: ipv4} | 10.0.0.256 | format",
                "{type: string, format: ipv6} | 'fd00::1' | -",
                "{type: string, format: ipv6} | '1:2:3:4:5:6:7:8' | -",
                "{type: string, format: ipv6} | '1:2:3' | format",
                "{type: string, format: ipv6} | '::ffff:10.0.0.1' | -",
                "{type: string, format: cidr} | 10.0.0.0/16 | -",
                "{type: string, format: cidr} | 10.0.0.0/33 | format",
                "{type: string, format: cidr} | 'fd00::/64' | -",
                "{type: string, format: uuid} | 123e4567-e89b-12d3-a456-426614174000 | -",
                "{type: string, format: uuid} | 123e4567 | format",
                "{type: string, format: hostname} | a.example | -",
                "{type: string, format: hostname} | a b | format",
                "{type: string, format: uri} | 'https://a.example/x' | -",
                "{type: string, format: uri} | example | format",
                "{type: string, format: something-else} | x | -",
                // lists
                "{type: array, items: {type: integer}, minItems: 1} | [] | min-items",
                "{type: array, items: {type: integer}, maxItems: 1} | [1, 2] | max-items",
                "{type: array, items: {type: integer}, maxItems: 1} | [1] | -",
                "{type: array, items: {type: string}, x-kubernetes-list-type: set} | [a, b, a] | unique-items [2]",
                "{type: array, items: {type: string}, x-kubernetes-list-type: set} | [a, b] | -",
                "{type: array, items: {type: string}, x-kubernetes-list-type: atomic} | [a, a] | -",
                "{type: array, items: {type: number}, uniqueItems: true} | [1, 1.0] | unique-items [1]",
                "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n, p], items: {type: object, properties: {n: {type: string}, p: {type: integer, default: 1}}}} | [{n: a}, {n: a, p: 2}] | -",
                "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n, p], items: {type: object, properties: {n: {type: string}, p: {type: integer, default: 1}}}} | [{n: a}, {n: a, p: 1}] | list-map-keys [1]",
                // objects
                "{type: object, required: [a], properties: {a: {type: integer}}} | {} | required .a",
                "{type: object, required: [a], properties: {a: {type: integer}}} | {a: null} | required .a",
                "{type: object, required: [a], properties: {a: {type: integer, nullable: true}}} | {a: null} | -",
                "{type: object, required: [a], properties: {a: {type: integer, default: 3}}} | {} | -",
                "{type: object, additionalProperties: {type: string}, minProperties: 1} | {} | min-properties",
                "{type: object, additionalProperties: {type: string}, maxProperties: 1} | {a: x, b: y} | max-properties",
                "{type: object, additionalProperties: {type: string}} | {a: 1} | type .a",
                "{type: object, additionalProperties: true} | {a: 1, b: {c: 2}} | -",
                "{type: object, properties: {a: {type: integer}}} | {a: 1, b: 2} | pruned .b",
                "{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: integer}}} | {a: x, b: 2} | type .a",
                "{x-kubernetes-preserve-unknown-fields: true} | {a: [1, {b: 2}]} | -",
                // combined
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, anyOf: [{required: [a]}, {required: [b]}]} | {} | any-of",
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, anyOf: [{required: [a]}, {required: [b]}]} | {a: 1, b: 2} | -",
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, oneOf: [{required: [a]}, {required: [b]}]} | {a: 1, b: 2} | one-of",
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, oneOf: [{required: [a]}, {required: [b]}]} | {} | one-of",
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, oneOf: [{required: [a]}, {required: [b]}]} | {b: 1} | -",
                "{type: object, properties: {a: {type: integer}}, not: {required: [a]}} | {a: 1} | not",
                "{type: object, properties: {a: {type: integer}}, not: {required: [a]}} | {} | -",
                "{type: integer, allOf: [{minimum: 3}, {maximum: 5}]} | 6 | maximum",
                "{type: integer, allOf: [{minimum: 3}, {maximum: 5}]} | 4 | -",
                "{type: object, properties: {a: {type: integer}}, anyOf: [{properties: {a: {minimum: 5}}}]} | {a: 4} | any-of",
                // embedded objects
                "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} | {apiVersion: v1, kind: A, metadata: {labels: {a: b}}, x: 1} | -",
                "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} | {apiVersion: v1} | required .kind",
                "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} | {apiVersion: v1, kind: A, metadata: {nom: x}} | pruned .metadata.nom",
                "{type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}} | {apiVersion: v1, kind: A, more: 1} | pruned .more",
            })
    void aKeywordFindsItsFaultAndNoOther(String schema, String value, String finding) {
        List<Lint> lints = SchemaCheck.of(Cranes.with(schema)).check(Cranes.crane("{it: " + value + "}"));

        if (finding.equals("-")) {
            assertThat(lints).isEmpty();
            return;
        }
        int space = finding.indexOf(' ');
        String id = space < 0 ? finding : finding.substring(0, space);
        assertThat(Cranes.told(lints))
                .containsExactly("schema." + id + " spec.it" + (space < 0 ? "" : finding.substring(space + 1)));
        Lint lint = lints.get(0);
        assertThat(lint.severity()).isEqualTo(id.equals("pruned") ? Severity.WARNING : Severity.ERROR);
        assertThat(lint.source()).isEqualTo("text.yaml:4");
        assertThat(lint.happens()).isNotBlank();
        assertThat(lint.instead()).isNotBlank();
    }
}
