package io.pgspan.operators.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec",
                "spec.a.b",
                "spec.rules[1].list[0]",
                "metadata.labels[\"a.b/c\"]",
                "x[\"quo\\\"te\"].y",
                "spec.containers[name=postgres].image",
                "spec.rules[].name"
            })
    void aPathIsWrittenAsItIsRead(String text) {
        assertThat(TreePath.of(text)).hasToString(text);
    }

    @Property
    void anyKeyIsWrittenAndReadBack(@ForAll @NotEmpty String key) {
        TreePath path = TreePath.ROOT.field("a").field(key).index(3);

        assertThat(TreePath.of(path.toString())).isEqualTo(path);
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll String text) {
        assertThat(TreePath.of(text)).isNotNull();
    }

    @Test
    void aPathCoversItselfAndWhatIsBelow() {
        assertThat(TreePath.of("a.b").covers(TreePath.of("a.b"))).isTrue();
        assertThat(TreePath.of("a.b").covers(TreePath.of("a.b[0].c"))).isTrue();
        assertThat(TreePath.of("a.b").covers(TreePath.of("a.bc"))).isFalse();
        assertThat(TreePath.of("a[].b").covers(TreePath.of("a[7].b.c"))).isTrue();
        assertThat(TreePath.of("a[].b").covers(TreePath.of("a.x.b"))).isFalse();
        assertThat(TreePath.of("a[1]").covers(TreePath.of("a[2]"))).isFalse();
    }
}
