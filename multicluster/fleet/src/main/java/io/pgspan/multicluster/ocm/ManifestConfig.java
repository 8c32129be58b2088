package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How one object of a work is applied and what is reported of it.
 *
 * @param resourceIdentifier which object
 * @param feedbackRules what is reported
 * @param updateStrategy how it is applied
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestConfig(
        ResourceIdentifier resourceIdentifier, List<FeedbackRule> feedbackRules, UpdateStrategy updateStrategy) {

    /** Copies the list. */
    public ManifestConfig {
        feedbackRules = Absent.list(feedbackRules);
    }

    /**
     * Names one object of the work.
     *
     * @param group its API group, empty for the core group
     * @param resource the plural of its kind
     * @param namespace its namespace, empty for a cluster-scoped object
     * @param name its name
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ResourceIdentifier(String group, String resource, String namespace, String name) {
        /** In JSON, what is empty is absent. */
        public ResourceIdentifier {
            group = Absent.text(group);
            namespace = Absent.text(namespace);
        }
    }

    /**
     * Values to report.
     *
     * @param type {@code JSONPaths}
     * @param jsonPaths the values; their names are unique within one object
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeedbackRule(String type, List<JsonPath> jsonPaths) {
        /** Copies the list. */
        public FeedbackRule {
            jsonPaths = Absent.list(jsonPaths);
        }

        /** Values at JSON paths. */
        public static FeedbackRule jsonPaths(JsonPath... paths) {
            return new FeedbackRule("JSONPaths", List.of(paths));
        }
    }

    /**
     * One value to report.
     *
     * @param name its name
     * @param path where it is in the whole object; must meet one scalar, anything else needs a feature gate on the spoke
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record JsonPath(String name, String path) {}

    /**
     * How the agent applies an object.
     *
     * @param type for example {@code ServerSideApply}
     * @param serverSideApply its settings
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record UpdateStrategy(String type, ServerSideApply serverSideApply) {
        /**
         * Server-side apply that takes contested fields. The default strategy never changes a pod's spec and sends whole volume
         * claims, which fails once the spoke has bound them.
         */
        public static UpdateStrategy forcedServerSideApply() {
            return new UpdateStrategy("ServerSideApply", new ServerSideApply(true));
        }
    }

    /**
     * Settings of server-side apply.
     *
     * @param force whether fields that another manager owns are taken
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ServerSideApply(boolean force) {}
}
