package io.pgspan.operators.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader and the full parser never differ: the quick one gives up instead. */
class BlockYamlTest {
    private static final String HEAD = "apiVersion: v1\nkind: Thing\n";
    private static final String RICH = HEAD + """
            # a comment
            metadata:
              name: x   # behind
              labels:
                app.kubernetes.io/name: x
                quoted: "17.2"
                single: 'it is'
                url: https://example.com/a#b
                empty:
              annotations: {}
            spec:
              list:
                - a
                - 1
                -
                  nested: true
                -
                - key: v
                  other:
                    deep: ~
              same:
              - one: 1
              - two: []
              text: |
                first
                  second

                # no comment
                last
              strip: |-
                only
              number: -1.5
              arg: --batch=500
            ---
            # only a comment
            ---
            """ + HEAD + "spec: null\n";

    private static final List<String> PIECES = List.of(
            "- ",
            ": ",
            " #",
            "#",
            "\n",
            "  ",
            " ",
            "'",
            "\"",
            "{}",
            "[]",
            "|",
            "|-",
            ">",
            "---\n",
            "---",
            "...\n",
            "&a ",
            "*a",
            "!x ",
            "~",
            "a: b",
            "\n  ",
            "\n- ",
            "-",
            ":",
            "\\",
            "\t",
            "?",
            "%",
            "a:\n",
            "<<: ",
            ",",
            "}",
            "]",
            "\n\n",
            "  x: |\n",
            "ü",
            "\r\n");

    private static List<String> shown(List<Manifest> manifests) {
        List<String> shown = new ArrayList<>();
        for (Manifest manifest : manifests) {
            shown.add(manifest.location(TreePath.ROOT) + " " + manifest.tree());
            places(manifest, manifest.tree(), TreePath.ROOT, shown);
        }
        return shown;
    }

    private static void places(Manifest manifest, JsonNode node, TreePath at, List<String> shown) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            TreePath below = at.field(entry.getKey());
            shown.add(manifest.location(below) + " " + below);
            places(manifest, entry.getValue(), below, shown);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            shown.add(manifest.location(at.index(i)) + " " + at.index(i));
            places(manifest, node.get(i), at.index(i), shown);
        }
    }

    private static void assertSame(String text) {
        Source source = new Source("a.yaml", text);
        List<Manifest> full = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        ManifestReader.readAny(source, full, violations);

        ManifestSet quick = ManifestReader.parse(List.of(source));

        assertThat(shown(quick.manifests())).as(text).isEqualTo(shown(full));
        assertThat(quick.violations()).as(text).isEqualTo(violations);
    }

    @Test
    void theUsualYamlIsReadQuickly() {
        assertThat(BlockYaml.read(RICH))
                .hasValueSatisfying(documents -> assertThat(documents).hasSize(2));
        assertSame(RICH);
        for (String folder : List.of("newer", "older", "five", "two", "one")) {
            for (Source source : Samples.sources(folder)) {
                assertThat(BlockYaml.read(source.text()).isPresent())
                        .as(source.file())
                        .isEqualTo(
                                !source.text().contains(" [") && !source.text().contains(" {"));
                assertSame(source.text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\n c\n",
                "a: \"b\\n\"\n",
                "a: 'it''s'\n",
                "a: [b]\n",
                "a: {b: c}\n",
                "a: &x b\n",
                "a: *x\n",
                "a: !t b\n",
                "a: >\n  b\n",
                "a: |+\n  b\n",
                "a: |2\n  b\n",
                "a: 1\na: 2\n",
                "a: b: c\n",
                "? a\n",
                "\"a\": b\n",
                "a:\tb\n",
                "<<: b\n",
                "a: ü\n",
                "a: b\r\n",
                "- a\n",
                "a\n",
                "a: |\n\n  b\n",
                "a: |\n  b",
                "a:\n  b\n",
                "- - a\n",
                "%YAML 1.2\n---\na: b\n",
                "a: b\n...\n",
                "--- a\n",
                " a: b\n",
                "a:\n - b\n  - c\n",
                "a: @b\n",
                "a: -\n",
                "a: - b\n"
            })
    void whatIsUnusualIsLeftToTheFullParser(String text) {
        assertThat(BlockYaml.read(text)).isEmpty();
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# c\n",
                "---\n",
                "---\n---\n",
                "a:\n",
                "a: # c\n",
                "a: b #c\n",
                "a: b#c\n",
                "a: b",
                "a: -b\n",
                "a: |\n  b\n c: d\n",
                "a:\n- b\nc: d\n",
                "a:\n  - b\n# c\n  - d\n",
                "a: |\n  b\n# c\nd: e\n",
                "a:\n  -\n  - \n",
                "a:\n -  b: c\n    d: e\n",
                "a: |\n  b\n\n\n",
                "a: |\n   b\n  c\n",
                "a: {} # c\n",
                "a: {}b\n",
                "a: ''\n",
                "a: 'b'c\n",
                "a: 'b' c\n",
                "---  \na: b\n",
                "true: 1\n",
                "12: a\n",
                "a: b:c\n",
                "a: b:\n",
                "a:  b  \n",
                "a: |-\n  b\n  \nc: d\n",
                "a:\n  b: c\n d: e\n",
                "-a: b\n",
                "a: ]\n",
                "a: b]\n"
            })
    void bothReadTheSame(String text) {
        assertSame(text);
        assertSame(HEAD + text);
        assertSame(HEAD + "x:\n  - y\n---\n" + text);
    }

    @Property(tries = 3000)
    void bothReadAMutatedTextTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        Random random = new Random(seed);
        String text = RICH;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(8));
            String piece = random.nextInt(3) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
            text = text.substring(0, at) + piece + text.substring(random.nextBoolean() ? end : at);
        }
        assertSame(text);
        Statistics.label("read quickly")
                .collect(BlockYaml.read(text).isPresent())
                .coverage(share -> share.check(true).percentage(p -> p > 5));
    }
}
