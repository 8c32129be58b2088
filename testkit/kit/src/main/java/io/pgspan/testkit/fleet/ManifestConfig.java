package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What a ManifestWork's spec says about one of its objects: the first entry that fits and sets something wins. */
final class ManifestConfig {
    private final JsonNode spec;

    ManifestConfig(JsonNode spec) {
        this.spec = spec;
    }

    JsonNode updateStrategy(ResourceRef ref) {
        return first(ref, "updateStrategy");
    }

    JsonNode feedbackRules(ResourceRef ref) {
        return first(ref, "feedbackRules");
    }

    private JsonNode first(ResourceRef ref, String field) {
        for (JsonNode config : spec.path("manifestConfigs")) {
            if (identifies(config.path("resourceIdentifier"), ref) && config.has(field)) {
                return config.path(field);
            }
        }
        return MissingNode.getInstance();
    }

    /** Whether the object stays on the spoke when the work lets go of it. */
    boolean isOrphaned(ResourceRef ref) {
        JsonNode option = spec.path("deleteOption");
        return switch (option.path("propagationPolicy").asText("Foreground")) {
            case "Orphan" -> true;
            case "SelectivelyOrphan" ->
                option.path("selectivelyOrphans")
                        .path("orphaningRules")
                        .valueStream()
                        .anyMatch(rule -> identifies(rule, ref));
            default -> false;
        };
    }

    private static boolean identifies(JsonNode identifier, ResourceRef ref) {
        return identifier.path("group").asText("").equals(ref.group())
                && identifier.path("resource").asText("").equals(ref.plural())
                && fits(identifier.path("namespace").asText(""), ref.namespace())
                && fits(identifier.path("name").asText(""), ref.name());
    }

    private static boolean fits(String wanted, String actual) {
        return wanted.equals(actual)
                || (wanted.endsWith("*") && actual.startsWith(wanted.substring(0, wanted.length() - 1)));
    }
}
