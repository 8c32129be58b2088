package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Reading;
import io.pgspan.operators.WrittenObjects;
import io.pgspan.operators.manifest.ManifestSet;

/** What was written means what was read: equal once every default of KubeDB is written out, and objects of other kinds equal as they are. */
final class SameMeaning {
    private SameMeaning() {}

    static void assertWritten(ManifestSet read, Reading<KubeDbOptions> reading) {
        WrittenObjects.assertSame(read, KubeDb.dialect().write(reading), SameMeaning::meaning);
    }

    private static JsonNode meaning(ObjectNode object) {
        if (!object.path("kind").asText().equals("Postgres")) {
            return object;
        }
        ObjectNode stored = KubeDbDefaults.stored(object).deepCopy();
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
        return stored;
    }
}
