package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.podspec.TextFields;
import java.util.Map;

/** The object {@code metadata} that many parts of a cluster have, written. */
final class MetadataFields {
    private MetadataFields() {}

    /** Nothing when there is nothing to say. */
    static void write(ObjectNode parent, Map<String, String> labels, Map<String, String> annotations) {
        if (!labels.isEmpty() || !annotations.isEmpty()) {
            ObjectNode metadata = parent.putObject("metadata");
            TextFields.write(metadata, "labels", labels);
            TextFields.write(metadata, "annotations", annotations);
        }
    }
}
