package io.pgspan.operators.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TreeDifferenceTest {
    private static final FieldClasses CLASSES = FieldClasses.of("""
            spec | nothing | patch | it is read at once
            spec.pods[name] spec.pods[name].ports[port] | switchover | restart | a pod is made anew
            spec.pods[name].image | rolling_restart | restart | a pod is made anew
            """);

    @Test
    void itemsWithAKeyAreComparedByItWhateverTheirOrder() {
        ObjectNode before = tree("spec: {pods: [{name: a, image: x}, {name: b, image: y}], list: [1, 2]}");
        ObjectNode after = tree("spec: {pods: [{name: b, image: z}, {name: a, image: x}], list: [2, 1]}");

        assertThat(between(before, after))
                .containsExactly("spec.pods[name=b].image: y -> z", "spec.list: [1,2] -> [2,1]");
    }

    @Test
    void whatIsNewOrGoneIsToldValueByValue() {
        ObjectNode before = tree("spec: {a: {b: 1, c: {}}, gone: ~}");
        ObjectNode after = tree("spec: {pods: [{name: new, image: x}, {name: bare}]}");

        assertThat(between(before, after))
                .containsExactly(
                        "spec.a.b: 1 -> (none)",
                        "spec.a.c: {} -> (none)",
                        "spec.pods[name=new].image: (none) -> x",
                        "spec.pods[name=bare]: (none) -> {\"name\":\"bare\"}");
    }

    @Test
    void aListWhoseItemsShareAKeyIsOneValue() {
        ObjectNode before = tree("spec: {pods: [{name: a, image: x}]}");
        ObjectNode after = tree("spec: {pods: [{name: a, image: x}, {name: a, image: y}]}");

        assertThat(between(before, after)).hasSize(1).first().asString().startsWith("spec.pods: ");
    }

    @Test
    void aFieldHasTheClassOfTheLongestPattern() {
        assertThat(CLASSES.of(TreePath.of("spec.pods[name=a].image")))
                .get()
                .extracting(FieldClass::effect)
                .isEqualTo(Effect.ROLLING_RESTART);
        assertThat(CLASSES.of(TreePath.of("spec.pods[name=a].other.below")))
                .get()
                .extracting(FieldClass::effect)
                .isEqualTo(Effect.SWITCHOVER);
        assertThat(CLASSES.of(TreePath.of("spec.other")))
                .get()
                .extracting(FieldClass::way)
                .isEqualTo("patch");
        assertThat(CLASSES.of(TreePath.of("status"))).isEmpty();
    }

    @Test
    void aFieldWithTwoClassesIsAMistake() {
        assertThatThrownBy(() -> FieldClasses.of("a | nothing | x | because\na | reload | y | because"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two classes");
        assertThatThrownBy(() -> FieldClasses.of("a | nothing | x | ")).hasMessageContaining("basis");
    }

    @Property(tries = 500)
    void carryingOutAllChangesMakesTheOtherTree(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode before = any(random, 3);
        ObjectNode after = any(random, 3);

        List<Change> changes = TreeDifference.between(before, after, CLASSES);

        assertThat(between(TreeEdit.apply(before, changes, after), after)).isEmpty();
        assertThat(TreeDifference.between(before, before.deepCopy(), CLASSES)).isEmpty();
    }

    @Property(tries = 500)
    void aMergePatchMakesTheOtherTree(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode before = any(random, 3);
        ObjectNode after = any(random, 3);

        ObjectNode patch = MergePatch.between(before, after);

        assertThat(MergePatch.apply(before, patch)).isEqualTo(after);
        assertThat(MergePatch.between(after, after)).isEmpty();
    }

    private static List<String> between(ObjectNode before, ObjectNode after) {
        return TreeDifference.between(before, after, CLASSES).stream()
                .map(Change::text)
                .toList();
    }

    /** Without nulls, which count as absent. */
    private static ObjectNode any(Random random, int depth) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = tree.putObject("spec");
        fill(spec, random, depth);
        if (random.nextBoolean()) {
            for (int i = 0; i < random.nextInt(4); i++) {
                ObjectNode pod = spec.withArray("pods").addObject().put("name", "p" + i);
                fill(pod, random, 1);
            }
        }
        return tree;
    }

    private static void fill(ObjectNode object, Random random, int depth) {
        for (String name : List.of("a", "b.c", "image")) {
            switch (random.nextInt(4)) {
                case 0 -> object.put(name, random.nextInt(3));
                case 1 -> {
                    if (depth > 0) {
                        fill(object.putObject(name), random, depth - 1);
                    }
                }
                case 2 -> object.putArray(name).add(random.nextInt(2));
                default -> {
                    // absent
                }
            }
        }
    }

    private static ObjectNode tree(String yaml) {
        JsonNode tree = ManifestReader.parse(List.of(new Source("tree.yaml", "kind: X\n" + yaml)))
                .manifests()
                .get(0)
                .tree();
        ObjectNode object = tree.deepCopy();
        object.remove("kind");
        return object;
    }
}
