package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What was written means what was read: equal once every default of KubeDB is written out, and objects of other kinds equal as they are. */
final class SameMeaning {
    private SameMeaning() {}

    static void assertWritten(ManifestSet read, Reading<KubeDbOptions> reading) {
        List<ObjectNode> written = KubeDb.dialect().write(reading);
        assertThat(written).hasSameSizeAs(read.manifests());
        for (Manifest manifest : read.manifests()) {
            assertThat(written)
                    .as(manifest.title())
                    .filteredOn(object -> same(object, manifest.tree(), "kind")
                            && same(object, manifest.tree(), "apiVersion")
                            && object.at("/metadata/name")
                                    .equals(manifest.tree().at("/metadata/name")))
                    .singleElement()
                    .satisfies(object -> assertThat(meaning(object)).isEqualTo(meaning(manifest.tree())));
        }
    }

    private static boolean same(ObjectNode a, ObjectNode b, String field) {
        return a.path(field).equals(b.path(field));
    }

    private static JsonNode meaning(ObjectNode object) {
        if (!object.path("kind").asText().equals("Postgres")) {
            return plain(object);
        }
        ObjectNode stored = KubeDbDefaults.stored(object);
        ObjectNode spec = (ObjectNode) stored.get("spec");
        if (spec.path("streamingMode").asText().equals("Asynchronous")) {
            spec.remove("streamingMode");
        }
        if (spec.path("distributed").isBoolean() && !spec.path("distributed").booleanValue()) {
            spec.remove("distributed");
        }
        ObjectNode metadata = stored.withObject("/metadata");
        if (metadata.path("namespace").asText("").equals("default")) {
            metadata.remove("namespace");
        }
        return plain(stored);
    }

    /** Without nulls and empty objects, which say nothing, and with named items in the order of their names. */
    private static JsonNode plain(JsonNode node) {
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
