package io.pgspan.model.validation;

import io.pgspan.model.text.Label;
import java.util.Map;
import java.util.TreeMap;

/** What Kubernetes takes for labels. */
final class LabelRules {
    private LabelRules() {}

    /** Each label whose key or value it would refuse, at {@code path[key]}. */
    static void check(Findings found, String path, Map<String, String> labels) {
        new TreeMap<>(labels).forEach((key, value) -> {
            key(found, path + "[" + key + "]", key);
            found.addIf(
                    !Label.isValue(value),
                    path + "[" + key + "]",
                    value,
                    "Kubernetes takes no such label value",
                    "use at most 63 letters, digits, dashes, underscores and dots that begin and end with a letter or"
                            + " digit, or nothing");
        });
    }

    static void key(Findings found, String path, String key) {
        found.addIf(
                !Label.isKey(key),
                path,
                key,
                "Kubernetes knows no such label key",
                "use at most 63 letters, digits, dashes, underscores and dots that begin and end with a letter or"
                        + " digit, behind a DNS subdomain and a slash if need be");
    }
}
