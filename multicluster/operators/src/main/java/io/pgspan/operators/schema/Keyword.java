package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;

/** One thing a schema asks of a value of the right type that is not null. */
interface Keyword {
    void check(JsonNode value, TreePath at, Report report);
}
