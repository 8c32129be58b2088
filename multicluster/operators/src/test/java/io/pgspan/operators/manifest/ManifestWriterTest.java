package io.pgspan.operators.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {
    private static ObjectNode thing() {
        return JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Thing");
    }

    private static ObjectNode again(ObjectNode tree) {
        ManifestSet set = ManifestReader.parse(List.of(new Source("x", ManifestWriter.toYaml(List.of(tree)))));
        assertThat(set.violations()).isEmpty();
        return set.manifests().get(0).tree();
    }

    @Property
    void anyPrintableTextIsReadBackAsTheSameText(
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({
                        ' ', '\n', '\'', '"', '\\', ':', '#', '-', '.', '~', '<', '&', '*', '!', '%', '@', '[', '{',
                        'é', '=', '_'
                    })
                    @StringLength(max = 30)
                    String value,
            @ForAll @NotEmpty @AlphaChars @NumericChars @Chars({'.', '/', '-', ' ', ':', '<'}) String key) {
        ObjectNode tree = thing();
        tree.putObject("data").put(key, value);
        tree.putArray("list").add(value);

        assertThat(again(tree)).isEqualTo(tree);
    }

    @Test
    void textsThatLookLikeSomethingElseAreQuoted() {
        ObjectNode tree = thing();
        for (String value :
                List.of("17.2", "yes", "No", "on", "null", "~", "1e3", "0x10", "2026-01-01", "1:30", "<<")) {
            tree.put("k" + value, value);
        }

        String yaml = ManifestWriter.toYaml(List.of(tree));

        assertThat(yaml).contains("\"17.2\"", "\"yes\"", "\"No\"", "\"1:30\"");
        assertThat(again(tree)).isEqualTo(tree);
    }

    @Test
    void documentsAreSeparated() {
        assertThat(ManifestReader.parse(List.of(new Source("x", ManifestWriter.toYaml(List.of(thing(), thing())))))
                        .manifests())
                .hasSize(2);
    }

    @Property(tries = 2000)
    void anyTextIsReadBackAsTheSameText(@ForAll String value, @ForAll @NotEmpty String key) {
        ObjectNode tree = thing();
        tree.putObject("data").put(key, value);
        tree.putArray("list").add(value).addArray().add(value);

        assertThat(again(tree)).isEqualTo(tree);
    }

    @Property(tries = 2000)
    void anyLinesAreReadBackAsTheSameLines(
            @ForAll @Chars({'a', ' ', '\n', '#', '-', ':', '|'}) @StringLength(max = 12) String value) {
        ObjectNode tree = thing();
        tree.putObject("data").put("k", value).put("l", "x\n" + value).put("m", value + "y\n");
        tree.putArray("list")
                .add(value)
                .add("x\n" + value)
                .addObject()
                .put("k", "x\n" + value)
                .put("z", value);

        assertThat(again(tree)).isEqualTo(tree);
    }

    @Test
    void theLayoutIsThatOfTheDocuments() {
        ObjectNode tree = thing();
        tree.putObject("spec")
                .put("replicas", 3)
                .put("conf", "a = 1\n\nb = 2\n")
                .put("strip", "a\nb")
                .putNull("none")
                .put("on", true);
        tree.putObject("empty");
        tree.putArray("list")
                .add("a")
                .add(1.5)
                .addObject()
                .put("k", "v")
                .putArray("l")
                .add("500m");

        assertThat(ManifestWriter.toYaml(List.of(tree, thing()))).isEqualTo("""
                apiVersion: v1
                kind: Thing
                spec:
                  replicas: 3
                  conf: |
                    a = 1

                    b = 2
                  strip: |-
                    a
                    b
                  none: null
                  "on": true
                empty: {}
                list:
                  - a
                  - 1.5
                  - k: v
                    l:
                      - 500m
                ---
                apiVersion: v1
                kind: Thing
                """);
    }

    @Test
    void aLongKeyIsReadBack() {
        ObjectNode tree = thing().put("k".repeat(2_000), "v");
        tree.putObject("o " + "k".repeat(200))
                .put("a", 1)
                .putObject("x".repeat(200))
                .put("b", "c");
        tree.putArray("list").addObject().put("y".repeat(200), "z").put("w", 1);

        assertThat(again(tree)).isEqualTo(tree);
    }

    @Test
    void aTreeTooDeepIsRefused() {
        ObjectNode tree = thing();
        ObjectNode at = tree;
        for (int i = 0; i <= ManifestWriter.DEPTH_MAX; i++) {
            at = at.putObject("a");
        }
        at.put("b", 1);

        assertThatThrownBy(() -> ManifestWriter.toYaml(List.of(tree))).hasMessageContaining("nested deeper");
    }
}
