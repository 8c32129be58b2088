package io.pgspan.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The objects that were read and those that were written, compared one by one. */
public final class WrittenObjects {
    private WrittenObjects() {}

    /**
     * Every object that was read was written once, with the same meaning, and no other.
     *
     * @param meaning an object with all that the operator takes for granted written out, or the object itself; not to be changed
     */
    public static void assertSame(ManifestSet read, List<ObjectNode> written, Function<ObjectNode, JsonNode> meaning) {
        assertThat(written).hasSameSizeAs(read.manifests());
        for (Manifest manifest : read.manifests()) {
            assertThat(written)
                    .as(manifest.title())
                    .filteredOn(object -> same(object, manifest.tree(), "kind")
                            && same(object, manifest.tree(), "apiVersion")
                            && object.at("/metadata/name")
                                    .equals(manifest.tree().at("/metadata/name")))
                    .singleElement()
                    .satisfies(object -> {
                        JsonNode before = plain(meaning.apply(manifest.tree()));
                        JsonNode after = plain(meaning.apply(object));
                        assertThat(Differences.of(before, after)).isEmpty();
                        assertThat(after).isEqualTo(before);
                    });
        }
    }

    private static boolean same(ObjectNode a, ObjectNode b, String field) {
        return a.path(field).equals(b.path(field));
    }

    /** Without nulls and empty objects, which say nothing, and with named items in the order of their names. */
    public static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = object.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                JsonNode value = plain(entry.getValue());
                if (!value.isNull() && !(value.isObject() && value.isEmpty())) {
                    result.set(entry.getKey(), value);
                }
            }
            return result;
        }
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(plain(item)));
            if (items.stream().allMatch(item -> item.path("name").isTextual())) {
                items.sort(Comparator.comparing(item -> item.path("name").asText()));
            }
            return array.arrayNode().addAll(items);
        }
        return node;
    }
}
