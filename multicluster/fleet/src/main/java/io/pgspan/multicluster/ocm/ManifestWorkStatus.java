package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a Kubernetes cluster reports of a work.
 *
 * @param conditions {@code Applied} and {@code Available} of the whole work; each names the generation it is about
 * @param resourceStatus what is reported of single objects; null before the first report
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestWorkStatus(
        List<Condition> conditions, @Nullable ResourceStatus resourceStatus) {

    /** Copies the list. */
    public ManifestWorkStatus {
        conditions = Absent.list(conditions);
    }

    /** The condition of that type, if reported. */
    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    /** What is reported of single objects; empty before the first report. */
    public List<ManifestStatus> manifests() {
        return resourceStatus == null ? List.of() : resourceStatus.manifests();
    }

    /**
     * Reports of single objects.
     *
     * @param manifests one for each object
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ResourceStatus(List<ManifestStatus> manifests) {
        /** Copies the list. */
        public ResourceStatus {
            manifests = Absent.list(manifests);
        }
    }
}
