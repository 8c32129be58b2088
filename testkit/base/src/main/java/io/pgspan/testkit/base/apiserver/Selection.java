package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * Which objects of a collection are meant, in Kubernetes' selector syntax; an empty selector takes all. Labels: {@code =},
 * {@code ==}, {@code !=}, {@code in}, {@code notin}, {@code key}, {@code !key}. Fields: {@code metadata.name}, {@code
 * metadata.namespace}, {@code spec.nodeName}, {@code status.phase} with {@code =}, {@code ==}, {@code !=}.
 */
public record Selection(String labelSelector, String fieldSelector) {
    private static final Selection ALL = new Selection("", "");

    /** Every object. */
    public static Selection all() {
        return ALL;
    }

    /** Objects whose labels match. */
    public static Selection labels(String selector) {
        return new Selection(selector, "");
    }

    /** Objects whose fields match. */
    public static Selection fields(String selector) {
        return new Selection("", selector);
    }

    /** Throws a 400 {@link ApiServerException} for a malformed selector. */
    Predicate<JsonNode> matcher() {
        return LabelSelector.parse(labelSelector).and(FieldSelector.parse(fieldSelector));
    }
}
