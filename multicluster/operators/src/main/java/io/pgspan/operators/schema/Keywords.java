package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The keywords of a schema's node that ask something of the value, compiled once. */
final class Keywords {
    private Keywords() {}

    static List<Keyword> of(JsonNode source, SchemaType type, boolean intOrString, boolean embedded) {
        List<Keyword> keywords = new ArrayList<>();
        return List.copyOf(keywords);
    }
}
