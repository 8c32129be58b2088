package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;

/** Equality of JSON in which 1 is 1, whichever Java type carries it: a tree built here against one that came over the wire. */
final class Canonical {
    private Canonical() {}

    static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) -> a.isNumber() && b.isNumber() && a.decimalValue().compareTo(b.decimalValue()) == 0
                        ? 0
                        : a.equals(b) ? 0 : 1,
                other);
    }
}
