package io.pgspan.model.fleet;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What is in a Kubernetes cluster beside its nodes, as far as its scheduler asks. Nothing at all unless said. */
@Value.Immutable
@ValueStyle
public interface ClusterContents extends WithClusterContents {

    /**
     * A service, for default spreading.
     *
     * @param namespace its namespace
     * @param name its name
     * @param selector labels of its pods, or null when it has none of its own
     */
    record Service(String namespace, String name, @Nullable Map<String, String> selector) {
        /** Copies the selector. */
        public Service {
            selector = selector == null ? null : Map.copyOf(selector);
        }

        /** Labels of its pods; empty when it has none of its own. */
        public Optional<Map<String, String>> pods() {
            return Optional.ofNullable(selector);
        }
    }

    /** The pods on its nodes. */
    List<RunningPod> pods();

    /** The labels of its namespaces by name; one that is missing has no labels. */
    Map<String, Map<String, String>> namespaces();

    /** Its services. */
    List<Service> services();

    /** Its storage classes; one that the cluster only names is {@link StorageClass#anywhere}. */
    List<StorageClass> storageClasses();

    /** Its claims. */
    List<VolumeClaim> claims();

    /** Its volumes. */
    List<PersistentVolume> volumes();

    /** Nothing. */
    static ClusterContents empty() {
        return builder().build();
    }

    /** Starts empty contents. */
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
    final class Builder extends ImmutableClusterContents.Builder {
        Builder() {}

        /** Adds a storage class. */
        public Builder addStorageClass(StorageClass storageClass) {
            return addStorageClasses(storageClass);
        }
    }
}
