package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a work carries.
 *
 * @param workload the objects
 * @param deleteOption what becomes of the objects when the work is deleted; null for the default, which deletes them
 * @param manifestConfigs how single objects are applied and what is reported of them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestWorkSpec(
        Workload workload, @Nullable DeleteOption deleteOption, List<ManifestConfig> manifestConfigs) {

    /** Copies the list. */
    public ManifestWorkSpec {
        manifestConfigs = Absent.list(manifestConfigs);
    }

    /**
     * The objects.
     *
     * @param manifests each a whole object; not to be changed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Workload(List<ObjectNode> manifests) {
        /** Copies the list. */
        public Workload {
            manifests = Absent.list(manifests);
        }

        /** What there is, never what is in it: Secrets travel in works. */
        @Override
        public String toString() {
            return manifests.stream()
                    .map(m -> m.path("kind").asText() + " "
                            + m.path("metadata").path("name").asText())
                    .toList()
                    .toString();
        }
    }

    /**
     * What becomes of the objects when the work is deleted.
     *
     * @param propagationPolicy {@code Foreground} deletes them, {@code Orphan} leaves them
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeleteOption(String propagationPolicy) {
        /** The objects stay. */
        public static DeleteOption orphan() {
            return new DeleteOption("Orphan");
        }

        /** The objects are deleted. */
        public static DeleteOption foreground() {
            return new DeleteOption("Foreground");
        }
    }
}
