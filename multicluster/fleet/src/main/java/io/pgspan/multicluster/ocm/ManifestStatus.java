package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the agent reports of one object.
 *
 * @param resourceMeta which object
 * @param statusFeedback the values asked for; null while there are none
 * @param conditions {@code Applied}, {@code Available}, {@code StatusFeedbackSynced}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestStatus(
        ResourceMeta resourceMeta, @Nullable StatusFeedback statusFeedback, List<Condition> conditions) {

    /** Copies the list. */
    public ManifestStatus {
        conditions = Absent.list(conditions);
    }

    /** The condition of that type, if reported. */
    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    /** The reported values as text, by name, in the order reported. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        if (statusFeedback != null) {
            statusFeedback
                    .values()
                    .forEach(v -> values.put(v.name(), v.fieldValue().text()));
        }
        return values;
    }

    /**
     * Names one object on the spoke.
     *
     * @param ordinal its place among the work's objects
     * @param group its API group, empty for the core group
     * @param version its API version
     * @param kind its kind
     * @param resource the plural of its kind
     * @param name its name
     * @param namespace its namespace, empty for a cluster-scoped object
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ResourceMeta(
            int ordinal, String group, String version, String kind, String resource, String name, String namespace) {
        /** In JSON, what is empty is absent. */
        public ResourceMeta {
            group = Absent.text(group);
            version = Absent.text(version);
            kind = Absent.text(kind);
            resource = Absent.text(resource);
            name = Absent.text(name);
            namespace = Absent.text(namespace);
        }
    }

    /**
     * Values the agent read from the object.
     *
     * @param values in the order reported
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StatusFeedback(List<FeedbackValue> values) {
        /** Copies the list. */
        public StatusFeedback {
            values = Absent.list(values);
        }
    }

    /**
     * One value.
     *
     * @param name as the rule called it
     * @param fieldValue the value
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeedbackValue(String name, FieldValue fieldValue) {}

    /**
     * A typed value: the field that {@code type} names is set.
     *
     * @param type {@code Integer}, {@code String}, {@code Boolean} or {@code JsonRaw}
     * @param integer a whole number
     * @param string a text
     * @param bool a truth value
     * @param jsonRaw a piece of JSON
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FieldValue(
            String type,
            @Nullable Long integer,
            @Nullable String string,
            @JsonProperty("boolean") @Nullable Boolean bool,
            @Nullable String jsonRaw) {

        /** The value as text, empty when none is set. */
        public String text() {
            if (string != null) {
                return string;
            }
            if (integer != null) {
                return integer.toString();
            }
            if (bool != null) {
                return bool.toString();
            }
            return jsonRaw == null ? "" : jsonRaw;
        }
    }
}
