package io.pgspan.operators.manifest;

import static org.assertj.core.api.Assertions.assertThat;

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
}
