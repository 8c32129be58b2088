package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PruningPropertyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaCheck check = SchemaCheck.of(Cranes.SCHEMAS);

    @Property(tries = 500)
    void prunedAgainIsTheSame(@ForAll("cranes") ObjectNode crane) {
        Pruned once = check.prune(Manifest.of(crane));
        Pruned twice = check.prune(Manifest.of(once.object()));

        assertThat(twice.object()).isEqualTo(once.object());
        assertThat(twice.lints()).isEmpty();
        assertThat(once.lints().isEmpty()).isEqualTo(once.object().equals(crane));
    }

    @Property(tries = 500)
    void defaultedAgainIsTheSame(@ForAll("cranes") ObjectNode crane) {
        ObjectNode before = crane.deepCopy();
        ObjectNode once = check.defaulted(crane);

        assertThat(check.defaulted(once)).isEqualTo(once);
        assertThat(crane).isEqualTo(before);
    }

    @Property(tries = 500)
    void aCheckOfWhatIsStoredFindsTheSameErrorsAsOfWhatWasWritten(@ForAll("cranes") ObjectNode crane) {
        ObjectNode stored = check.defaulted(check.prune(Manifest.of(crane)).object());
        List<Lint> written = check.check(Manifest.of(crane));

        assertThat(check.check(Manifest.of(stored)))
                .isEqualTo(written.stream()
                        .filter(lint -> !lint.id().equals("schema.pruned"))
                        .toList());
    }

    @Provide
    Arbitrary<ObjectNode> cranes() {
        return tree(4).map(spec -> {
            ObjectNode crane =
                    JSON.objectNode().put("apiVersion", "yard.example/v1").put("kind", "Crane");
            crane.putObject("metadata").put("name", "tall");
            crane.set("spec", spec);
            return crane;
        });
    }

    private static Arbitrary<JsonNode> tree(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.of(
                JSON.nullNode(),
                JSON.numberNode(3),
                JSON.numberNode(99),
                JSON.numberNode(1.5),
                JSON.textNode("red"),
                JSON.booleanNode(true));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> names = Arbitraries.of(
                "reach",
                "color",
                "port",
                "note",
                "hooks",
                "name",
                "size",
                "labels",
                "bins",
                "depth",
                "free",
                "known",
                "template",
                "kind",
                "metadata",
                "other");
        Arbitrary<JsonNode> object = Arbitraries.maps(names, Arbitraries.lazy(() -> tree(depth - 1)))
                .ofMaxSize(6)
                .map(PruningPropertyTest::object);
        Arbitrary<JsonNode> array = Arbitraries.lazy(() -> tree(depth - 1))
                .list()
                .ofMaxSize(3)
                .map(items -> JSON.arrayNode().addAll(items));
        return Arbitraries.frequencyOf(Tuple.of(5, object), Tuple.of(1, array), Tuple.of(depth == 4 ? 1 : 3, leaf));
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        ObjectNode object = JSON.objectNode();
        object.setAll(fields);
        return object;
    }
}
