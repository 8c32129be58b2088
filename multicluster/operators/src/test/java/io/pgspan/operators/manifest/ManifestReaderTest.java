package io.pgspan.operators.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String HEAD = "apiVersion: v1\nkind: Thing\n";

    private static ManifestSet read(String... texts) {
        return ManifestReader.parse(
                List.of(texts).stream().map(text -> new Source("a.yaml", text)).toList());
    }

    private static Violation only(ManifestSet set) {
        assertThat(set.violations()).hasSize(1);
        return set.violations().get(0);
    }

    @Test
    void everyValueKnowsItsFileAndLine() {
        Manifest manifest = read(HEAD + "spec:\n  rules:\n    - name: a\n      list:\n        - 1\n        - 2\n")
                .manifests()
                .get(0);

        assertThat(manifest.location("spec.rules[0].name")).hasToString("a.yaml:5");
        assertThat(manifest.location("spec.rules[0].list[1]")).hasToString("a.yaml:8");
        assertThat(manifest.location("spec.rules[0].absent.deep"))
                .as("an absent value stands where its parent does")
                .hasToString("a.yaml:5");
        assertThat(manifest.location("nothing")).hasToString("a.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "true;true",
                "False;false",
                "yes;\"yes\"",
                "no;\"no\"",
                "on;\"on\"",
                "~;null",
                "null;null",
                "12;12",
                "-3;-3",
                "0400;256",
                "0o17;15",
                "0x1F;31",
                "17.2;17.2",
                "17.10;17.10",
                "1e3;1000.0",
                "08;\"08\"",
                "\"17.2\";\"17.2\"",
                "'12';\"12\"",
                "2Gi;\"2Gi\"",
                "2026-01-01;\"2026-01-01\"",
                "12345678901;12345678901",
                "99999999999999999999;99999999999999999999",
                "1e999999;\"1e999999\"",
                "!!str 12;\"12\""
            })
    void aScalarMeansWhatKubernetesTakesItFor(String yaml, String json) {
        ManifestSet set = read(HEAD + "value: " + yaml + "\n");

        assertThat(set.violations()).isEmpty();
        JsonNode value = set.manifests().get(0).tree().get("value");
        assertThat(value).hasToString(json);
    }

    @Test
    void documentsAndListsAreUnwrappedWithTheirLines() {
        ManifestSet set = read(
                "---\n" + HEAD + "---\n\n---\napiVersion: v1\nkind: List\nitems:\n"
                        + "  - apiVersion: v1\n    kind: First\n    spec: 1\n  - apiVersion: v1\n    kind: Second\n    spec: 2\n");

        assertThat(set.violations()).isEmpty();
        assertThat(set.manifests()).extracting(Manifest::kind).containsExactly("Thing", "First", "Second");
        assertThat(set.manifests().get(2).location("spec")).hasToString("a.yaml:15");
    }

    @Test
    void aKeySaidTwiceIsNamedWithBothLines() {
        Violation twice = only(read(HEAD + "spec:\n  a: 1\n  b: 2\n  a: 3\n"));

        assertThat(twice.rule()).isEqualTo("yaml.duplicate-key");
        assertThat(twice.source()).isEqualTo("a.yaml:6");
        assertThat(twice.path()).isEqualTo("spec.a");
        assertThat(twice.message()).contains("line 4");
    }

    @Test
    void malformedTextNamesItsLineAndWhatCameBeforeItIsRead() {
        ManifestSet set = read(HEAD + "---\nkind: [unclosed\nother: x\n", HEAD);

        Violation malformed = only(set);
        assertThat(malformed.rule()).isEqualTo("yaml.malformed");
        assertThat(malformed.source()).isEqualTo("a.yaml:5");
        assertThat(set.manifests()).as("the document before and the other text").hasSize(2);
    }

    @Test
    void aBombOfAliasesIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder(HEAD + "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            String above = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s,%s,%s,%s,%s]\n".formatted(i, i, above, above, above, above, above));
        }

        ManifestSet set = read(bomb.toString());

        assertThat(set.manifests()).isEmpty();
        assertThat(only(set).rule()).isEqualTo("yaml.limit");
    }

    @Test
    void anAliasOfItsOwnParentIsRefused() {
        ManifestSet set = read(HEAD + "loop: &loop\n  again: *loop\n");

        assertThat(set.manifests()).isEmpty();
        assertThat(only(set).rule()).isEqualTo("yaml.limit");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(only(read("a: " + "[".repeat(5_000))).rule()).isEqualTo("yaml.malformed");
        assertThat(only(read("a: " + "{b: ".repeat(60) + "1" + "}".repeat(60))).rule())
                .startsWith("yaml.");
    }

    @Test
    void aTextBeyondTheLimitIsNotRead() {
        Violation tooLong = only(read(" ".repeat(ManifestReader.TEXT_LENGTH_MAX + 1)));

        assertThat(tooLong.rule()).isEqualTo("yaml.limit");
        assertThat(tooLong.remedy()).contains("" + ManifestReader.TEXT_LENGTH_MAX);
    }

    @Test
    void aDocumentThatIsNoObjectAndOneWithoutKindAreNamed() {
        ManifestSet set = read("- 1\n- 2\n", "metadata:\n  name: x\n");

        assertThat(set.violations())
                .extracting(Violation::rule)
                .containsExactly("manifest.not-an-object", "manifest.api-version", "manifest.kind");
    }

    @Test
    void tagsMergesAndKeysThatAreNoWordsAreNamed() {
        ManifestSet set = read(HEAD + "a: !custom x\nb: {<<: {c: 1}}\n? [x]\n: 1\n");

        assertThat(set.violations()).extracting(Violation::rule).containsExactly("yaml.tag", "yaml.merge", "yaml.key");
    }

    @Test
    void jsonIsYaml() {
        ManifestSet set = read("{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"n\":1.50,\"t\":\"a\\u0041\"}");

        assertThat(set.violations()).isEmpty();
        assertThat(set.manifests().get(0).tree().get("t").asText()).isEqualTo("aA");
    }
}
