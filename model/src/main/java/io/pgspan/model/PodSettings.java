package io.pgspan.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What the pods of an instance set have beside PostgreSQL itself. Where they run is said by the placement. */
@Value.Immutable
@ValueStyle
public interface PodSettings extends WithPodSettings {

    /** Labels of the pods, beside the operator's. */
    Map<String, String> labels();

    /** Annotations of the pods. */
    Map<String, String> annotations();

    /** The priority class; absent: the cluster's default. */
    Optional<String> priorityClassName();

    /** The service account; absent: the one the operator makes. */
    Optional<String> serviceAccountName();

    /** The scheduler; absent: Kubernetes' default. */
    Optional<String> schedulerName();

    /** Names of the secrets with which images are pulled. */
    List<String> imagePullSecrets();

    /** Further containers; names are unique (checked by validation). */
    List<Container> containers();

    /** Nothing said. */
    static PodSettings none() {
        return builder().build();
    }

    /** Starts with nothing said. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder. */
    final class Builder extends ImmutablePodSettings.Builder {
        Builder() {}
    }
}
